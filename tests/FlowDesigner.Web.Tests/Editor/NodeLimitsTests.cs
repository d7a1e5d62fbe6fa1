using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class NodeLimitsTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();

    private FlowNode Tell => _state.Flow.Nodes["tell"];

    [Fact]
    public void Writes_how_often_a_node_is_tried_again()
    {
        var form = Open();

        form.Find("#setting-node-retry").Change(true);
        form.Find("#setting-node-retry-attempts").Input("5");
        form.Find("#setting-node-retry-delaySeconds").Input("0.5");
        form.Find("#setting-node-retry-factor").Input("3");
        form.Find("#setting-node-retry-maxDelaySeconds").Input("20");
        form.Find("#setting-node-retry-on").Input("http.timeout\n");

        Assert.Equal((5, 0.5, 3.0, 20.0), (Tell.Retry?.Attempts, Tell.Retry?.DelaySeconds, Tell.Retry?.Factor, Tell.Retry?.MaximumDelaySeconds));
        Assert.Equal(["http.timeout"], Tell.Retry?.On ?? []);
    }

    [Fact]
    public void Writes_the_longest_time_and_takes_it_back()
    {
        var form = Open();
        form.Find("#setting-node-timeoutSeconds").Input("30");
        Assert.Equal(30, Tell.TimeoutSeconds);

        _state.Undo();

        Assert.Null(Tell.TimeoutSeconds);
        Assert.False(_state.Undo());
    }

    [Fact]
    public void Tries_no_more_once_that_is_cleared_and_undo_brings_it_back()
    {
        var form = Open();
        form.Find("#setting-node-retry").Change(true);

        form.Find("#setting-node-retry").Change(false);
        Assert.Null(Tell.Retry);

        _state.Undo();
        Assert.Equal(3, Tell.Retry?.Attempts);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("21")]
    [InlineData("often")]
    public void Refuses_attempts_that_a_document_cannot_hold(string typed)
    {
        var form = Open();
        form.Find("#setting-node-retry").Change(true);

        form.Find("#setting-node-retry-attempts").Input(typed);

        Assert.Equal(3, Tell.Retry?.Attempts);
        Assert.Equal("true", form.Find("#setting-node-retry-attempts").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Opens_where_a_problem_is_and_shows_it_there_only()
    {
        _state.ShowProblems([new Problem("retry.useless", ProblemSeverity.Warning, "/flows/order-status/nodes/tell/retry", "It is never tried again.")]);

        var form = Inspect("tell");

        Assert.Contains("It is never tried again.", form.Find(".setting:has(#setting-node-retry) .under").TextContent, StringComparison.Ordinal);
        Assert.Empty(form.FindAll(".strip"));
    }

    [Fact]
    public void Says_in_short_what_is_set_while_it_is_closed()
    {
        _state.Do(new LimitNode("tell", new RetryPolicy(4), 90, "retry", "Say"));

        Assert.Contains("4 attempts · at most 90 s", Inspect("tell").Find("button.more[aria-expanded=false] .help").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_nothing_for_a_trigger() =>
        Assert.DoesNotContain(Inspect("asked").FindAll("button.more"), b => b.TextContent.Contains("time", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Picks_the_node_to_undo_by_its_name()
    {
        var id = _state.Add("compensate", null)!; // the type exists
        var form = Inspect(id);

        var offered = form.FindAll("#setting-node option").Select(o => o.TextContent);
        Assert.Equal(["Choose …", "Ask", "Choose a way", "Say", "Hand over"], offered);

        form.Find("#setting-node").Change("tell");
        Assert.Equal("tell", _state.Flow.Nodes[id].Config.GetProperty("node").GetString());
    }

    [Fact]
    public void Gives_a_variable_of_a_called_flow_its_role()
    {
        Assert.Empty(EditorParts.Draw<FlowSettings>(this, _state, _ => { }).FindAll("select.role"));
        _state.Add("trigger.call", null);

        var settings = EditorParts.Draw<FlowSettings>(this, _state, _ => { });
        settings.Find("select.role").Change("Input");

        Assert.Equal(VariableRole.Input, _state.Flow.Variables["orderNumber"].Role);
    }

    private IRenderedComponent<NodeInspector> Open()
    {
        var form = Inspect("tell");
        form.FindAll("button.more").Last(b => b.TextContent.Contains("Retries", StringComparison.Ordinal)).Click();
        return form;
    }

    private IRenderedComponent<NodeInspector> Inspect(string id)
    {
        _state.Select([id]);
        return EditorParts.Draw<NodeInspector>(this, _state, p => p.Add(i => i.NodeId, id));
    }
}
