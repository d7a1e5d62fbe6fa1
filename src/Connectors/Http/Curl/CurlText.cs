using System.Net;
using System.Text.Json.Nodes;

namespace Connectors.Http.Curl;

/// <summary>Texts of a command as texts of a flow.</summary>
internal static class CurlText
{
    /// <summary>Makes a text stand for itself, whatever it starts with or holds.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text as a setting that takes expressions and templates holds it.</returns>
    public static string Literal(string text)
    {
        var braces = text.Replace("{{", "\\{{", StringComparison.Ordinal);
        return braces.StartsWith('=') || braces.StartsWith("'=", StringComparison.Ordinal) ? $"'{braces}" : braces;
    }

    /// <summary>The same for every text inside of a value.</summary>
    /// <param name="node">Any value.</param>
    /// <returns>The value with its texts made literal.</returns>
    public static JsonNode? Literal(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Literal(m.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Literal)]),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Literal(text)),
            { } other => other.DeepClone(),
            _ => null,
        };

    /// <summary>Reads a pair of a form or query.</summary>
    /// <param name="pair">For example <c>q=a%20b</c>.</param>
    /// <returns>Name and value, decoded.</returns>
    public static (string Name, string Value) Pair(string pair)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (WebUtility.UrlDecode(pair), "") : (WebUtility.UrlDecode(pair[..at]), WebUtility.UrlDecode(pair[(at + 1)..]));
    }

    /// <summary>Adds a value to an object; a name that is there already gets a list.</summary>
    /// <param name="values">The object.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public static void Add(JsonObject values, string name, string value)
    {
        switch (values[name])
        {
            case null:
                values[name] = Literal(value);
                break;
            case JsonArray list:
                list.Add(Literal(value));
                break;
            case { } first:
                values[name] = new JsonArray(first.DeepClone(), JsonValue.Create(Literal(value)));
                break;
        }
    }
}
