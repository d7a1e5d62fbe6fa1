using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Values of a run as they are shown: short on links and in lists, at length where somebody looks closer.</summary>
internal static class ShortValue
{
    /// <summary>Longest text on a link.</summary>
    public const int OnLink = 36;

    private const int LongestFull = 2_000;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        // Shown as text, never as markup: "ü" may stay what it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line, such as <c>{ number: 1003, status: on-hold … }</c>.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="longest">Where it is cut.</param>
    public static string Of(JsonElement value, int longest)
    {
        var text = new StringBuilder();
        Write(text, value, longest + 1);
        return Cut(text.ToString(), longest);
    }

    /// <summary>Several lines, for a closer look.</summary>
    public static string AtLength(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, Readable); // a string token always has one

    /// <summary>As JSON that can be edited.</summary>
    public static string AsJson(JsonElement value) => JsonSerializer.Serialize(value, Readable);

    /// <summary>At length, but no longer than a hint may be.</summary>
    public static string AsHint(JsonElement value) => Cut(AtLength(value), LongestFull);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : $"{text[..(longest - 1)].TrimEnd(' ', ',')}…";

    // Stops as soon as there is more than anybody sees: outputs may have many kilobytes.
    private static void Write(StringBuilder text, JsonElement value, int longest)
    {
        if (text.Length > longest)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append("{ ");
                foreach (var (member, index) in value.EnumerateObject().Select((m, i) => (m, i)).TakeWhile(_ => text.Length <= longest))
                {
                    text.Append(index > 0 ? ", " : "").Append(member.Name).Append(": ");
                    Write(text, member.Value, longest);
                }

                text.Append(" }");
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (item, index) in value.EnumerateArray().Select((m, i) => (m, i)).TakeWhile(_ => text.Length <= longest))
                {
                    text.Append(index > 0 ? ", " : "");
                    Write(text, item, longest);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(value.GetString()!.ReplaceLineEndings(" ")); // a string token always has one
                break;
            case JsonValueKind.Undefined:
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
