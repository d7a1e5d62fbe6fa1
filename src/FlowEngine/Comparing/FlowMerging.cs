using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>One merge under way.</summary>
internal sealed class FlowMerging(
    FlowDefinition origin,
    FlowDefinition mine,
    FlowDefinition theirs,
    Func<string, MergeSide> choice
)
{
    private readonly List<MergeConflict> _conflicts = [];

    public FlowMergeResult Run(IReadOnlyDictionary<string, string> renamed)
    {
        var name = Value("/name", origin.Name, mine.Name, theirs.Name);
        var minutes = Value("/timeoutMinutes", origin.TimeoutMinutes, mine.TimeoutMinutes, theirs.TimeoutMinutes);
        var variables = Entries(origin.Variables, mine.Variables, theirs.Variables, Variable);
        var nodes = WithoutLooseLinks(Nodes());
        var flow = theirs with
        {
            Name = name,
            TimeoutMinutes = minutes,
            Variables = variables,
            Nodes = nodes,
            Notes = Notes(),
            Groups = GroupMerging.Merge(origin.Groups, mine.Groups, theirs.Groups, nodes.Keys),
            Layout = Layout(nodes),
        };
        return new FlowMergeResult(flow, _conflicts, renamed);
    }

    private OrderedDictionary<string, FlowNode> Nodes()
    {
        var (linkedByMe, linkedByThem) = (NewTargets(mine), NewTargets(theirs));
        return Entries(
            origin.Nodes,
            mine.Nodes,
            theirs.Nodes,
            (id, o, m, t) =>
            {
                if (NodeParts.Same(m, t))
                {
                    return t;
                }

                var (iChanged, theyChanged) = (!NodeParts.Same(o, m), !NodeParts.Same(o, t));
                if (m is not null && t is not null && o is not null)
                {
                    return iChanged && theyChanged ? Node(id, o, m, t) : iChanged ? m : t;
                }

                // Removing a node conflicts with changing it, and with linking to it.
                var isDisputed = o is not null && (m is null ? theyChanged || linkedByThem.Contains(id) : iChanged || linkedByMe.Contains(id));
                return isDisputed
                    ? Choose(new MergeConflict($"/nodes/{id}", id, m, t, [])) == MergeSide.Mine ? m : t
                    : iChanged ? m
                    : t;
            }
        );
    }

    private FlowNode Node(string id, FlowNode o, FlowNode m, FlowNode t)
    {
        var pointer = $"/nodes/{id}";
        var (before, my, their) = (NodeParts.Of(o), NodeParts.Of(m), NodeParts.Of(t));
        var disputed = Union(their.Keys, my.Keys)
            .Union(before.Keys)
            .Select(p => new ConflictingValue(p, Find(before, p), Find(my, p), Find(their, p)))
            .Where(v => !JsonComparison.Same(v.Mine, v.Theirs) && !JsonComparison.Same(v.Origin, v.Mine) && !JsonComparison.Same(v.Origin, v.Theirs))
            .ToList();
        var side = disputed.Count == 0 ? MergeSide.Mine : Choose(new MergeConflict(pointer, id, m, t, disputed));
        var merged = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var key in Union(their.Keys, my.Keys))
        {
            var (was, mineNow, theirNow) = (Find(before, key), Find(my, key), Find(their, key));
            var iChanged = !JsonComparison.Same(was, mineNow);
            var theyChanged = !JsonComparison.Same(was, theirNow);
            if ((iChanged && (!theyChanged || side == MergeSide.Mine) ? mineNow : theirNow) is { } value)
            {
                merged[key] = value;
            }
        }

        var node = NodeParts.Build(merged);
        return NodeParts.Same(node, t) ? t : NodeParts.Same(node, m) ? m : node;
    }

    private VariableDefinition? Variable(string name, VariableDefinition? o, VariableDefinition? m, VariableDefinition? t)
    {
        var (was, my, their) = (Json(o), Json(m), Json(t));
        if (JsonComparison.Same(my, their) || JsonComparison.Same(was, my))
        {
            return t;
        }

        var pointer = JsonPointer.Append("/variables", name);
        return JsonComparison.Same(was, their)
            || Choose(new MergeConflict(pointer, null, null, null, [new ConflictingValue(pointer, was, my, their)])) == MergeSide.Mine
            ? m
            : t;

        static JsonElement? Json(VariableDefinition? variable) => variable is null ? null : FlowParts.Variable(variable);
    }

    private T Value<T>(string pointer, T o, T m, T t)
    {
        var same = EqualityComparer<T>.Default;
        if (same.Equals(m, t) || same.Equals(o, m))
        {
            return t;
        }

        return
            same.Equals(o, t)
            || Choose(new MergeConflict(pointer, null, null, null, [new ConflictingValue(pointer, Json(o), Json(m), Json(t))])) == MergeSide.Mine
            ? m
            : t;

        static JsonElement? Json(T value) => value is null ? null : JsonSerializer.SerializeToElement(value);
    }

    private IReadOnlyList<FlowNote> Notes() =>
        mine.Notes.SequenceEqual(origin.Notes) ? theirs.Notes
        : theirs.Notes.SequenceEqual(origin.Notes) ? mine.Notes
        : [.. theirs.Notes.Where(n => mine.Notes.Contains(n) || !origin.Notes.Contains(n)), .. mine.Notes.Where(n => !origin.Notes.Contains(n) && !theirs.Notes.Contains(n))];

    private MergeSide Choose(MergeConflict conflict)
    {
        _conflicts.Add(conflict);
        return choice(conflict.Pointer);
    }

    /// <summary>Targets of links that one side made.</summary>
    private HashSet<string> NewTargets(FlowDefinition flow) =>
        [
            .. flow.Nodes.SelectMany(n =>
                n.Value.Links.Where(l => origin.Nodes.GetValueOrDefault(n.Key)?.Links.GetValueOrDefault(l.Key) != l.Value).Select(l => l.Value)
            ),
        ];

    /// <summary>A link whose target one side removed goes with it; one that never had a target stays, for its author to see.</summary>
    private OrderedDictionary<string, FlowNode> WithoutLooseLinks(OrderedDictionary<string, FlowNode> nodes)
    {
        bool IsLoose(string target) =>
            !nodes.ContainsKey(target) && (origin.Nodes.ContainsKey(target) || mine.Nodes.ContainsKey(target) || theirs.Nodes.ContainsKey(target));

        return new(
            nodes.Select(n =>
                n.Value.Links.Values.Any(IsLoose)
                    ? KeyValuePair.Create(
                        n.Key,
                        n.Value with
                        {
                            Links = new OrderedDictionary<string, string>(n.Value.Links.Where(l => !IsLoose(l.Value)), StringComparer.Ordinal),
                        }
                    )
                    : n
            ),
            StringComparer.Ordinal
        );
    }

    /// <summary>Merges entries one by one, in the order of the side that changed it.</summary>
    private static OrderedDictionary<string, T> Entries<T>(
        IReadOnlyDictionary<string, T> o,
        IReadOnlyDictionary<string, T> m,
        IReadOnlyDictionary<string, T> t,
        Func<string, T?, T?, T?, T?> merge
    )
        where T : class
    {
        var merged = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var key in Order(o, m, t))
        {
            if (merge(key, o.GetValueOrDefault(key), m.GetValueOrDefault(key), t.GetValueOrDefault(key)) is { } value)
            {
                merged[key] = value;
            }
        }

        return merged;
    }

    /// <summary>Where a node stands matters only while it is there; one that came back stands where it stood.</summary>
    private OrderedDictionary<string, NodePosition> Layout(OrderedDictionary<string, FlowNode> nodes)
    {
        var layout = new OrderedDictionary<string, NodePosition>(StringComparer.Ordinal);
        foreach (var id in Order(origin.Layout, mine.Layout, theirs.Layout))
        {
            var (o, m, t) = (Find(origin.Layout, id), Find(mine.Layout, id), Find(theirs.Layout, id));
            var place = m == o ? t : m;
            if (nodes.ContainsKey(id))
            {
                place ??= m ?? t;
            }
            else if (mine.Nodes.ContainsKey(id) || theirs.Nodes.ContainsKey(id))
            {
                place = null;
            }

            if (place is { } known)
            {
                layout[id] = known;
            }
        }

        return layout;
    }

    private static IEnumerable<string> Order<T>(
        IReadOnlyDictionary<string, T> o,
        IReadOnlyDictionary<string, T> m,
        IReadOnlyDictionary<string, T> t
    ) => o.Keys.SequenceEqual(t.Keys) ? Union(m.Keys, t.Keys) : Union(t.Keys, m.Keys);

    private static IEnumerable<string> Union(IEnumerable<string> first, IEnumerable<string> second) =>
        first.Union(second, StringComparer.Ordinal);

    private static JsonElement? Find(OrderedDictionary<string, JsonElement> parts, string key) =>
        parts.TryGetValue(key, out var value) ? value : null;

    private static NodePosition? Find(IReadOnlyDictionary<string, NodePosition> layout, string key) =>
        layout.TryGetValue(key, out var place) ? place : null;
}
