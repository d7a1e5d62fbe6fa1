using Microsoft.Extensions.Primitives;

namespace FlowRuntime.Gateway.Management;

/// <summary>Entity tags of RFC 9110 §8.8.3; ours are strong and opaque.</summary>
internal static class EntityTag
{
    public static string Quote(string tag) => $"\"{tag}\"";

    /// <summary>Whether one of the tags in the header is the current one; <c>*</c> matches anything that exists.</summary>
    public static bool Matches(StringValues header, string? current) =>
        current is not null
        && header
            .SelectMany(h => (h ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Any(tag => tag == "*" || Unquote(tag) == current);

    private static string Unquote(string tag)
    {
        var strong = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        return strong.Length >= 2 && strong[0] == '"' && strong[^1] == '"' ? strong[1..^1] : strong;
    }
}
