namespace FlowEngine.Definition;

/// <summary>Makes and reads JSON pointers (RFC 6901).</summary>
public static class JsonPointer
{
    /// <summary>Appends one member name or index.</summary>
    /// <param name="pointer">Pointer so far; empty for the whole document.</param>
    /// <param name="token">Member name as it stands in the document, or an index.</param>
    /// <returns>The longer pointer, with <c>~</c> and <c>/</c> of the name escaped.</returns>
    public static string Append(string pointer, string token) =>
        token.AsSpan().ContainsAny('~', '/')
            ? $"{pointer}/{token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"
            : $"{pointer}/{token}";

    /// <summary>Takes a pointer apart.</summary>
    /// <param name="pointer">The pointer; empty for the whole document.</param>
    /// <returns>Its names and indexes as they stand in the document; none for the whole document.</returns>
    public static string[] Split(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return
        [
            .. pointer
                .Split('/')
                .Skip(1)
                .Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
        ];
    }
}
