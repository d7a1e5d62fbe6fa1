using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>
/// Merges the changes that two people made to the same flow, node by node and inside a node value by value. What only one
/// of them changed counts; a person must choose where both changed the same value, or where one removed a node that the
/// other changed or linked to. Places on the canvas never conflict: mine count.
/// </summary>
public static class FlowMerge
{
    /// <summary>Merges two flows.</summary>
    /// <param name="origin">The flow that both began with.</param>
    /// <param name="mine">My flow.</param>
    /// <param name="theirs">Their flow.</param>
    /// <param name="choices">Whose change counts, by the pointer of the conflict; null for none yet.</param>
    /// <param name="otherwise">Whose change counts where no choice was made.</param>
    /// <returns>The merged flow and its conflicts, those with a choice included.</returns>
    public static FlowMergeResult Merge(
        FlowDefinition origin,
        FlowDefinition mine,
        FlowDefinition theirs,
        IReadOnlyDictionary<string, MergeSide>? choices = null,
        MergeSide otherwise = MergeSide.Mine
    )
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(mine);
        ArgumentNullException.ThrowIfNull(theirs);
        var renamed = Renames(origin, mine, theirs);
        return new FlowMerging(
            origin,
            NodeRename.Apply(mine, renamed),
            theirs,
            pointer => choices is not null && choices.TryGetValue(pointer, out var side) ? side : otherwise
        ).Run(renamed);
    }

    /// <summary>Two different nodes that both added under the same id are two nodes: mine gets a free id.</summary>
    private static Dictionary<string, string> Renames(FlowDefinition origin, FlowDefinition mine, FlowDefinition theirs)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, node) in mine.Nodes)
        {
            if (!origin.Nodes.ContainsKey(id) && theirs.Nodes.TryGetValue(id, out var other) && !NodeParts.Same(node, other))
            {
                renamed[id] = FreeId(id, candidate =>
                    mine.Nodes.ContainsKey(candidate) || theirs.Nodes.ContainsKey(candidate) || renamed.ContainsValue(candidate));
            }
        }

        return renamed;
    }

    private static string FreeId(string id, Func<string, bool> isTaken)
    {
        var stem = id.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var number = 2;
        while (isTaken($"{stem}{number}"))
        {
            number++;
        }

        return $"{stem}{number}";
    }
}
