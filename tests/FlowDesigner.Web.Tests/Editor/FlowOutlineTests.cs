using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Outline;
using FlowDesigner.Web.Tests.Wording;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class FlowOutlineTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();
    private readonly List<string> _opened = [];

    public FlowOutlineTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Reads_each_node_with_what_it_does_and_each_way_with_where_it_leads()
    {
        _state.Link(new PortRef("tell", "next"), "number");

        var lines = Draw().FindAll("[role=treeitem]").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();

        Assert.Contains("Say, Say. “Order orderNumber is fine.”", lines);
        Assert.Contains("next leads to Ask", lines);
    }

    [Fact]
    public async Task Removes_adds_after_and_takes_back_as_the_canvas_does()
    {
        var outline = Draw();

        await outline.InvokeAsync(() => outline.Instance.OnAct("remove", "tell", null));
        Assert.DoesNotContain("tell", _state.Flow.Nodes.Keys);
        Assert.Empty(outline.FindAll("[data-node=tell]"));

        await outline.InvokeAsync(() => outline.Instance.OnAct("undo", "number", null));
        Assert.NotEmpty(outline.FindAll("[data-node=tell]"));

        await outline.InvokeAsync(() => outline.Instance.OnAct("add", "number", "error"));
        Assert.Equal("error", _state.AddAfter?.Port);
    }

    [Fact]
    public async Task Leads_to_the_setting_that_links_a_way()
    {
        var outline = Draw();

        await outline.InvokeAsync(() => outline.Instance.OnAct("link", "number", "gaveUp"));
        await outline.InvokeAsync(() => outline.Instance.OnAct("link", "asked", null));
        await outline.InvokeAsync(() => outline.Instance.OnAct("rename", "tell", null));

        Assert.Equal(["port-gaveUp", "port-next", "name"], _opened);
        Assert.Equal("tell", _state.Selected);
    }

    [Fact]
    public void Renames_and_removes_in_the_table()
    {
        var outline = Draw();
        outline.FindAll(".seg button")[1].Click();

        outline.Find("#outline-tell").Change("Tell it");
        Assert.Equal("Tell it", _state.Flow.Nodes["tell"].Name);

        outline.Find("button[aria-label='Remove Tell it']").Click();
        Assert.DoesNotContain("tell", _state.Flow.Nodes.Keys);
    }

    private IRenderedComponent<FlowOutline> Draw() =>
        EditorParts.Draw<FlowOutline>(this, _state, p => p.Add(x => x.OnOpen, _opened.Add).Add(x => x.OnJump, _ => { }).Add(x => x.OnOpenPalette, () => { }));
}
