using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class EditorStateTests
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void Gives_new_nodes_readable_ids()
    {
        Assert.Equal(("ask", "ask2", "say"), (_state.Add("ask", null), _state.Add("ask", null), _state.Add("say", null)));
    }

    [Fact]
    public void Links_a_node_that_is_added_after_a_port_and_puts_it_below()
    {
        _state.PrepareAdd("tell", null);

        var id = _state.Add("end", null);

        Assert.Equal(id, _state.Flow.Nodes["tell"].Links["next"]);
        Assert.True(_state.Flow.Layout[id!].Y > _state.Flow.Layout["tell"].Y);
    }

    [Fact]
    public void Removes_the_links_that_lead_to_a_removed_node_and_brings_them_back()
    {
        _state.RemoveAll(["agent"], []);

        Assert.DoesNotContain("gaveUp", _state.Flow.Nodes["number"].Links.Keys);
        Assert.DoesNotContain("agent", _state.Flow.Layout.Keys);

        _state.Undo();

        Assert.Equal(Sample.Text(Sample.Flow), Sample.Text(_state.Flow));
        Assert.Equal(["agent", "number", "which"], _state.Selection.Order());
    }

    [Fact]
    public void Refuses_a_link_to_a_node_that_starts_runs()
    {
        Assert.False(_state.Link(new PortRef("tell", "next"), "asked"));
        Assert.Contains("takes no link", _state.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Undoes_typing_in_one_field_as_one_step()
    {
        foreach (var text in new[] { "H", "He", "Hel" })
        {
            _state.Configure("tell", "text", Sample.Json($"\"{text}\""));
        }

        _state.Undo();

        Assert.Equal(Sample.Text(Sample.Flow), Sample.Text(_state.Flow));
        Assert.Null(_state.UndoTitle);
    }

    [Fact]
    public void Takes_two_steps_for_typing_before_and_after_the_field_was_left()
    {
        _state.Configure("tell", "text", Sample.Json("\"one\""));
        _state.Seal();
        _state.Configure("tell", "text", Sample.Json("\"two\""));

        _state.Undo();

        Assert.Equal("one", _state.Flow.Nodes["tell"].Config.GetProperty("text").GetString());
    }

    [Fact]
    public void Keeps_the_link_of_a_way_that_is_renamed()
    {
        _state.Configure("which", "arms", Sample.Json("""[{"port":"tall","when":"=1"},{"port":"short","when":"=true"}]"""));

        Assert.Equal(["tall", "short", "otherwise"], _state.Flow.Nodes["which"].Links.Keys);
        Assert.Equal("tell", _state.Flow.Nodes["which"].Links["tall"]);
    }

    [Fact]
    public void Drops_the_link_of_a_way_that_is_removed()
    {
        _state.Configure("which", "arms", Sample.Json("""[{"port":"short","when":"=true"}]"""));

        Assert.Equal(["short", "otherwise"], _state.Flow.Nodes["which"].Links.Keys);
    }

    [Fact]
    public void Pastes_nodes_under_new_ids_with_their_links_and_formulas()
    {
        _state.Configure("tell", "text", Sample.Json("\"{{ nodes.number.output }} {{ nodes.numbers.output }}\""));
        var text = FlowDesigner.Web.Editor.Canvas.ClipboardText.Copy(_state.Flow, ["number", "which", "tell"]);

        Assert.True(_state.PasteText(text, new NodePosition(1000, 1000)));

        Assert.Equal(["number2", "which2", "tell2"], _state.Selection);
        Assert.Equal("which2", _state.Flow.Nodes["number2"].Links["answered"]);
        Assert.DoesNotContain("gaveUp", _state.Flow.Nodes["number2"].Links.Keys);
        Assert.Equal("{{ nodes.number2.output }} {{ nodes.numbers.output }}", _state.Flow.Nodes["tell2"].Config.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{ \"nodes\": 1 }")]
    public void Says_so_when_the_clipboard_holds_no_nodes(string text)
    {
        Assert.False(_state.PasteText(text, default));
        Assert.Equal("The clipboard holds no nodes of a flow.", _state.Said);
        Assert.False(_state.IsDirty);
    }

    [Fact]
    public void Changes_nothing_while_read_only()
    {
        var state = Sample.State(readOnly: true);

        Assert.Null(state.Add("say", null));
        Assert.False(state.RemoveAll(["tell"], []));
        Assert.False(state.Rename("tell", "x"));
        Assert.Same(Sample.Flow, state.Flow);
    }

    [Fact]
    public void Notices_when_a_change_changes_nothing()
    {
        Assert.False(_state.Move(new Dictionary<string, NodePosition> { ["asked"] = new(0, 0) }, tidy: false));
        Assert.False(_state.IsDirty);
    }

    [Fact]
    public void Places_problems_at_their_node_and_setting()
    {
        _state.ShowProblems(
            [
                new Problem("w", ProblemSeverity.Warning, "/flows/order-status/nodes/tell", "m"),
                new Problem("e", ProblemSeverity.Error, "/flows/order-status/nodes/which/config/arms/0/when", "m"),
                new Problem("b", ProblemSeverity.Error, "/bot/timeZone", "m"),
                new Problem("o", ProblemSeverity.Error, "/flows/other/nodes/tell", "m"),
            ]
        );

        Assert.Equal(
            [("e", "which", "arms/0/when"), ("b", null, ""), ("o", null, ""), ("w", "tell", "")],
            _state.Problems.Select(p => (p.Problem.Code, p.NodeId, p.Path))
        );
    }
}
