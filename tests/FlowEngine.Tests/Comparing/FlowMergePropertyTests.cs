using System.Text.Json;
using FlowEngine.Comparing;
using FlowEngine.Definition;
using FsCheck;
using FsCheck.Fluent;

namespace FlowEngine.Tests.Comparing;

/// <summary>What must hold of a merge, whatever two people did.</summary>
public sealed class FlowMergePropertyTests
{
    [Fact]
    public void Changes_of_one_side_alone_are_taken_as_they_are() =>
        Check((mine, _) =>
            EditedFlows.Text(Merge(mine, EditedFlows.Origin).Flow) == EditedFlows.Text(mine)
            && EditedFlows.Text(Merge(EditedFlows.Origin, mine).Flow) == EditedFlows.Text(mine));

    [Fact]
    public void The_same_changes_on_both_sides_are_no_conflict() =>
        Check((mine, _) => Merge(mine, mine) is { Conflicts.Count: 0 } merged && EditedFlows.IsSame(merged.Flow, mine));

    [Fact]
    public void Both_sides_see_the_same_conflicts() =>
        Check((mine, theirs) =>
            Merge(mine, theirs).Conflicts.Select(c => c.Pointer).Order().SequenceEqual(Merge(theirs, mine).Conflicts.Select(c => c.Pointer).Order()));

    [Fact]
    public void No_value_is_in_the_result_that_nobody_wrote_and_none_is_lost_that_one_alone_changed() =>
        Check((mine, theirs) =>
        {
            var merged = Merge(mine, theirs);
            var named = NodeRename.Apply(mine, merged.Renamed);
            return merged.Flow.Nodes.All(node =>
            {
                var (o, m, t) = (Parts(EditedFlows.Origin, node.Key), Parts(named, node.Key), Parts(theirs, node.Key));
                return NodeParts.Of(node.Value).All(part =>
                    Has(m, part) || Has(t, part))
                    && o.Where(part => Has(m, part) && !t.ContainsKey(part.Key) && t.Count > 0).All(part => !NodeParts.Of(node.Value).ContainsKey(part.Key));
            });
        });

    [Fact]
    public void No_link_leads_to_a_node_that_one_side_removed() =>
        Check((mine, theirs) =>
        {
            var flow = Merge(mine, theirs).Flow;
            return flow.Nodes.Values.SelectMany(n => n.Links.Values).All(flow.Nodes.ContainsKey);
        });

    [Fact]
    public void Choosing_theirs_everywhere_leaves_nothing_that_contradicts_them() =>
        Check((mine, theirs) =>
        {
            var first = Merge(mine, theirs);
            var choices = first.Conflicts.ToDictionary(c => c.Pointer, _ => MergeSide.Theirs);
            var merged = FlowMerge.Merge(EditedFlows.Origin, mine, theirs, choices).Flow;
            return first.Conflicts.Where(c => c.Values.Count > 0 && c.NodeId is not null)
                .All(c => c.Values.All(v =>
                    NodeParts.Of(merged.Nodes[c.NodeId!]).TryGetValue(v.Pointer, out var kept) // filtered to nodes
                        ? JsonComparison.Same(kept, v.Theirs)
                        : v.Theirs is null || !merged.Nodes.ContainsKey(v.Theirs.Value.ToString())));
        });

    private static FlowMergeResult Merge(FlowDefinition mine, FlowDefinition theirs) =>
        FlowMerge.Merge(EditedFlows.Origin, mine, theirs);

    private static OrderedDictionary<string, JsonElement> Parts(FlowDefinition flow, string id) =>
        NodeParts.Of(flow.Nodes.GetValueOrDefault(id));

    private static bool Has(OrderedDictionary<string, JsonElement> parts, KeyValuePair<string, JsonElement> part) =>
        parts.TryGetValue(part.Key, out var value) && JsonComparison.Same(value, part.Value);

    private static void Check(Func<FlowDefinition, FlowDefinition, bool> holds) =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(int, int)>(),
                seeds =>
                    holds(
                        EditedFlows.Edit(EditedFlows.Origin, (seeds.Item1 * 31) + 1),
                        EditedFlows.Edit(EditedFlows.Origin, (seeds.Item2 * 37) + 2)
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
}
