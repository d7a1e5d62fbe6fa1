using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Tests.Wording;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class ReferenceEditorTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void Says_what_an_intent_stands_for()
    {
        Assert.Contains("“where is my order”", Open("asked").Find("#setting-intent-about").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_an_intent_in_place_and_chooses_it()
    {
        var form = Open("asked");
        Press(form, "New intent");
        form.Find("#setting-intent-new").Input("returnGoods");
        form.Find("#setting-intent-phrases").Input("I want to send it back\n\nreturn");

        form.Find("form.make").Submit();

        Assert.Equal(["I want to send it back", "return"], _state.Bot.Intents["returnGoods"].Phrases);
        Assert.Equal("returnGoods", _state.Flow.Nodes["asked"].Config.GetProperty("intent").GetString());
        Assert.Empty(form.FindAll("form.make"));
    }

    [Fact]
    public void Refuses_a_name_that_is_taken()
    {
        var form = Open("asked");
        Press(form, "New intent");
        form.Find("#setting-intent-new").Input("orderStatus");

        form.Find("form.make").Submit();

        Assert.Contains("there already", form.Find("form.make [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["where is my order"], _state.Bot.Intents["orderStatus"].Phrases);
    }

    [Fact]
    public void Changes_what_fits_an_entity_without_leaving_the_question()
    {
        _state.Configure("number", "entity", Sample.Json("\"orderNumber\""));
        var form = Open("number");
        Press(form, "Change what fits");

        form.Find("#setting-entity-of-kind").Change("list");
        form.Find("#setting-entity-of-values").Change("first: one\nsecond");
        form.Find("form.make").Submit();

        Assert.Equal(["first", "second"], _state.Bot.Entities["orderNumber"].Values?.Keys ?? []);
        Assert.Contains("One of first, second.", form.Find("#setting-entity-about").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Offers_every_built_in_kind_and_the_roles_of_the_bot()
    {
        _state.Configure("number", "entity", Sample.Json("\"money\""));

        var form = Open("number");

        var offered = form.FindAll("#setting-entity option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Empty(FlowEngine.Understanding.Entities.EntityKinds.BuiltIn.Except(offered!));
        Assert.Contains("“€49.90” is kept as", form.Find("#setting-entity-about").TextContent, StringComparison.Ordinal);
    }

    private static void Press(IRenderedComponent<NodeInspector> form, string words) =>
        form.FindAll(".acts button").First(b => b.TextContent.Contains(words, StringComparison.Ordinal)).Click();

    private IRenderedComponent<NodeInspector> Open(string id)
    {
        _state.Select([id]);
        return EditorParts.Draw<NodeInspector>(this, _state, p => p.Add(i => i.NodeId, id));
    }
}
