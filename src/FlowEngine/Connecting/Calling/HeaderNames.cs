using System.Buffers;

namespace FlowEngine.Connecting.Calling;

/// <summary>Names of HTTP headers.</summary>
public static class HeaderNames
{
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    /// <summary>True for a token (RFC 9110 §5.6.2).</summary>
    /// <param name="name">A name.</param>
    /// <returns>Whether a request can have this header.</returns>
    public static bool IsValid(string name) => name.Length is > 0 and <= 100 && !name.AsSpan().ContainsAnyExcept(Characters);
}
