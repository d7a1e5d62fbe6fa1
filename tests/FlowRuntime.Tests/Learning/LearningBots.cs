using System.Text;
using FlowEngine.Definition;
using FlowRuntime.Learning;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Learning;

/// <summary>
/// A studio that learns, and a bot that tells what it understood. Where its language does not matter it is one for which no
/// phrases of none are known: that is learned in no time.
/// </summary>
internal static class LearningBots
{
    public static readonly string[] Returns = ["i want to return something", "send an item back", "refund please", "give it back"];

    private const string Quick = "fr";

    private static readonly string[] Orders = ["where is my order", "track my parcel", "has my order been shipped", "order status"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<RunningStudio> StartAsync(string? folder = null) => RunningStudio.StartAsync(folder, services: s => s.AddLearning());

    public static BotDefinition Shop(IReadOnlyList<string> returns) => Bundle(returns, Quick).Bot;

    public static async Task SaveAsync(this RunningStudio studio, IReadOnlyList<string> returns, string language = Quick) =>
        Assert.True((await studio.Library.SaveAsync(Bundle(returns, language), "*", "ann", Token)).Saved);

    public static async Task<int> PublishShopAsync(this RunningStudio studio)
    {
        var published = await studio.Library.PublishAsync("shop", "ann", Token);
        return published!.Version ?? throw new InvalidOperationException(string.Join("; ", published.Problems.Select(p => p.Message)));
    }

    public static BotBundle Bundle(IReadOnlyList<string> returns, string language)
    {
        var flows = new[] { "orders", "returns" }.Select(id => Flow(id, $$"""{ "type": "trigger.intent", "config": { "intent": "{{id}}" }, "links": { "next": "say" } }""", $"About {id}."));
        var other = Flow("other", """{ "type": "trigger.start", "links": { "next": "say" } }""", "Pardon?");
        var bundle = BundleDocument.Read(
            Encoding.UTF8.GetBytes(
                $$"""
                { "bot": { "id": "shop", "name": "Shop", "fallback": { "flow": "other" }, "intents": { "orders": { "phrases": [] }, "returns": { "phrases": [] } } },
                  "flows": { {{string.Join(',', [.. flows, other])}} }, "tests": {} }
                """
            )
        );
        Assert.True(bundle.Ok, string.Join("; ", bundle.Problems.Select(p => $"{p.Pointer} {p.Message}")));
        var intents = new Dictionary<string, IntentDefinition> { ["orders"] = new(Orders), ["returns"] = new(returns) };
        return bundle.Value with { Bot = bundle.Value.Bot with { Intents = intents, Languages = [language] } };
    }

    private static string Flow(string id, string trigger, string text) =>
        $$"""
        "{{id}}": { "id": "{{id}}", "name": "{{id}}", "nodes": { "begin": {{trigger}}, "say": { "type": "say", "config": { "text": "{{text}}" } } } }
        """;
}
