using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class CanvasViewTests
{
    private readonly EditorState _state = Sample.State();

    [Fact]
    public void Puts_the_settings_into_the_sentence_of_the_card()
    {
        Assert.Equal("Starts on the intent *order status*", Sentence("asked"));
        Assert.Equal("“Order *orderNumber* is fine.”", Sentence("tell"));
        Assert.Equal("Picks a way by *long, short*", Sentence("which"));
    }

    [Fact]
    public void Shows_a_gap_where_a_setting_is_missing()
    {
        _state.Configure("asked", "intent", default);

        Assert.Equal("Starts on the intent *…*", Sentence("asked"));
    }

    [Fact]
    public void Names_the_problems_of_a_card_for_eyes_and_ears()
    {
        _state.ShowProblems([new Problem("x", ProblemSeverity.Error, "/flows/order-status/nodes/tell", "m")]);

        var card = CanvasView.Of(_state).Nodes.Single(n => n.Id == "tell");

        Assert.Equal((1, 0), (card.Errors, card.Warnings));
        Assert.EndsWith("1 problem.", card.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_a_node_of_an_unknown_type_with_its_links()
    {
        var flow = Sample.Flow with { Nodes = Ordered.With(Sample.Flow.Nodes, "tell", Sample.Flow.Nodes["tell"] with { Type = "plugin.gone", Links = new OrderedDictionary<string, string> { ["next"] = "agent" } }) };
        _state.Do(new ReplaceFlow(flow, "Imported a flow"));

        var card = CanvasView.Of(_state).Nodes.Single(n => n.Id == "tell");

        Assert.Equal("next", Assert.Single(card.Ports).Name);
        Assert.Contains("plugin.gone", card.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Sends_only_what_has_changed()
    {
        var sync = new CanvasSync();
        sync.Reset(CanvasView.Of(_state));
        _state.Rename("tell", "Tell it");
        _state.RemoveAll(["agent"], []);

        var patch = sync.Next(CanvasView.Of(_state));

        Assert.Equal(["tell"], patch.Nodes.Select(n => n.Id));
        Assert.Equal(["agent"], patch.RemovedNodes);
        Assert.Equal(["number/gaveUp", "which/otherwise"], patch.RemovedLinks);
        Assert.True(sync.Next(CanvasView.Of(_state)).IsEmpty);
    }

    private string Sentence(string id) =>
        string.Concat(CanvasView.Of(_state).Nodes.Single(n => n.Id == id).Summary.Select(p => p.Strong ? $"*{p.Text}*" : p.Text));
}
