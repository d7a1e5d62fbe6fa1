using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;

namespace Connectors.HubSpot;

/// <summary>How a record is named in a path.</summary>
/// <param name="Value">Id or value of the property, not escaped.</param>
/// <param name="Property">Property with unique values; null when <paramref name="Value"/> is the id.</param>
internal sealed record HubSpotKey(string Value, string? Property)
{
    /// <summary>The key as a path segment, with its query parameter when there is one.</summary>
    /// <param name="type">Object type, for example <c>contacts</c>.</param>
    /// <param name="query">Further parameters, escaped; empty for none.</param>
    /// <returns>Path below the address.</returns>
    public string Path(string type, params IEnumerable<string> query)
    {
        var parameters = Property is null ? query : query.Append($"idProperty={Property}");
        var joined = string.Join('&', parameters);
        return $"crm/v3/objects/{type}/{Uri.EscapeDataString(Value)}{(joined.Length > 0 ? "?" : "")}{joined}";
    }

    /// <summary>Reads an id, or an e-mail address where one names a record.</summary>
    /// <param name="text">What a visitor or an expression gives; null for nothing.</param>
    /// <param name="emails">True when an e-mail address names the record too.</param>
    /// <returns>The key; null when it can be neither, so that there is no need to ask.</returns>
    public static HubSpotKey? Read(string? text, bool emails = false)
    {
        var key = text?.Trim() ?? "";
        return key.Length is > 0 and <= 20 && key.All(char.IsAsciiDigit) ? new HubSpotKey(key, null)
            : emails && key.Length <= 254 && key.IndexOf('@', StringComparison.Ordinal) > 0 && !key.Any(char.IsWhiteSpace) ? new HubSpotKey(key, "email")
            : null;
    }
}

/// <summary>Values on their way into properties, which are texts in HubSpot.</summary>
internal static class HubSpotValues
{
    /// <summary>Reads a text setting.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="name">Name of the setting.</param>
    /// <returns>The text without outer spaces; null when there is none.</returns>
    public static string? Filled(OperationCall call, string name) => call.Text(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Collects properties from the settings that have a field of their own and from the map of the others.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="common">Settings with the property that each fills.</param>
    /// <returns>Properties by name. What is absent or null is left out; an empty text in the map clears a property.</returns>
    public static JsonObject Properties(OperationCall call, IEnumerable<HubSpotProperty> common)
    {
        var properties = new JsonObject();
        foreach (var (field, property, _, _) in common)
        {
            if (Filled(call, field) is { } text)
            {
                properties[property] = text;
            }
        }

        if (call.Value("properties") is { ValueKind: JsonValueKind.Object } others)
        {
            foreach (var other in others.EnumerateObject().Where(o => o.Value.ValueKind is not JsonValueKind.Null))
            {
                properties[other.Name] = Plain(other.Value);
            }
        }

        return properties;
    }

    private static string Plain(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!, // a string element has a string
            // Several choices are one text with semicolons in HubSpot.
            JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(Plain)),
            _ => value.GetRawText(),
        };
}

/// <summary>A property that has a setting of its own.</summary>
/// <param name="Field">Name of the setting.</param>
/// <param name="Property">Name in HubSpot.</param>
/// <param name="Label">Label in the form.</param>
/// <param name="Help">One sentence of help.</param>
internal sealed record HubSpotProperty(string Field, string Property, string Label, string Help);
