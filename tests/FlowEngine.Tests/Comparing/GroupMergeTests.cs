using FlowEngine.Comparing;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Comparing;

/// <summary>Two people put the same nodes into frames.</summary>
public sealed class GroupMergeTests
{
    private static readonly FlowDefinition Origin = Grouped(EditedFlows.Origin, ("lookup", new FlowGroup("Look it up", ["number", "tell"])));

    [Fact]
    public void Groups_of_both_sides_stay_and_a_node_that_both_framed_is_where_I_put_it()
    {
        var mine = Grouped(Origin, ("start", new FlowGroup("Mine", ["asked"])));
        var theirs = Grouped(Origin, ("end", new FlowGroup("Theirs", ["asked", "agent"])));

        var merged = FlowMerge.Merge(Origin, mine, theirs);

        Assert.Empty(merged.Conflicts);
        Assert.Equal(
            new Dictionary<string, string[]> { ["lookup"] = ["number", "tell"], ["start"] = ["asked"], ["end"] = ["agent"] }.OrderBy(g => g.Key),
            merged.Flow.Groups.ToDictionary(g => g.Key, g => g.Value.Nodes.ToArray()).OrderBy(g => g.Key)
        );
    }

    [Fact]
    public void What_each_changed_of_one_group_counts()
    {
        var mine = Grouped(Origin, ("lookup", new FlowGroup("Find it", ["number"])));
        var theirs = Grouped(Origin, ("lookup", new FlowGroup("Look it up", ["number", "tell", "agent"], "blue")));

        Assert.Equal(new FlowGroup("Find it", ["number", "agent"], "blue"), FlowMerge.Merge(Origin, mine, theirs).Flow.Groups["lookup"]);
    }

    [Fact]
    public void Two_groups_that_both_made_under_one_id_both_stay()
    {
        var mine = Grouped(Origin, ("group", new FlowGroup("Mine", ["asked"])));
        var theirs = Grouped(Origin, ("group", new FlowGroup("Theirs", ["agent"])));

        Assert.Equal(["Theirs", "Mine"], FlowMerge.Merge(Origin, mine, theirs).Flow.Groups.Values.Skip(1).Select(g => g.Title));
    }

    [Fact]
    public void A_group_goes_with_its_last_node_and_stays_when_one_side_worked_on_it()
    {
        var removed = FlowMerge.Merge(Origin, Origin, Origin.Without("number").Without("tell"));
        var kept = FlowMerge.Merge(Origin, Grouped(Origin, ("lookup", new FlowGroup("Find it", ["number", "tell"]))), Origin with { Groups = new OrderedDictionary<string, FlowGroup>() });

        Assert.Empty(removed.Flow.Groups);
        Assert.Equal("Find it", kept.Flow.Groups["lookup"].Title);
    }

    [Fact]
    public void A_comparison_tells_title_colour_and_nodes_but_not_what_is_collapsed()
    {
        var after = Grouped(Origin, ("lookup", new FlowGroup("Find it", ["number"], "blue")));
        var collapsed = Grouped(Origin, ("lookup", Origin.Groups["lookup"] with { Collapsed = true }));

        Assert.Equal(
            ["/groups/lookup/colour", "/groups/lookup/nodes", "/groups/lookup/title"],
            FlowComparison.Compare(Origin, after).Settings.Select(s => s.Pointer).Order(StringComparer.Ordinal)
        );
        Assert.Equal(DifferenceKind.Same, FlowComparison.Compare(Origin, collapsed).Kind);
    }

    private static FlowDefinition Grouped(FlowDefinition flow, params (string Id, FlowGroup Group)[] groups)
    {
        var all = new OrderedDictionary<string, FlowGroup>(flow.Groups);
        foreach (var (id, group) in groups)
        {
            all[id] = group;
        }

        return flow with { Groups = all };
    }
}
