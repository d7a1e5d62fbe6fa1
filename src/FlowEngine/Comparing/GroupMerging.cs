using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>Merges groups. They never conflict: where both sides changed the same, mine counts, as with places.</summary>
internal static class GroupMerging
{
    /// <summary>Merges the groups of two sides.</summary>
    /// <param name="o">Groups that both began with.</param>
    /// <param name="m">Mine.</param>
    /// <param name="t">Theirs.</param>
    /// <param name="nodes">Nodes of the merged flow.</param>
    /// <returns>Groups of these nodes, each node in one at most; a group that lost all its nodes is gone.</returns>
    public static IReadOnlyDictionary<string, FlowGroup> Merge(
        IReadOnlyDictionary<string, FlowGroup> o,
        IReadOnlyDictionary<string, FlowGroup> m,
        IReadOnlyDictionary<string, FlowGroup> t,
        IEnumerable<string> nodes
    )
    {
        var merged = new OrderedDictionary<string, FlowGroup>(StringComparer.Ordinal);
        foreach (var (id, group) in t)
        {
            if (Theirs(o.GetValueOrDefault(id), m.GetValueOrDefault(id), group) is { } kept)
            {
                merged[id] = kept;
            }
        }

        foreach (var (id, group) in m.Where(g => !merged.ContainsKey(g.Key) || IsAnother(o, t, g)))
        {
            // They took away a group that I left as it was; or it is new, or I worked on it.
            if (!group.Equals(o.GetValueOrDefault(id)))
            {
                merged[merged.ContainsKey(id) ? FreeId(id, merged.ContainsKey) : id] = group;
            }
        }

        return Tidied(merged, m, [.. nodes]);
    }

    private static bool IsAnother(IReadOnlyDictionary<string, FlowGroup> o, IReadOnlyDictionary<string, FlowGroup> t, KeyValuePair<string, FlowGroup> mine) =>
        !o.ContainsKey(mine.Key) && t.TryGetValue(mine.Key, out var theirs) && !theirs.Equals(mine.Value);

    private static FlowGroup? Theirs(FlowGroup? o, FlowGroup? m, FlowGroup t)
    {
        if (o is null)
        {
            return t;
        }

        if (m is null)
        {
            return t.Equals(o) ? null : t;
        }

        return new FlowGroup(
            m.Title == o.Title ? t.Title : m.Title,
            [.. t.Nodes.Where(n => m.Nodes.Contains(n) || !o.Nodes.Contains(n)), .. m.Nodes.Where(n => !o.Nodes.Contains(n) && !t.Nodes.Contains(n))],
            m.Colour == o.Colour ? t.Colour : m.Colour,
            m.Collapsed == o.Collapsed ? t.Collapsed : m.Collapsed
        );
    }

    /// <summary>A node that both put into groups is where I put it.</summary>
    private static OrderedDictionary<string, FlowGroup> Tidied(OrderedDictionary<string, FlowGroup> groups, IReadOnlyDictionary<string, FlowGroup> mine, HashSet<string> nodes)
    {
        var tidied = new OrderedDictionary<string, FlowGroup>(StringComparer.Ordinal);
        foreach (var (id, group) in groups)
        {
            string[] kept = [.. group.Nodes.Where(n => nodes.Contains(n) && OwnerOf(n) == id)];
            if (kept.Length > 0)
            {
                tidied[id] = kept.Length == group.Nodes.Count ? group : group with { Nodes = kept };
            }
        }

        return tidied;

        string OwnerOf(string node)
        {
            var owners = groups.Where(g => g.Value.Nodes.Contains(node)).ToList();
            return owners.FirstOrDefault(g => mine.TryGetValue(g.Key, out var own) && own.Nodes.Contains(node), owners[0]).Key;
        }
    }

    private static string FreeId(string id, Func<string, bool> isTaken) =>
        Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{id.TrimEnd("0123456789".ToCharArray())}{number}").First(candidate => !isTaken(candidate));
}
