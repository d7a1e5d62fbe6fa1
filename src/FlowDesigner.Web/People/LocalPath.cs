namespace FlowDesigner.Web.People;

/// <summary>Keeps redirects inside this site.</summary>
internal static class LocalPath
{
    /// <summary>Takes a path to go back to after signing in.</summary>
    /// <param name="path">What the address of the page said; anybody may have written it.</param>
    /// <param name="fallback">Where to go when it does not lead to a page of ours.</param>
    /// <returns>A path that starts with exactly one slash.</returns>
    public static string OrElse(string? path, string fallback)
    {
        // Browsers read "\" as "/" and drop tabs and line ends, so "/\evil" and "/\t/evil" would lead to another site.
        var isLocal =
            path is ['/', ..]
            && !path.StartsWith("//", StringComparison.Ordinal)
            && !path.Contains('\\', StringComparison.Ordinal)
            && !path.Any(char.IsControl);
        return isLocal ? path! : fallback; // not null: it matched the pattern above
    }
}
