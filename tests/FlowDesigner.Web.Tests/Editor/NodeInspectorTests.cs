using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class NodeInspectorTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void Makes_the_form_from_the_definition_of_the_node()
    {
        var form = Open("tell");

        Assert.Equal("Order {{ vars.orderNumber }} is fine.", form.Find("[data-code=setting-text]").GetAttribute("value"));
        Assert.Equal("Message", form.Find("label[for=setting-text]").TextContent);
        Assert.Empty(form.FindAll("[data-field=buttons]"));

        form.Find("button.more").Click();

        Assert.Single(form.FindAll("[data-field=buttons]"));
    }

    [Fact]
    public void Writes_what_is_typed_into_the_flow()
    {
        Open("tell").Find("[data-code=setting-text]").Input("Hello");

        Assert.Equal("Hello", Config("tell", "text"));
    }

    [Fact]
    public void Clears_a_setting_that_is_emptied()
    {
        Open("tell").Find("[data-code=setting-text]").Input("");

        Assert.False(_state.Flow.Nodes["tell"].Config.TryGetProperty("text", out _));
    }

    [Fact]
    public void Shows_a_problem_at_its_setting()
    {
        _state.ShowProblems([new Problem("x", ProblemSeverity.Error, "/flows/order-status/nodes/tell/config/text", "The message is missing.")]);

        var form = Open("tell");

        Assert.Contains("The message is missing.", form.Find(".under.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", form.Find("[data-code=setting-text]").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Edits_the_ways_of_a_branch_as_a_list()
    {
        var form = Open("which");
        Assert.Equal("vars.orderNumber.length > 4", form.Find("[data-code=setting-arms-0-when]").GetAttribute("value"));

        form.Find("[data-code=setting-arms-1-when]").Input("vars.orderNumber === '1'");

        Assert.Equal("=vars.orderNumber === '1'", _state.Flow.Nodes["which"].Config.GetProperty("arms")[1].GetProperty("when").GetString());
        Assert.Equal("long", _state.Flow.Nodes["which"].Config.GetProperty("arms")[0].GetProperty("port").GetString());
    }

    [Fact]
    public void Builds_a_rule_from_value_operator_and_value()
    {
        var form = Open("which");
        ShowRules(form, 1);
        form.FindAll("#setting-arms-1-rules button").Last(b => b.TextContent.Contains("Add", StringComparison.Ordinal)).Click();

        form.Find("[data-code=setting-arms-1-rules-0-left]").Input("=vars.orderNumber");
        form.Find("#setting-arms-1-rules-0-operator").Change("between");
        form.Find("[data-code=setting-arms-1-rules-0-right]").Input("5");
        form.Find("[data-code=setting-arms-1-rules-0-to]").Input("\"7\"");

        Assert.Equal(
            """[{"left":"=vars.orderNumber","operator":"between","right":5,"to":"7"}]""",
            _state.Flow.Nodes["which"].Config.GetProperty("arms")[1].GetProperty("rules").GetRawText()
        );

        form.Find("#setting-arms-1-rules-0-operator").Change("isEmpty");

        Assert.Empty(form.FindAll("[data-code=setting-arms-1-rules-0-right]"));
        Assert.Empty(form.FindAll("[data-code=setting-arms-1-rules-0-to]"));
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("5 mugs", "\"5 mugs\"")]
    [InlineData("\"5\"", "\"5\"")]
    [InlineData("[1, 2", "\"[1, 2\"")]
    [InlineData("[1, 2]", "[1,2]")]
    [InlineData("true", "true")]
    [InlineData("=vars.x", "\"=vars.x\"")]
    [InlineData("", null)]
    public void Takes_any_value_on_one_line(string typed, string? value)
    {
        var form = Open("which");
        ShowRules(form, 0);
        form.FindAll("#setting-arms-0-rules button").Last(b => b.TextContent.Contains("Add", StringComparison.Ordinal)).Click();

        form.Find("[data-code=setting-arms-0-rules-0-left]").Input(typed);

        var rule = _state.Flow.Nodes["which"].Config.GetProperty("arms")[0].GetProperty("rules")[0];
        Assert.Equal(value, rule.TryGetProperty("left", out var left) ? left.GetRawText() : null);
        Assert.Equal(typed, form.Find("[data-code=setting-arms-0-rules-0-left]").GetAttribute("value"));
    }

    [Fact]
    public void Hides_the_rare_settings_of_an_entry_until_they_are_asked_for()
    {
        var form = Open("which");
        ShowRules(form, 0);
        form.FindAll("#setting-arms-0-rules button").Last(b => b.TextContent.Contains("Add", StringComparison.Ordinal)).Click();
        Assert.Empty(form.FindAll("#setting-arms-0-rules-0-ignoreCase"));

        form.Find("#setting-arms-0-rules .more-settings").Click();

        Assert.Single(form.FindAll("#setting-arms-0-rules-0-ignoreCase"));
    }

    [Fact]
    public void Refuses_a_number_that_is_none()
    {
        var form = Open("number");

        form.Find("#setting-maxVisits").Input("often");

        Assert.Contains("not a number", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.False(_state.IsDirty);
    }

    [Fact]
    public void Leads_a_port_to_a_node_without_the_mouse()
    {
        var form = Open("tell");

        form.Find("#port-next").Change("agent");
        Assert.Equal("agent", _state.Flow.Nodes["tell"].Links["next"]);

        form.Find("#port-next").Change("");
        Assert.Empty(_state.Flow.Nodes["tell"].Links);
    }

    [Fact]
    public void Offers_no_trigger_as_the_target_of_a_link()
    {
        var targets = Open("tell").FindAll("#port-next option").Select(o => o.GetAttribute("value"));

        Assert.DoesNotContain("asked", targets);
    }

    [Fact]
    public void Declares_a_variable_that_is_new()
    {
        var form = Open("number");
        form.Find("#setting-saveTo").Input("fresh");

        form.Find("button.fix").Click();

        Assert.Contains("fresh", _state.Flow.Variables.Keys);
    }

    [Fact]
    public void Changes_nothing_in_a_read_only_flow()
    {
        var form = EditorParts.Draw<NodeInspector>(this, Sample.State(readOnly: true), p => p.Add(i => i.NodeId, "tell"));

        Assert.True(form.Find("[data-code=setting-text]").HasAttribute("disabled"));
        Assert.Empty(form.FindAll("button.danger"));
    }

    private static void ShowRules(IRenderedComponent<NodeInspector> form, int way) =>
        form.FindAll(".condition")[way].QuerySelector("button[aria-pressed=true]")!.Click(); // each way has a formula

    private IRenderedComponent<NodeInspector> Open(string id)
    {
        _state.Select([id]);
        return EditorParts.Draw<NodeInspector>(this, _state, p => p.Add(i => i.NodeId, id));
    }

    private string? Config(string id, string field) => _state.Flow.Nodes[id].Config.GetProperty(field).GetString();
}
