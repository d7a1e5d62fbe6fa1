using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Nodes;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

/// <summary>What holds for every registered node type.</summary>
public sealed partial class NodeContractTests : IDisposable
{
    private static readonly string[] Core =
    [
        "trigger.start",
        "trigger.intent",
        "say",
        "ask",
        "branch",
        "switch",
        "split",
        "assert",
        "set",
        "map",
        "filter",
        "sort",
        "aggregate",
        "merge",
        "script",
        "validate",
        "store",
        "log",
        "handoff",
        "end",
    ];

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void All_core_nodes_are_registered() =>
        Assert.Superset(Core.ToHashSet(), _engine.Catalog.All.Select(t => t.Definition.Type).ToHashSet());

    [Fact]
    public void Ports_are_unique_whatever_the_settings() =>
        Assert.All(
            Definitions,
            d =>
                Assert.All(
                    new[] { "{}", "[]", "null", """{ "arms": [{ "port": "a" }, { "port": "a" }, 1, { "port": "error" }] }""", """{ "cases": [{ "port": "a" }, { "port": "a" }], "variants": [{ "port": "a" }, { "port": "a" }] }""" },
                    json =>
                    {
                        var ports = d.PortsFor(JsonElement.Parse(json)).Select(p => p.Name).ToList();
                        Assert.Equal(ports.Distinct(), ports);
                    }
                )
        );

    [Fact]
    public void Cards_name_only_settings() =>
        Assert.All(
            Definitions,
            d => Assert.All(Placeholder().Matches(d.SummaryTemplate), m => Assert.Contains(m.Groups[1].Value, d.Fields.Select(f => f.Name)))
        );

    [Fact]
    public void Every_setting_has_a_label_and_help_and_every_type_a_sentence() =>
        Assert.All(
            Definitions,
            d =>
            {
                Assert.EndsWith(".", d.Summary, StringComparison.Ordinal);
                Assert.All(d.Fields, f => Assert.False(string.IsNullOrWhiteSpace(f.Label) || string.IsNullOrWhiteSpace(f.Help)));
                Assert.False(string.IsNullOrWhiteSpace(d.Icon));
            }
        );

    [Fact]
    public void Defaults_fit_their_own_settings() =>
        Assert.All(
            _engine.Catalog.All,
            type =>
            {
                var problems = type.Check(JsonElement.Parse("{}"), _engine.Expressions);
                Assert.DoesNotContain(problems, p => p.Code != "config.required");
            }
        );

    [Fact]
    public void Settings_of_any_shape_are_refused_without_an_exception() =>
        Assert.All(
            _engine.Catalog.All.Where(t => t.Definition.Fields.Any(f => f.Required)),
            type =>
                Assert.All(
                    new[] { "[]", "1", "null", "\"x\"" },
                    json => Assert.NotEmpty(type.Check(JsonElement.Parse(json), _engine.Expressions))
                )
        );

    private IEnumerable<NodeDefinition> Definitions => _engine.Catalog.All.Select(t => t.Definition);

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
