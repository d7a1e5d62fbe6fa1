using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Which node is in which group.</summary>
internal static class Grouping
{
    /// <summary>The group that a node is in; null for none.</summary>
    public static string? Of(FlowDefinition flow, string nodeId) => flow.Groups.FirstOrDefault(g => g.Value.Nodes.Contains(nodeId)).Key;

    /// <summary>Puts nodes into a group, or into none. A group that loses its last node goes.</summary>
    /// <param name="groups">The groups before.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="group">Id of the group; null, or one that is not there, for none.</param>
    /// <returns>The groups after; the same object when nothing changes.</returns>
    public static IReadOnlyDictionary<string, FlowGroup> Put(IReadOnlyDictionary<string, FlowGroup> groups, IReadOnlyCollection<string> nodes, string? group)
    {
        var changed = new OrderedDictionary<string, FlowGroup>();
        foreach (var (id, old) in groups)
        {
            var kept = old.Nodes.Where(n => id == group || !nodes.Contains(n)).ToList();
            var all = id == group ? [.. kept, .. nodes.Where(n => !kept.Contains(n))] : kept;
            if (all.Count > 0)
            {
                changed.Add(id, all.SequenceEqual(old.Nodes) ? old : old with { Nodes = all });
            }
        }

        return changed.SequenceEqual(groups) ? groups : changed;
    }
}
