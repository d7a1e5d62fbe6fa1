using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Tests.Wording;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class CodeFieldTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void Shows_what_the_text_becomes_below_it()
    {
        var form = Open("tell");

        Assert.Contains("Order ‹order number› is fine.", form.Find("#setting-text-preview").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Repairs_a_name_with_one_click()
    {
        var form = Open("tell");
        form.Find("[data-code=setting-text]").Input("Order {{ vars.ordrNumber }}");

        form.FindAll("button.fix").First(b => b.TextContent.StartsWith("Use", StringComparison.Ordinal)).Click();

        Assert.Equal("Order {{ vars.orderNumber }}", Text("tell", "text"));
        Assert.Empty(form.FindAll("button.fix"));
    }

    [Fact]
    public void Declares_a_variable_that_a_formula_reads()
    {
        var form = Open("tell");
        form.Find("[data-code=setting-text]").Input("{{ vars.brandNew }}");

        form.FindAll("button.fix").First(b => b.TextContent.StartsWith("Add", StringComparison.Ordinal)).Click();

        Assert.Contains("brandNew", _state.Flow.Variables.Keys);
        Assert.Equal([], form.FindAll("button.fix").Select(b => b.TextContent));
    }

    [Fact]
    public void Gives_a_value_from_the_list_to_the_browser_which_knows_the_place()
    {
        var form = Open("tell");
        form.Find("[aria-label='Insert a value into Message']").Click();
        form.Find(".picker input").Input("contact.na");

        form.Find(".picker li button").Click();

        Assert.Equal("contact.name", JSInterop.VerifyInvoke("insert").Arguments[0]);
        Assert.Empty(form.FindAll(".picker"));
    }

    [Fact]
    public void Says_that_no_value_has_such_a_name()
    {
        var form = Open("tell");
        form.Find("[aria-label='Insert a value into Message']").Click();

        form.Find(".picker input").Input("nonsense");

        Assert.Contains("nonsense", form.Find(".picker .help").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_one_step_of_undo_of_one_visit_to_a_field()
    {
        var form = Open("tell");
        form.Find("[data-code=setting-text]").Input("A");
        form.Find("[data-code=setting-text]").Input("AB");
        form.Find("[data-code=setting-text]").Change("AB");

        _state.Undo();

        Assert.Equal("Order {{ vars.orderNumber }} is fine.", Text("tell", "text"));
    }

    private IRenderedComponent<NodeInspector> Open(string id)
    {
        _state.Select([id]);
        return EditorParts.Draw<NodeInspector>(this, _state, p => p.Add(i => i.NodeId, id));
    }

    private string? Text(string id, string field) => _state.Flow.Nodes[id].Config.GetProperty(field).GetString();
}
