using System.Globalization;
using System.Text.Json;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class SplitTests : IDisposable
{
    private const string Variants = """[{ "port": "a", "weight": 1 }, { "port": "b", "weight": 3 }, { "port": "never", "weight": 0 }]""";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Deals_contacts_by_their_shares()
    {
        var ports = new List<string>();
        for (var i = 0; i < 400; i++)
        {
            ports.Add((await RunAsync(string.Create(CultureInfo.InvariantCulture, $"contact{i}"))).Port!);
        }

        Assert.InRange(ports.Count(p => p == "a"), 70, 130);
        Assert.DoesNotContain("never", ports);
    }

    [Fact]
    public async Task Sends_a_contact_the_same_way_every_time_and_says_which()
    {
        var first = await RunAsync("vera");
        var second = await RunAsync("vera");

        Assert.Equal(first.Port, second.Port);
        Assert.Equal(first.Port, first.Data.GetProperty("variant").GetString());
        Assert.Equal("test", first.Data.GetProperty("experiment").GetString());
    }

    [Fact]
    public async Task Deals_anew_for_another_experiment_and_alike_for_the_same()
    {
        var contacts = Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}")).ToList();
        var ports = new Dictionary<string, List<string?>>();
        foreach (var (node, experiment) in new[] { ("one", "colour"), ("two", "colour"), ("three", "size") })
        {
            ports[node] = [];
            foreach (var contact in contacts)
            {
                ports[node].Add((await RunAsync(contact, node, experiment)).Port);
            }
        }

        Assert.Equal(ports["one"], ports["two"]);
        Assert.NotEqual(ports["one"], ports["three"]);
    }

    [Theory]
    [InlineData("""[{ "port": "a", "weight": 0 }, { "port": "b", "weight": 0 }]""", "split.weights")]
    [InlineData("""[{ "port": "a", "weight": -1 }, { "port": "b", "weight": 3 }]""", "split.weight")]
    [InlineData("""[{ "port": "a" }, { "port": "a" }]""", "split.ports")]
    public void Refuses_shares_that_cannot_be_dealt(string variants, string code)
    {
        Assert.True(_engine.Catalog.TryGet("split", 1, out var type));

        Assert.Equal([code], type.Check(JsonElement.Parse($$"""{ "variants": {{variants}} }"""), _engine.Expressions).Select(p => p.Code));
    }

    private async Task<JournalEntry> RunAsync(string contact, string node = "test", string experiment = "")
    {
        var flow = Flow.With("start", Use.Start)
            .Then(node, NodeSpec.Of("split", $$"""{ "variants": {{Variants}}, "experiment": "{{experiment}}" }"""));
        var options = new SimulationOptions { Conversation = new ConversationInfo("c", "test", "en", contact, null) };
        using var chat = _engine.Talk(Bot.With(flow), options);
        await chat.StartAsync(TestContext.Current.CancellationToken);
        return chat.Journal.Single(e => e.NodeId == node);
    }
}
