using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;

namespace Connectors.Woo;

/// <summary>Values on their way between a flow and a shop.</summary>
internal static class WooValue
{
    /// <summary>Vendor answers up to this size are passed on whole; larger ones lose what no chat needs. Unit: characters.</summary>
    internal const int WholeUpTo = 128 * 1024;

    /// <summary>Members that are large in real shops and useless in a conversation.</summary>
    private static readonly string[] Bulky =
    [
        "meta_data",
        "_links",
        "description",
        "price_html",
        "images",
        "attributes",
        "default_attributes",
        "related_ids",
        "taxes",
        "tax_lines",
        "downloads",
        "yoast_head",
        "yoast_head_json",
    ];

    /// <summary>Reads the number of an order or product as a visitor or an expression gives it: 1001, "1001", "#1001".</summary>
    /// <param name="value">The value.</param>
    /// <param name="id">Its digits.</param>
    /// <returns>False when it cannot be a number of the shop, so that there is no need to ask.</returns>
    public static bool TryReadId(JsonElement value, out string id)
    {
        id = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim().TrimStart('#').Trim(), // a string element has a string
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return id.Length is > 0 and <= 18 && id.All(char.IsAsciiDigit);
    }

    /// <summary>Makes a vendor's value fit for variables and outputs.</summary>
    /// <param name="value">Object or array of the shop.</param>
    /// <returns>The value itself, or a copy without bulky members when it is huge.</returns>
    public static JsonElement Trim(JsonElement value)
    {
        if (value.GetRawText().Length <= WholeUpTo)
        {
            return value;
        }

        var copy = JsonSerializer.SerializeToNode(value);
        Strip(copy);
        return JsonSerializer.SerializeToElement(copy);
    }

    /// <summary>Reads an id of a setting.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="setting">Name of the setting.</param>
    /// <returns>Its digits; null when the setting is absent or cannot be one.</returns>
    public static string? Id(OperationCall call, string setting) => TryReadId(call.Value(setting), out var id) ? id : null;

    /// <summary>Reads a text setting.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="setting">Name of the setting.</param>
    /// <returns>The text without outer spaces; null when there is none.</returns>
    public static string? Filled(OperationCall call, string setting) => call.Text(setting)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Reads a number of an item.</summary>
    /// <param name="item">An order, product, …</param>
    /// <param name="name">Name of the member.</param>
    /// <returns>The number; null when there is none.</returns>
    public static long? Number(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Number && member.TryGetInt64(out var number)
            ? number
            : null;

    /// <summary>Reads a text member of an item.</summary>
    /// <param name="item">An order or product.</param>
    /// <param name="names">Names on the way to the member.</param>
    /// <returns>The text; null when there is none.</returns>
    public static string? Text(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (item.ValueKind is not JsonValueKind.Object || !item.TryGetProperty(name, out item))
            {
                return null;
            }
        }

        return item.ValueKind is JsonValueKind.String ? item.GetString() : null;
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Strip(item);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (var name in Bulky)
            {
                members.Remove(name);
            }

            foreach (var (_, member) in members)
            {
                Strip(member);
            }
        }
    }
}
