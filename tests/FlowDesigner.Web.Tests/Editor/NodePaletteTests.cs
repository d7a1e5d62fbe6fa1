using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Palette;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class NodePaletteTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();
    private readonly List<string> _added = [];

    [Fact]
    public void Groups_the_node_types_with_their_number()
    {
        var groups = Draw().FindAll("h3 button").Select(b => b.TextContent.Trim());

        Assert.Contains($"Start{CountOf(NodeCategory.Trigger)}", groups);
        Assert.Contains($"Conversation{CountOf(NodeCategory.Conversation)}", groups);
    }

    [Fact]
    public void Adds_a_node_type_by_click()
    {
        Draw().Find("[data-node-type=say]").Click();

        Assert.Equal(["say"], _added);
    }

    [Fact]
    public void Finds_node_types_by_what_they_do_and_adds_the_first_by_enter()
    {
        var palette = Draw();

        palette.Find("input").Input("hands over");
        Assert.Equal(["handoff"], palette.FindAll("[data-node-type]").Select(e => e.GetAttribute("data-node-type")));

        palette.Find("input").KeyDown("Enter");
        Assert.Equal(["handoff"], _added);
    }

    [Fact]
    public void Says_so_when_nothing_fits_and_offers_all_again()
    {
        var palette = Draw();
        palette.Find("input").Input("zeppelin");

        palette.Find("button.fix").Click();

        Assert.NotEmpty(palette.FindAll("[data-node-type]"));
    }

    [Fact]
    public void Suggests_what_often_comes_next()
    {
        _state.PrepareAdd("tell", "next");

        var hint = Draw().Find(".hint");

        Assert.Contains("Comes after “next” of Say", hint.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Offers_only_what_a_link_can_lead_to_while_a_port_waits()
    {
        _state.PrepareAdd("tell", "next");

        var shown = Draw().FindAll("[data-node-type]").Select(e => e.GetAttribute("data-node-type")!).ToList();

        Assert.Contains("say", shown);
        Assert.DoesNotContain(shown, type => type.StartsWith("trigger.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("if", "branch")]
    [InlineData("loop", "forEach")]
    [InlineData("catch", "try")]
    [InlineData("cron", "trigger.schedule")]
    [InlineData("parallel", "parallel")]
    public void Finds_the_best_first_by_what_others_call_it(string word, string type)
    {
        var palette = Draw();

        palette.Find("input").Input(word);

        Assert.Equal(type, palette.Find("[data-node-type]").GetAttribute("data-node-type"));
    }

    [Fact]
    public void Offers_every_node_type_once()
    {
        var shown = Draw().FindAll("section:not(.hint) [data-node-type]").Select(e => e.GetAttribute("data-node-type")).Order();

        Assert.Equal(Sample.Catalog.All.Select(t => t.Definition.Type).Distinct().Order(), shown);
    }

    private static int CountOf(NodeCategory category) => Sample.Catalog.All.Count(t => t.Definition.Category == category);

    private IRenderedComponent<NodePalette> Draw() => EditorParts.Draw<NodePalette>(this, _state, p => p.Add(x => x.OnAdd, _added.Add));
}
