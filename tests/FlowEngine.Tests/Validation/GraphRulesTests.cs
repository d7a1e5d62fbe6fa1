using System.Globalization;
using System.Text;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Validation;

namespace FlowEngine.Tests.Validation;

public class GraphRulesTests
{
    private const string Start = """ "start": { "type": "trigger.start", "links": { "next": "a" } } """;

    [Fact]
    public void Finds_nothing_wrong_with_a_good_flow() =>
        Assert.Empty(
            Checking.Nodes(
                """
                "asked": { "type": "trigger.intent", "config": { "intent": "orderStatus" }, "links": { "next": "number" } },
                "number": { "type": "ask", "config": { "text": "Number?", "entity": "orderNumber", "saveTo": "order", "maxVisits": 3 }, "links": { "answered": "find", "gaveUp": "agent" } },
                "find": { "type": "shop.getOrder", "config": { "connection": "shop", "orderId": "=vars.order" }, "links": { "success": "tell", "notFound": "number", "error": "agent" } },
                "tell": { "type": "say", "config": { "text": "Order {{ vars.order.number }}" } },
                "agent": { "type": "handoff" }
                """
            )
        );

    [Theory]
    [InlineData(""" "a": { "type": "sya" } """, "node.type", "/nodes/a/type")]
    [InlineData(""" "a": { "type": "handoff", "version": 2 } """, "node.version", "/nodes/a/version")]
    [InlineData(""" "a": { "type": "handoff", "links": { "next": "a" } } """, "link.port", "/nodes/a/links/next")]
    [InlineData(""" "a": { "type": "set", "config": { "values": {} }, "links": { "next": "b" } } """, "link.target", "/nodes/a/links/next")]
    [InlineData(""" "a": { "type": "set", "config": { "values": {} }, "links": { "next": "start" } } """, "link.trigger", "/nodes/a/links/next")]
    [InlineData(""" "a": { "type": "ask", "config": { "text": "?" } } """, "port.required", "/nodes/a/links/answered")]
    [InlineData(""" "a": { "type": "handoff" }, "b": { "type": "handoff" } """, "node.unreachable", "/nodes/b")]
    [InlineData(
        """ "a": { "type": "branch", "config": { "arms": [ { "port": "big", "when": true } ] }, "links": { "small": "a" } } """,
        "link.port",
        "/nodes/a/links/small"
    )]
    public void Finds_what_is_wrong_with_nodes_and_links(string nodes, string code, string pointer) =>
        Assert.Contains((code, pointer), Checking.Nodes(Start + "," + nodes));

    [Fact]
    public void Takes_ports_that_come_from_settings() =>
        Assert.Empty(
            Checking.Nodes(
                Start
                    + """, "a": { "type": "branch", "config": { "arms": [ { "port": "big", "when": true } ] }, "links": { "big": "b" } }, "b": { "type": "handoff" } """
            )
        );

    [Fact]
    public void Lets_an_optional_port_end_the_frame() =>
        Assert.Empty(Checking.Nodes(Start + """, "a": { "type": "set", "config": { "values": {} } } """));

    [Fact]
    public void Asks_for_a_trigger() => Assert.Contains(("flow.trigger", "/nodes"), Checking.Nodes(""" "a": { "type": "handoff" } """));

    [Fact]
    public void Suggests_the_type_that_was_meant()
    {
        var problems = Checking.Flow("""{ "id": "f", "name": "F", "nodes": { "a": { "type": "handof" } } }""");

        Assert.Contains(problems, p => p.Message.Contains("Did you mean \"handoff\"?", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_a_loop_without_exit() =>
        Assert.Contains(("loop.exit", "/nodes/a"), Checking.Nodes(Start + Loop("""{ "next": "b" }""", """{ "next": "a" }""")));

    [Fact]
    public void Refuses_a_node_that_leads_to_itself() =>
        Assert.Contains(
            ("loop.exit", "/nodes/a"),
            Checking.Nodes(Start + """, "a": { "type": "set", "config": { "values": {} }, "links": { "next": "a" } } """)
        );

    [Fact]
    public void Warns_of_a_loop_that_ends_without_waiting()
    {
        var problems = Checking.Flow(
            $$"""
            { "id": "f", "name": "F", "nodes": { {{Start}},
              "a": { "type": "branch", "config": { "arms": [ { "port": "more", "when": "=vars.shared" } ] }, "links": { "more": "a" } } } }
            """
        );

        Assert.Equal(("loop.busy", ProblemSeverity.Warning), Assert.Single(problems.Select(p => (p.Code, p.Severity))));
    }

    [Fact]
    public void Allows_a_loop_that_waits_for_the_visitor() =>
        Assert.Empty(
            Checking.Nodes(
                Start
                    + """
                    , "a": { "type": "ask", "config": { "text": "?" }, "links": { "answered": "b", "gaveUp": "b" } },
                    "b": { "type": "set", "config": { "values": {} }, "links": { "next": "a" } }
                    """
            )
        );

    [Fact]
    public void Sees_a_loop_that_goes_round_beside_the_question() =>
        Assert.Contains(
            ("loop.busy", "/nodes/b"),
            Checking.Nodes(
                Start
                    + """
                    , "a": { "type": "ask", "config": { "text": "?" }, "links": { "answered": "b" } },
                    "b": { "type": "branch", "config": { "arms": [ { "port": "again", "when": true } ] }, "links": { "again": "b", "else": "a" } }
                    """
            )
        );

    [Fact]
    public void Warns_of_positions_without_a_node()
    {
        var problems = Checking.Flow(
            $$"""{ "id": "f", "name": "F", "nodes": { {{Start}}, "a": { "type": "handoff" } }, "layout": { "gone": { "x": 0, "y": 0 } } }"""
        );

        Assert.Equal(("layout.node", "/layout/gone"), Assert.Single(Checking.Codes(problems)));
    }

    [Theory]
    [InlineData(true, "loop.exit")]
    [InlineData(false, "link.target")]
    public void Walks_a_chain_and_a_ring_of_20_000_nodes_that_would_overflow_a_recursive_walk(bool ring, string expected)
    {
        var flow = Chain(20_000, ring);
        var validator = new FlowValidator(SampleCatalog.Nodes, SampleCatalog.Connectors, new SampleExpressions());
        var bot = new BotDefinition(
            "b",
            "B",
            "UTC",
            ["en"],
            new Dictionary<string, IntentDefinition>(),
            new Dictionary<string, EntityDefinition>(),
            null,
            new Dictionary<string, string>(),
            flow.Variables,
            new Dictionary<string, System.Text.Json.JsonElement>()
        );

        var problems = validator.Validate(flow, bot, new HashSet<string>());

        Assert.Contains(problems, p => p.Code == expected);
    }

    private static FlowDefinition Chain(int length, bool ring)
    {
        var text = new StringBuilder("""{ "id": "f", "name": "F", "nodes": { "start": { "type": "trigger.start", "links": { "next": "n0" } }""");
        for (var i = 0; i < length; i++)
        {
            var next = i + 1 < length || !ring ? i + 1 : 0;
            text.Append(CultureInfo.InvariantCulture, $$""", "n{{i}}": { "type": "set", "config": { "values": {} }, "links": { "next": "n{{next}}" } }""");
        }

        text.Append("}}");
        var problems = new ProblemList();
        return FlowReader.Read(System.Text.Json.JsonElement.Parse(text.ToString()), "", problems)!;
    }

    private static string Loop(string ofA, string ofB) =>
        $$"""
        , "a": { "type": "set", "config": { "values": {} }, "links": {{ofA}} },
        "b": { "type": "set", "config": { "values": {} }, "links": {{ofB}} }
        """;
}
