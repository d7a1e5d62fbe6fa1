using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>Compares two versions of a flow: what was added, changed and removed, down to the single value.</summary>
public static class FlowComparison
{
    /// <summary>Compares two versions.</summary>
    /// <param name="before">The earlier one; null when the flow is new.</param>
    /// <param name="after">The later one; null when the flow is gone.</param>
    /// <returns>The differences; layout does not count.</returns>
    /// <exception cref="ArgumentException">Both are null.</exception>
    public static FlowDifference Compare(FlowDefinition? before, FlowDefinition? after)
    {
        var id = (after ?? before)?.Id ?? throw new ArgumentException("There is nothing to compare.", nameof(after));
        var nodes = Nodes(before, after).ToList();
        var settings = Settings(before, after).ToList();
        var kind =
            before is null ? DifferenceKind.Added
            : after is null ? DifferenceKind.Removed
            : nodes.Count + settings.Count > 0 ? DifferenceKind.Changed
            : DifferenceKind.Same;
        return new FlowDifference(id, kind, before, after, nodes, settings, [.. Moved(before, after, nodes)]);
    }

    private static IEnumerable<NodeDifference> Nodes(FlowDefinition? before, FlowDefinition? after)
    {
        foreach (var (id, node) in after?.Nodes ?? Empty<FlowNode>())
        {
            var old = before?.Nodes.GetValueOrDefault(id);
            if (old is null)
            {
                yield return new NodeDifference(id, DifferenceKind.Added, null, node, []);
            }
            else if (!NodeParts.Same(old, node))
            {
                yield return new NodeDifference(id, DifferenceKind.Changed, old, node, [.. Values(old, node)]);
            }
        }

        foreach (var (id, node) in before?.Nodes ?? Empty<FlowNode>())
        {
            if (after is null || !after.Nodes.ContainsKey(id))
            {
                yield return new NodeDifference(id, DifferenceKind.Removed, node, null, []);
            }
        }
    }

    private static IEnumerable<ValueDifference> Values(FlowNode before, FlowNode after)
    {
        var (old, now) = (NodeParts.Of(before), NodeParts.Of(after));
        return now
            .Keys.Union(old.Keys, StringComparer.Ordinal)
            .SelectMany(pointer => JsonComparison.Between(Find(old, pointer), Find(now, pointer), pointer));
    }

    private static IEnumerable<ValueDifference> Settings(FlowDefinition? before, FlowDefinition? after)
    {
        // A flow that is new or gone differs as a whole: telling each of its settings would say nothing more.
        if (before is null || after is null)
        {
            yield break;
        }

        foreach (var value in JsonComparison.Between(FlowParts.Settings(before), FlowParts.Settings(after), ""))
        {
            yield return value;
        }

        var (old, now) = (before.Notes.Select(n => n.Text).ToList(), after.Notes.Select(n => n.Text).ToList());
        foreach (var text in Without(now, old))
        {
            yield return new ValueDifference("/notes", null, JsonSerializer.SerializeToElement(text));
        }

        foreach (var text in Without(old, now))
        {
            yield return new ValueDifference("/notes", JsonSerializer.SerializeToElement(text), null);
        }
    }

    private static IEnumerable<string> Moved(FlowDefinition? before, FlowDefinition? after, List<NodeDifference> nodes)
    {
        var told = nodes.Select(n => n.NodeId).ToHashSet(StringComparer.Ordinal);
        return (before?.Layout ?? Empty<NodePosition>())
            .Where(place => after is not null && after.Layout.TryGetValue(place.Key, out var now) && now != place.Value)
            .Select(place => place.Key)
            .Where(id => !told.Contains(id));
    }

    /// <summary>The texts of a list that another does not have, each as often as it has more of them.</summary>
    private static List<string> Without(IEnumerable<string> texts, IEnumerable<string> others)
    {
        var left = texts.ToList();
        foreach (var other in others)
        {
            left.Remove(other);
        }

        return left;
    }

    private static JsonElement? Find(OrderedDictionary<string, JsonElement> parts, string pointer) =>
        parts.TryGetValue(pointer, out var value) ? value : null;

    private static OrderedDictionary<string, T> Empty<T>() => [];
}
