using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Any value on one line, as an analyst types it: 5, true, null, "5", [1] and { } mean the JSON value; anything else is text.</summary>
internal static class TypedValue
{
    /// <summary>What is shown for a value.</summary>
    public static string TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined => "",
            JsonValueKind.String when Literal(value.GetString() ?? "") is null && value.GetString() != "null" => value.GetString() ?? "",
            _ => value.GetRawText(),
        };

    /// <summary>The value of what was typed.</summary>
    public static JsonNode? Parse(string text) => text == "null" ? null : Literal(text) ?? JsonValue.Create(text);

    private static JsonNode? Literal(string text)
    {
        if (text.Length == 0 || (!char.IsAsciiDigit(text[0]) && text[0] is not ('"' or '-' or '[' or '{') && text is not ("true" or "false")))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null; // text such as "5 mugs"
        }
    }
}
