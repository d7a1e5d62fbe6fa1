using System.Net;
using System.Text.Json;

namespace FlowEngine.Expressions.Templates;

/// <summary>Values as text that people and other systems read.</summary>
public static class ValueText
{
    /// <summary>Text of a value: null and undefined are empty, numbers have no culture, objects and lists are JSON.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>Its text.</returns>
    public static string Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => string.Empty,
            JsonValueKind.String => JsonText.Read(value),
            _ => ScriptJson.Write(value),
        };

    /// <summary>Encodes a text for where it goes.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="encoding">Where it goes.</param>
    /// <returns>The encoded text.</returns>
    public static string Encode(string text, TextEncoding encoding) =>
        encoding switch
        {
            TextEncoding.Url => Uri.EscapeDataString(text),
            TextEncoding.Html => WebUtility.HtmlEncode(text),
            TextEncoding.MailHeader => string.Create(
                text.Length,
                text,
                static (target, source) =>
                {
                    for (var i = 0; i < target.Length; i++)
                    {
                        // Line and paragraph separators break lines for some mail programs, too.
                        target[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
                    }
                }
            ),
            _ => text,
        };
}
