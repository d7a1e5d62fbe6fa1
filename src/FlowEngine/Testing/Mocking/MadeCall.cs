using System.Text;
using System.Text.Json;
using FlowEngine.Testing.Documents;

namespace FlowEngine.Testing.Mocking;

/// <summary>A request that a flow sent.</summary>
/// <param name="Connection">Name of the connection.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the connection's address, unescaped, with a slash in front.</param>
/// <param name="Query">Parameters by name, unescaped; the last of those that stand there twice.</param>
/// <param name="Body">Text of the body; empty for none.</param>
/// <param name="Json">The body read as JSON; undefined when it is none.</param>
internal sealed record MadeCall(
    string Connection,
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    string Body,
    JsonElement Json
)
{
    private const int ShownCharacters = 400;

    public static async Task<MadeCall> ReadAsync(string connection, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!; // HttpClient resolves it against the base address before it comes here
        var body = request.Content is null
            ? ""
            : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new MadeCall(
            connection,
            request.Method.Method,
            Uri.UnescapeDataString(address.AbsolutePath),
            ReadQuery(address.Query),
            body,
            ReadJson(body)
        );
    }

    /// <summary>Whether the request is as described.</summary>
    public bool Fits(RequestPattern pattern) =>
        (pattern.Connection is null || pattern.Connection == Connection)
        && (pattern.Method is null || pattern.Method == Method)
        && (pattern.Path is null || FitsPath(pattern.Path, Path))
        && pattern.Query.All(q => Query.TryGetValue(q.Key, out var value) && q.Value.Fits(value))
        && FitsBody(pattern.Body);

    /// <summary>The request in one line, for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Path}");
        if (Query.Count > 0)
        {
            text.Append('?').AppendJoin('&', Query.Select(q => $"{q.Key}={q.Value}"));
        }

        text.Append(" over ").Append(Connection);
        if (Body.Length > 0)
        {
            text.Append(" with ").Append(Body.Length <= ShownCharacters ? Body : string.Concat(Body.AsSpan(0, ShownCharacters), "…"));
        }

        return text.ToString();
    }

    private static bool FitsPath(string pattern, string path)
    {
        var parts = pattern.Split('*');
        if (parts is [var whole])
        {
            return path == whole;
        }

        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = path.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return path.Length - parts[^1].Length >= at && path.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private bool FitsBody(JsonElement pattern) =>
        pattern.ValueKind switch
        {
            JsonValueKind.Undefined => true,
            JsonValueKind.String => Body == pattern.GetString() || JsonElement.DeepEquals(pattern, Json),
            _ => Json.ValueKind != JsonValueKind.Undefined && JsonMatch.Fits(pattern, Json),
        };

    private static Dictionary<string, string> ReadQuery(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var left, var right] ? (left, right) : (part, "");
            parameters[Plain(name)] = Plain(value);
        }

        return parameters;
    }

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static JsonElement ReadJson(string body)
    {
        if (body.Length == 0)
        {
            return default;
        }

        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return default; // a form or a text; it is compared as it is
        }
    }
}
