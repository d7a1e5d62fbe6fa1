namespace FlowEngine.Connecting.Calling;

/// <summary>Paths below a connection's address.</summary>
public static class HttpPaths
{
    /// <summary>
    /// True when the path cannot leave the connection's address. Dots that mean "up" are found in percent-encoded form,
    /// too; an encoded <c>/</c>, <c>?</c> or <c>#</c> is a character of its segment and separates nothing (RFC 3986 §2.2).
    /// </summary>
    /// <param name="path">The path.</param>
    /// <returns>Whether a request may have it.</returns>
    public static bool IsBelow(string path)
    {
        var segments = path.Split('/');
        return path.Length <= 2_000
            && !path.Any(c => c is '?' or '#')
            && !Uri.UnescapeDataString(path).Any(c => c is '\\' || char.IsControl(c))
            && !path.StartsWith("//", StringComparison.Ordinal)
            && !segments[0].Contains(':', StringComparison.Ordinal)
            && !segments.Any(segment => Uri.UnescapeDataString(segment) is ".." or ".");
    }
}
