namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Copies of dictionaries that keep the order of the document.</summary>
internal static class Ordered
{
    public static OrderedDictionary<string, T> Copy<T>(IReadOnlyDictionary<string, T> source) => new(source);

    public static OrderedDictionary<string, T> With<T>(IReadOnlyDictionary<string, T> source, string key, T value)
    {
        var copy = Copy(source);
        copy[key] = value;
        return copy;
    }

    public static OrderedDictionary<string, T> Without<T>(
        IReadOnlyDictionary<string, T> source,
        IReadOnlyCollection<string> keys
    )
    {
        var copy = Copy(source);
        foreach (var key in keys)
        {
            copy.Remove(key);
        }

        return copy;
    }
}
