using System.Text;
using FlowEngine.Definition;
using FlowEngine.Validation;

namespace FlowEngine.Tests.Validation;

/// <summary>Reads and validates by the front door: JSON in, problems out.</summary>
internal static class Checking
{
    public const string Bot = """
        "id": "b", "name": "B", "intents": { "orderStatus": { "phrases": ["where is it"] } },
        "entities": { "orderNumber": { "kind": "pattern", "pattern": "[0-9]{4}" } },
        "connections": { "shop": "shop", "post": "mail" }, "variables": { "shared": { "type": "any" } }
        """;

    /// <summary>Problems of a flow with these nodes; the bot has a fallback, so that handoffs are not asked for.</summary>
    public static IReadOnlyList<(string Code, string Pointer)> Nodes(string nodes) =>
        Codes(Flow($$"""{ "id": "f", "name": "F", "variables": { "order": { "type": "object" } }, "nodes": { {{nodes}} } }"""));

    public static IReadOnlyList<Problem> Flow(string flow, bool fallback = true)
    {
        var bot = ReadBot($$"""{ {{Bot}} {{(fallback ? """, "fallback": { "flow": "f" }""" : "")}} }""");
        return new FlowValidator(SampleCatalog.Nodes, SampleCatalog.Connectors, new SampleExpressions()).Validate(
            ReadFlow(flow),
            bot,
            new HashSet<string> { "f" }
        );
    }

    public static IReadOnlyList<Problem> Bundle(string bundle)
    {
        var (value, problems) = BundleDocument.Read(Encoding.UTF8.GetBytes(bundle));
        Assert.Empty(problems);
        return new BundleValidator(SampleCatalog.Nodes, SampleCatalog.Connectors, new SampleExpressions()).Validate(value!);
    }

    public static FlowDefinition ReadFlow(string flow)
    {
        var (value, problems) = FlowDocument.Read(Encoding.UTF8.GetBytes(flow));
        Assert.Empty(problems);
        return value!;
    }

    public static IReadOnlyList<(string Code, string Pointer)> Codes(IEnumerable<Problem> problems) =>
        [.. problems.Select(p => (p.Code, p.Pointer))];

    private static BotDefinition ReadBot(string bot)
    {
        var (value, problems) = BotDocument.Read(Encoding.UTF8.GetBytes(bot));
        Assert.Empty(problems);
        return value!;
    }
}
