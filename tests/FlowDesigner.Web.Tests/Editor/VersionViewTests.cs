using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Merging;
using FlowDesigner.Web.Editor.Versions;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Two versions of a flow in one picture.</summary>
public sealed class VersionViewTests
{
    private readonly MemoryLibrary _library = new();

    [Fact]
    public async Task The_draft_is_compared_with_what_is_live_and_a_version_with_the_one_before()
    {
        Publish(Sample.Flow, Sample.Flow with { Name = "Second" }, Sample.Flow with { Name = "Third" });
        _library.Live = 1;

        Assert.Equal(new VersionView.Sides(1, null), (await LoadAsync(null))!.Shown);
        Assert.Equal(new VersionView.Sides(2, 3), (await LoadAsync(3))!.Shown);
        Assert.Equal(new VersionView.Sides(null, 1), (await LoadAsync(1))!.Shown);
        Assert.Equal(new VersionView.Sides(1, 3), (await LoadAsync(3, from: 1))!.Shown);
        Assert.Null(await LoadAsync(4));
    }

    [Fact]
    public async Task Nodes_and_links_are_marked_and_removed_ones_stay_in_the_picture()
    {
        var second = Sample.State();
        second.Link(new FlowDesigner.Web.Editor.Commands.PortRef("number", "gaveUp"), "tell");
        second.Configure("number", "text", Sample.Json("\"Which number?\""));
        second.RemoveAll(["agent"], []);
        second.Add("say", new NodePosition(260, 480));
        Publish(Sample.Flow, second.Flow);

        var view = (await LoadAsync(2))!;
        var graph = CanvasView.Of(view.State);

        Assert.Equal(
            [("agent", "removed", "Removed"), ("asked", "same", ""), ("number", "changed", "2 changed"), ("say", "added", "Added")],
            graph.Nodes.Where(n => n.Id is "agent" or "asked" or "number" or "say").OrderBy(n => n.Id).Select(n => (n.Id, n.Mark!.Kind, n.Mark.Label))
        );
        Assert.Contains(graph.Links, l => l is { Id: "number/gaveUp", Target: "tell", Mark: "added" });
        Assert.Contains(graph.Links, l => l is { Id: "number/gaveUp/-", Target: "agent", Mark: "removed" });
        Assert.Contains(graph.Links, l => l is { Id: "asked/next", Mark: null });
        Assert.NotEqual((260, 480), (graph.Nodes.Single(n => n.Id == "agent").X, graph.Nodes.Single(n => n.Id == "agent").Y));
        Assert.False(view.State.Rename("tell", "Read only"));
    }

    [Fact]
    public void Values_are_told_in_the_words_of_the_form()
    {
        var words = new ValueWords(Sample.Catalog, FlowWords.Titles(Sample.Catalog, Speaking.English<NodeText>(), Sample.Flow), Speaking.English<EditorText>());
        var text = Speaking.English<EditorText>();
        var (number, which) = (Sample.Flow.Nodes["number"], Sample.Flow.Nodes["which"]);

        Assert.Equal("Leaves by “gave up” to", words.LabelOf(number, "/links/gaveUp"));
        Assert.Equal(("Hand over", "nowhere"), (words.TextOf(number, "/links/gaveUp", Sample.Json("\"agent\"")), words.TextOf(number, "/links/gaveUp", null)));
        Assert.Equal("Ways › 2 › Formula", words.LabelOf(which, "/config/arms/1/when"));
        Assert.Equal(("yes", "a, b", "not set"), (ValueWords.TextOf(Sample.Json("true"), text), ValueWords.TextOf(Sample.Json("""["a","b"]"""), text), ValueWords.TextOf(null, text)));
        Assert.Equal("Intent orderStatus › phrases", ValueWords.LabelOf("/intents/orderStatus/phrases", text));
    }

    [Fact]
    public async Task Restoring_puts_the_flow_of_a_version_into_the_draft()
    {
        Publish(Sample.Flow with { Name = "Old" });

        Assert.True(await Restoring.RestoreAsync(_library, "shop-bot", "order-status", 1, "Mira", CancellationToken.None));
        Assert.Equal("Old", _library.Draft.Flow.Name);
        Assert.True(await Restoring.RestoreAsync(_library, "shop-bot", null, 1, "Mira", CancellationToken.None));
        Assert.False(await Restoring.RestoreAsync(_library, "shop-bot", "order-status", 2, "Mira", CancellationToken.None));
        Assert.False(await Restoring.RestoreAsync(_library, "shop-bot", "other", 1, "Mira", CancellationToken.None));
    }

    [Fact]
    public async Task An_imported_flow_is_taken_to_begin_with_the_version_that_is_most_like_it()
    {
        var state = Sample.State();
        state.Configure("tell", "text", Sample.Json("\"Two\""));
        Publish(Sample.Flow, state.Flow, Sample.Flow with { Name = "Three", TimeoutMinutes = 7 });

        var origins = await MergeOrigin.FindAsync(_library, "shop-bot", "order-status", state.Flow with { Id = "elsewhere" }, Speaking.English<EditorText>(), CancellationToken.None);

        Assert.Equal([2, 1, 3], origins.Select(o => o.Version));
        Assert.Empty(await MergeOrigin.FindAsync(_library, "shop-bot", "other", state.Flow, Speaking.English<EditorText>(), CancellationToken.None));
    }

    private void Publish(params FlowDefinition[] flows)
    {
        foreach (var flow in flows)
        {
            _library.Versions.Add(Sample.Bundle with { Flows = new OrderedDictionary<string, FlowDefinition> { [flow.Id] = flow } });
        }
    }

    private Task<VersionView?> LoadAsync(int? to, int? from = null) =>
        VersionView.LoadAsync(_library, Sample.Catalog, "shop-bot", "order-status", to, from, Speaking.English<EditorText>(), CancellationToken.None);
}
