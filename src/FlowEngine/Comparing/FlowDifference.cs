using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>How two versions of a flow differ. Where things stand on the canvas does not count.</summary>
/// <param name="FlowId">Id of the flow.</param>
/// <param name="Kind">What became of the flow as a whole.</param>
/// <param name="Before">The earlier version; null when there was none.</param>
/// <param name="After">The later version; null when there is none.</param>
/// <param name="Nodes">Nodes that differ: those of the later version in its order, then the removed ones.</param>
/// <param name="Settings">Name, time limit, variables and notes that differ; pointers into the flow.</param>
/// <param name="Moved">Ids of nodes that are otherwise the same but stand elsewhere.</param>
public sealed record FlowDifference(
    string FlowId,
    DifferenceKind Kind,
    FlowDefinition? Before,
    FlowDefinition? After,
    IReadOnlyList<NodeDifference> Nodes,
    IReadOnlyList<ValueDifference> Settings,
    IReadOnlyList<string> Moved
)
{
    /// <summary>Counts the nodes of which something became.</summary>
    /// <param name="kind">What became of them.</param>
    /// <returns>How many.</returns>
    public int Count(DifferenceKind kind) => Nodes.Count(n => n.Kind == kind);
}

/// <summary>How two versions of a node differ.</summary>
/// <param name="NodeId">Id of the node.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">The earlier version; null for a new node.</param>
/// <param name="After">The later version; null for a removed node.</param>
/// <param name="Values">Values that differ, for a changed node; pointers into the node, such as <c>/config/text</c>.</param>
public sealed record NodeDifference(
    string NodeId,
    DifferenceKind Kind,
    FlowNode? Before,
    FlowNode? After,
    IReadOnlyList<ValueDifference> Values
);
