using System.Text.Json;
using FlowEngine.Comparing;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Comparing;

/// <summary>What two versions of a flow, or of a bot, have in common and what not.</summary>
public sealed class FlowComparisonTests
{
    private static readonly FlowDefinition Origin = EditedFlows.Origin;

    [Fact]
    public void Tells_what_was_added_changed_and_removed()
    {
        var after = Origin.Config("number", """{ "text": "Which number?", "saveTo": "order" }""").Say("thanks", "Thanks").Without("agent");

        var difference = FlowComparison.Compare(Origin, after);

        Assert.Equal(
            [("number", DifferenceKind.Changed), ("thanks", DifferenceKind.Added), ("agent", DifferenceKind.Removed)],
            difference.Nodes.Select(n => (n.NodeId, n.Kind))
        );
        Assert.Equal(
            [("/config/text", "Number?", "Which number?"), ("/links/gaveUp", "agent", ""), ("/config/maxVisits", "3", "")],
            difference.Nodes[0].Values.OrderBy(v => v.After is null).ThenByDescending(v => v.Pointer).Select(v => (v.Pointer, $"{v.Before}", $"{v.After}"))
        );
    }

    [Fact]
    public void Moving_nodes_about_is_no_change_but_told_apart()
    {
        var after = Origin with { Layout = new OrderedDictionary<string, NodePosition>(Origin.Layout) { ["tell"] = new(900, 900) } };

        var difference = FlowComparison.Compare(Origin, after);

        Assert.Equal(DifferenceKind.Same, difference.Kind);
        Assert.Equal(["tell"], difference.Moved);
    }

    [Fact]
    public void The_order_of_settings_is_no_change_but_that_of_items_is()
    {
        var lists = Origin.Config("tell", """{ "text": "Fine.", "buttons": [ { "title": "A" }, { "title": "B" } ] }""");

        Assert.Equal(DifferenceKind.Same, FlowComparison.Compare(lists, lists.Config("tell", """{ "buttons": [ { "title": "A" }, { "title": "B" } ], "text": "Fine." }""")).Kind);
        var swapped = FlowComparison.Compare(lists, lists.Config("tell", """{ "text": "Fine.", "buttons": [ { "title": "A" }, { "title": "C" } ] }"""));
        Assert.Equal("/config/buttons/1/title", Assert.Single(swapped.Nodes[0].Values).Pointer);
    }

    [Fact]
    public void Tells_what_differs_in_the_flow_itself()
    {
        var after = Origin with
        {
            Name = "Where is it",
            TimeoutMinutes = 5,
            Notes = [new FlowNote("Ask kindly", 900, 900), new FlowNote("New", 0, 0)],
            Variables = new OrderedDictionary<string, VariableDefinition> { ["order"] = new("any") },
        };

        Assert.Equal(
            ["/name", "/notes", "/timeoutMinutes", "/variables/order/type", "/variables/tries"],
            FlowComparison.Compare(Origin, after).Settings.Select(s => s.Pointer).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_flow_is_new_or_gone_as_a_whole()
    {
        Assert.Equal((DifferenceKind.Added, 4), (FlowComparison.Compare(null, Origin).Kind, FlowComparison.Compare(null, Origin).Count(DifferenceKind.Added)));
        Assert.Equal(DifferenceKind.Removed, FlowComparison.Compare(Origin, null).Kind);
    }

    [Fact]
    public void Tells_what_differs_in_a_bot()
    {
        var before = TestKit.Engine.Bot.Of(Origin).Build();
        var after = before with
        {
            Bot = before.Bot with { Name = "Another name" },
            Flows = new OrderedDictionary<string, FlowDefinition> { [Origin.Id] = Origin.Without("agent") },
            Tests = new OrderedDictionary<string, JsonElement> { ["new"] = EditedFlows.Json("{}") },
        };

        var difference = BotComparison.Compare(before, after);

        Assert.Equal(("/name", "order-status", "new"), (Assert.Single(difference.Settings).Pointer, Assert.Single(difference.Flows).FlowId, Assert.Single(difference.Tests).Id));
        Assert.True(BotComparison.Compare(before, before).IsEmpty);
    }
}
