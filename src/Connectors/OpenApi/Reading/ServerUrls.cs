using System.Text.RegularExpressions;

namespace Connectors.OpenApi.Reading;

/// <summary>Makes addresses of servers with variables.</summary>
internal static partial class ServerUrls
{
    /// <summary>The address with every variable at its default.</summary>
    /// <returns>An absolute http or https address; null when there is none.</returns>
    public static Uri? WithDefaults(ApiServer server) =>
        Make(server.Url, name => server.Variables.FirstOrDefault(v => v.Name == name)?.Default);

    /// <summary>The address with given values.</summary>
    /// <param name="url">Address with variables in braces.</param>
    /// <param name="valueOf">Value of a variable; null for none.</param>
    /// <returns>An absolute http or https address; null when a value is missing or it is none.</returns>
    public static Uri? Make(string url, Func<string, string?> valueOf)
    {
        var complete = true;
        var text = Variable().Replace(
            url.StartsWith("//", StringComparison.Ordinal) ? "https:" + url : url,
            match =>
            {
                var value = valueOf(match.Groups[1].Value);
                complete &= !string.IsNullOrWhiteSpace(value);
                return value ?? "";
            }
        );
        return complete
            && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", Fragment: "", Host.Length: > 0 }
            ? address
            : null;
    }

    /// <summary>Names of the variables, each once.</summary>
    public static IEnumerable<string> NamesIn(string url) =>
        Variable().Matches(url).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal);

    /// <summary>True when the address is whole but for variables: it names a scheme or a host.</summary>
    public static bool IsAbsolute(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || (url.StartsWith("//", StringComparison.Ordinal) && url.Length > 2)
        || (url.StartsWith('{') && url.Contains("://", StringComparison.Ordinal));

    [GeneratedRegex(@"\{([^{}]{1,100})\}")]
    private static partial Regex Variable();
}
