namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Least change that turns one ordered dictionary into another.</summary>
/// <param name="Set">Entries that are new or different.</param>
/// <param name="Removed">Keys that go.</param>
/// <param name="Order">All keys in their new order; null when the order follows from the entries.</param>
internal sealed record DictionaryPatch<T>(
    IReadOnlyList<KeyValuePair<string, T>> Set,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string>? Order
)
{
    public bool IsEmpty => Set.Count == 0 && Removed.Count == 0 && Order is null;

    public static DictionaryPatch<T> Between(IReadOnlyDictionary<string, T> from, IReadOnlyDictionary<string, T> to)
    {
        if (ReferenceEquals(from, to))
        {
            return new([], [], null);
        }

        var set = to.Where(e => !from.TryGetValue(e.Key, out var old) || !EqualityComparer<T>.Default.Equals(old, e.Value));
        var patch = new DictionaryPatch<T>([.. set], [.. from.Keys.Where(key => !to.ContainsKey(key))], null);
        return patch.ApplyTo(from).Keys.SequenceEqual(to.Keys) ? patch : patch with { Order = [.. to.Keys] };
    }

    public IReadOnlyDictionary<string, T> ApplyTo(IReadOnlyDictionary<string, T> source)
    {
        if (IsEmpty)
        {
            return source;
        }

        var changed = Ordered.Without(source, Removed);
        foreach (var (key, value) in Set)
        {
            changed[key] = value;
        }

        if (Order is null)
        {
            return changed;
        }

        var ordered = new OrderedDictionary<string, T>();
        foreach (var key in Order)
        {
            ordered.Add(key, changed[key]);
        }

        return ordered;
    }
}
