using AngleSharp.Dom;
using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Tests.Wording;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class ConditionEditorTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void Keeps_the_formula_until_the_first_rule_takes_its_place()
    {
        var form = Open();
        Toggle(form);
        Assert.Equal("=vars.orderNumber.length > 4", Way("when"));

        form.FindAll("#setting-arms-0-rules button")[^1].Click();

        Assert.Null(Way("when"));
        Assert.Equal("[{}]", Way("rules"));
        _state.Undo();
        Assert.Equal("=vars.orderNumber.length > 4", Way("when"));
    }

    [Fact]
    public void Keeps_the_rules_until_a_formula_takes_their_place()
    {
        var form = Open();
        Toggle(form);
        form.FindAll("#setting-arms-0-rules button")[^1].Click();
        Toggle(form);
        Assert.Equal("[{}]", Way("rules"));

        form.Find("[data-code=setting-arms-0-when]").Input("true");

        Assert.Equal("=true", Way("when"));
        Assert.Null(Way("rules"));
    }

    [Fact]
    public void Reads_several_rules_as_one_sentence()
    {
        var form = Open();
        Toggle(form);
        form.FindAll("#setting-arms-0-rules button")[^1].Click();
        Assert.Empty(form.FindAll("#setting-arms-0-join"));

        form.FindAll("#setting-arms-0-rules button")[^1].Click();
        Assert.Equal(["", "and"], form.FindAll("#setting-arms-0-rules .joint").Select(j => j.TextContent));
        form.Find("#setting-arms-0-join").Change("any");

        Assert.Equal(["", "or"], form.FindAll("#setting-arms-0-rules .joint").Select(j => j.TextContent));
        Assert.Equal("any", Way("join"));
    }

    [Theory]
    [InlineData("=vars.orderNumber", "startsWith", "greater")]
    [InlineData("=vars.orderNumber.length", "greater", "startsWith")]
    [InlineData("=vars.unknown", "greater", null)]
    public void Offers_the_operators_that_make_sense_for_the_value(string left, string offered, string? hidden)
    {
        var form = Open();
        Toggle(form);
        form.FindAll("#setting-arms-0-rules button")[^1].Click();
        form.Find("[data-code=setting-arms-0-rules-0-left]").Input(left);

        var names = form.Find("#setting-arms-0-rules-0-operator").QuerySelectorAll("option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Contains(offered, names);
        Assert.DoesNotContain(hidden ?? "none", names);
    }

    [Fact]
    public void Keeps_an_operator_that_does_not_fit_the_value_any_more()
    {
        var form = Open();
        Toggle(form);
        form.FindAll("#setting-arms-0-rules button")[^1].Click();
        form.Find("#setting-arms-0-rules-0-operator").Change("greater");
        form.Find("[data-code=setting-arms-0-rules-0-left]").Input("=vars.orderNumber");

        Assert.Contains("greater", form.Find("#setting-arms-0-rules-0-operator").QuerySelectorAll("option").Select(o => o.GetAttribute("value")));
    }

    private static void Toggle(IRenderedComponent<NodeInspector> form) => form.FindAll(".condition")[0].QuerySelector("button[aria-pressed]")!.Click(); // it is always there

    private string? Way(string member) =>
        _state.Flow.Nodes["which"].Config.GetProperty("arms")[0].TryGetProperty(member, out var value)
            ? value.ToString()
            : null;

    private IRenderedComponent<NodeInspector> Open()
    {
        _state.Select(["which"]);
        return EditorParts.Draw<NodeInspector>(this, _state, p => p.Add(i => i.NodeId, "which"));
    }
}
