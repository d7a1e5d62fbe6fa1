using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Nodes that come into links and go out of them, and links that change their ends.</summary>
public sealed class LinkGestureTests
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void A_node_dropped_on_a_link_stands_in_it_and_what_is_below_makes_room()
    {
        var id = _state.AddOnLink("say", new PortRef("number", "answered"), new NodePosition(43, 250));

        Assert.Equal(id, _state.Flow.Nodes["number"].Links["answered"]);
        Assert.Equal("which", _state.Flow.Nodes[id!].Links["next"]);
        Assert.Equal(new NodePosition(0, 320), _state.Flow.Layout[id!]);
        Assert.Equal((480, 640, 640), (_state.Flow.Layout["which"].Y, _state.Flow.Layout["tell"].Y, _state.Flow.Layout["agent"].Y));
        Assert.Equal(id, _state.Selected);

        _state.Undo();

        Assert.Equal(Sample.Text(Sample.Flow), Sample.Text(_state.Flow));
    }

    [Fact]
    public void A_loose_node_dropped_on_a_link_stands_in_it_by_one_step_of_undo()
    {
        var loose = _state.Add("set", new NodePosition(600, 0))!;
        var before = Sample.Text(_state.Flow);

        Assert.True(_state.InsertOnLink(loose, new PortRef("asked", "next"), new NodePosition(0, 160)));

        Assert.Equal((loose, "number"), (_state.Flow.Nodes["asked"].Links["next"], _state.Flow.Nodes[loose].Links["next"]));
        Assert.Equal("Inserted Set values", _state.UndoTitle);
        _state.Undo();
        Assert.Equal(before, Sample.Text(_state.Flow));
    }

    [Fact]
    public void A_node_that_starts_runs_does_not_go_into_a_link()
    {
        Assert.Null(_state.AddOnLink("trigger.intent", new PortRef("asked", "next"), default));
        Assert.False(_state.IsDirty);
    }

    [Fact]
    public void The_gap_of_a_removed_node_is_closed_where_one_way_leads_on()
    {
        _state.RemoveAll(["number"], []);
        Assert.DoesNotContain("next", _state.Flow.Nodes["asked"].Links.Keys);
        _state.Undo();
        _state.Unlink(new PortRef("number", "gaveUp"));

        _state.RemoveAll(["number"], []);

        Assert.Equal("which", _state.Flow.Nodes["asked"].Links["next"]);
        Assert.Equal("Removed Ask and closed the gap", _state.UndoTitle);
    }

    [Fact]
    public void The_gap_of_several_removed_nodes_is_closed_at_once()
    {
        var first = _state.AddOnLink("say", new PortRef("asked", "next"), default)!;
        var second = _state.AddOnLink("set", new PortRef(first, "next"), default)!;

        _state.RemoveAll([first, second], []);

        Assert.Equal("number", _state.Flow.Nodes["asked"].Links["next"]);
    }

    [Fact]
    public void A_closed_gap_never_links_a_node_to_itself()
    {
        _state.Link(new PortRef("tell", "next"), "number");
        _state.Link(new PortRef("number", "answered"), "tell");
        _state.Unlink(new PortRef("number", "gaveUp"));

        _state.RemoveAll(["number"], []);

        Assert.Equal("tell", _state.Flow.Nodes["asked"].Links["next"]);
        Assert.DoesNotContain("next", _state.Flow.Nodes["tell"].Links.Keys);
    }

    [Fact]
    public void A_link_changes_its_port_and_its_target()
    {
        _state.Relink(new PortRef("number", "gaveUp"), new PortRef("tell", "next"), "agent");

        Assert.DoesNotContain("gaveUp", _state.Flow.Nodes["number"].Links.Keys);
        Assert.Equal("agent", _state.Flow.Nodes["tell"].Links["next"]);

        _state.Relink(new PortRef("tell", "next"), new PortRef("tell", "next"), "number");

        Assert.Equal("number", _state.Flow.Nodes["tell"].Links["next"]);
    }

    [Fact]
    public void A_node_added_after_a_dropped_port_stands_where_it_was_dropped()
    {
        _state.PrepareAdd("tell", "next", new NodePosition(707, 695));

        var id = _state.Add("end", null)!;

        Assert.Equal((id, new NodePosition(700, 700)), (_state.Flow.Nodes["tell"].Links["next"], _state.Flow.Layout[id]));
    }
}
