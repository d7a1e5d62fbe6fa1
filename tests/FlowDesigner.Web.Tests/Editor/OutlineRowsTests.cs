using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Outline;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>A flow read as lines: each node once, each way out somewhere.</summary>
public sealed class OutlineRowsTests
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void The_main_way_goes_on_at_the_same_depth_and_side_ways_stand_below()
    {
        Assert.Equal(
            [
                "1 Asks",
                "1 Number",
                "2 gave up:",
                "3 Agent",
                "1 (answered) Which",
                "2 long:",
                "3 Say",
            ],
            Lines().Take(7)
        );
    }

    [Fact]
    public void Every_node_stands_in_the_outline_once_whatever_leads_to_it()
    {
        _state.Link(new PortRef("tell", "next"), "number");
        _state.Unlink(new PortRef("asked", "next"));
        _state.RemoveAll(["asked"], []);

        var nodes = OutlineRows.Of(_state).Where(r => r.Port is null).Select(r => r.NodeId);

        Assert.Equal(_state.Flow.Nodes.Keys.Order(), nodes.Order());
    }

    [Fact]
    public void A_way_back_names_its_target_and_does_not_repeat_it()
    {
        _state.Link(new PortRef("tell", "next"), "number");

        var way = OutlineRows.Of(_state).Single(r => r is { NodeId: "tell", Port: "next" });

        Assert.Equal("number", way.Target);
    }

    [Fact]
    public void Every_way_out_is_a_line_or_leads_to_the_next_one()
    {
        var rows = OutlineRows.Of(_state);

        foreach (var (id, node) in _state.Flow.Nodes)
        {
            var lines = rows.Where(r => r.NodeId == id && r.Port is not null).Select(r => r.Port!).ToList();
            var missing = _state.PortsOf(node).Where(p => p.Kind != PortKind.Error).Select(p => p.Name).Except(lines).ToList();
            Assert.True(missing.Count <= 1, $"{id} lacks {string.Join(", ", missing)}");
            Assert.All(missing, port => Assert.Contains(rows, r => r.Port is null && r.NodeId == node.Links[port]));
        }
    }

    [Fact]
    public void Lines_know_their_place_among_those_of_the_same_parent()
    {
        var rows = OutlineRows.Of(_state);
        var parent = rows.Single(r => r is { NodeId: "number", Port: null });
        var ways = rows.Where(r => r is { NodeId: "number", Port: not null }).ToList();

        Assert.True(parent.HasChildren);
        Assert.All(ways, way => Assert.Equal(ways.Count, way.SetSize));
        Assert.Equal(Enumerable.Range(1, ways.Count), ways.Select(w => w.Place));
    }

    [Fact]
    public void A_flow_of_two_thousand_nodes_has_an_outline()
    {
        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var index in Enumerable.Range(0, 2_000))
        {
            nodes.Add($"n{index}", new FlowNode("branch", 1, null, Sample.Json("""{"arms":[{"port":"one","when":"=true"}]}"""), new OrderedDictionary<string, string> { ["one"] = $"n{(index + 1) % 2_000}" }));
        }

        _state.Do(new ReplaceFlow(Sample.Flow with { Nodes = nodes, Layout = new OrderedDictionary<string, NodePosition>() }, "Imported a flow"));

        Assert.Equal(2_000, OutlineRows.Of(_state).Count(r => r.Port is null));
    }

    private IEnumerable<string> Lines()
    {
        string[] names = ["asked", "number", "which", "agent"];
        foreach (var name in names)
        {
            _state.Rename(name, name == "asked" ? "Asks" : char.ToUpperInvariant(name[0]) + name[1..]);
        }

        return OutlineRows.Of(_state).Select(r => $"{r.Level} {(r.Via is null ? "" : $"({r.Via}) ")}{r.Title}{(r.Port is null ? "" : r.Linked ? ":" : ": leads nowhere")}");
    }
}
