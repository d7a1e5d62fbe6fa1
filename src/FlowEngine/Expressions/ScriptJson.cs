using System.Text.Json;
using FlowEngine.Expressions.Builtins;

namespace FlowEngine.Expressions;

/// <summary>Writes values as <c>JSON.stringify</c> does: no blanks, JavaScript's numbers and escapes.</summary>
public static class ScriptJson
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>JSON text; <c>undefined</c> for the undefined value.</returns>
    public static string Write(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return "undefined";
        }

        var text = new QuotedText();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(QuotedText text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, value);
                break;
            case JsonValueKind.Array:
                AppendArray(text, value);
                break;
            case JsonValueKind.String:
                text.AppendQuoted(JsonText.Read(value));
                break;
            case JsonValueKind.Number:
                text.Append(double.IsFinite(value.GetDouble()) ? NumberText.Of(value.GetDouble()) : "null");
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendObject(QuotedText text, JsonElement value)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var member in value.EnumerateObject())
        {
            text.Append(isFirst ? string.Empty : ",");
            text.AppendQuoted(JsonText.ReadName(member));
            text.Append(':');
            Append(text, member.Value);
            isFirst = false;
        }

        text.Append('}');
    }

    private static void AppendArray(QuotedText text, JsonElement value)
    {
        text.Append('[');
        var isFirst = true;
        foreach (var item in value.EnumerateArray())
        {
            text.Append(isFirst ? string.Empty : ",");
            Append(text, item);
            isFirst = false;
        }

        text.Append(']');
    }
}
