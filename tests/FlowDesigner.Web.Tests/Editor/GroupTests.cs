using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.SubFlows;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Frames around nodes that belong together.</summary>
public sealed class GroupTests
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void A_group_is_made_named_painted_collapsed_and_taken_away_one_step_each()
    {
        var group = _state.AddGroup(["number", "which", "nowhere"])!;
        _state.TitleGroup(group, " Ask for the number ");
        _state.ColourGroup(group, "blue");
        _state.CollapseGroup(group, true);

        Assert.Equal((group, new FlowGroup("Ask for the number", ["number", "which"], "blue", true)), (_state.SelectedGroup, _state.Flow.Groups[group]));

        _state.Ungroup([group]);

        Assert.Empty(_state.Flow.Groups);
        Assert.Null(_state.SelectedGroup);
        Assert.Equal("Took away the frame Ask for the number", _state.UndoTitle);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            Assert.True(_state.Undo());
        }

        Assert.Equal(Sample.Text(Sample.Flow), Sample.Text(_state.Flow));
    }

    [Fact]
    public void A_node_is_in_one_group_and_a_group_goes_with_its_last_node()
    {
        var first = _state.AddGroup(["number", "tell"])!;
        var second = _state.AddGroup(["number"])!;

        Assert.Equal(("tell", "number"), (Assert.Single(_state.Flow.Groups[first].Nodes), Assert.Single(_state.Flow.Groups[second].Nodes)));

        _state.RemoveAll(["number"], []);

        Assert.Equal(first, Assert.Single(_state.Flow.Groups).Key);
    }

    [Fact]
    public void A_node_that_is_dragged_out_of_a_frame_or_into_it_is_moved_in_one_step()
    {
        var group = _state.AddGroup(["number", "which"])!;
        var before = Sample.Text(_state.Flow);

        _state.Move(
            new Dictionary<string, NodePosition> { ["number"] = new(900, 0), ["tell"] = new(0, 320) },
            tidy: false,
            groups: new Dictionary<string, string?> { ["number"] = null, ["tell"] = group }
        );

        Assert.Equal(["which", "tell"], _state.Flow.Groups[group].Nodes);
        _state.Undo();
        Assert.Equal(before, Sample.Text(_state.Flow));
    }

    [Fact]
    public void What_comes_into_a_way_inside_of_a_group_belongs_to_it()
    {
        var group = _state.AddGroup(["number", "which"])!;

        var inside = _state.AddOnLink("say", new PortRef("number", "answered"), new NodePosition(0, 240))!;
        var across = _state.AddOnLink("say", new PortRef("which", "long"), new NodePosition(0, 400))!;
        var dropped = _state.Add("say", new NodePosition(0, 200), group)!;

        Assert.Equal(["number", "which", inside, dropped], _state.Flow.Groups[group].Nodes);
        Assert.DoesNotContain(across, _state.Flow.Groups[group].Nodes);
    }

    [Fact]
    public void Copies_of_a_whole_group_are_a_group_and_copies_of_a_part_are_none()
    {
        _state.AddGroup(["tell", "agent"]);

        _state.PasteText(ClipboardText.Copy(_state.Flow, ["tell", "agent", "number"]), new NodePosition(800, 0));
        _state.PasteText(ClipboardText.Copy(_state.Flow, ["tell"]), new NodePosition(800, 0));

        Assert.Equal([["tell", "agent"], ["tell2", "agent2"]], _state.Flow.Groups.Values.Select(g => g.Nodes));
    }

    [Fact]
    public void A_group_becomes_a_sub_flow_and_comes_back_as_a_group_of_the_same_title()
    {
        _state.Unlink(new PortRef("number", "gaveUp"));
        _state.Link(new PortRef("number", "gaveUp"), "which");
        _state.Link(new PortRef("which", "short"), "which");
        _state.Link(new PortRef("which", "otherwise"), "tell");
        var group = _state.AddGroup(["number", "which"])!;
        _state.TitleGroup(group, "Ask for the number");

        var plan = Extraction.Plan(_state, _state.Flow.Groups[group].Nodes, "ask-number", "Ask for the number");
        Assert.Null(plan.Problem);
        _state.Do(plan.Change!);

        Assert.Empty(_state.Flow.Groups);
        Assert.Empty(plan.SubFlow!.Groups);

        _state.Do(Inlining.Plan(_state, "call", plan.SubFlow).Change!);

        var back = Assert.Single(_state.Flow.Groups).Value;
        Assert.Equal(("Ask for the number", "number,which"), (back.Title, string.Join(',', back.Nodes.Order())));
    }

    [Fact]
    public void The_canvas_hears_of_groups_only_when_they_changed()
    {
        var sync = new CanvasSync();
        sync.Reset(CanvasView.Of(_state));

        _state.Rename("tell", "Tell it");
        Assert.Null(sync.Next(CanvasView.Of(_state)).Groups);

        _state.AddGroup(["tell"]);
        Assert.Equal("Group Group 1, 1 node", Assert.Single(sync.Next(CanvasView.Of(_state)).Groups!).Label);
    }

    [Fact]
    public void A_flow_that_is_only_read_gets_no_groups() => Assert.Null(Sample.State(readOnly: true).AddGroup(["tell"]));
}
