using System.Text;
using System.Text.Json;

namespace Connectors.OpenApi.Calling;

/// <summary>A file in a setting: a text, or <c>{ name, contentType, base64 }</c>.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record FileValue(string Name, string MediaType, byte[] Bytes)
{
    private const string UsualName = "file";

    /// <summary>True when a value is a file by its members.</summary>
    public static bool IsFile(JsonElement value) => value.ValueKind == JsonValueKind.Object && Text(value, "base64") is not null;

    /// <summary>Reads a file.</summary>
    /// <param name="field">The setting, for messages.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="BadSettingException">It is no file.</exception>
    public static FileValue Read(string field, JsonElement value)
    {
        if (!IsFile(value))
        {
            return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? throw new BadSettingException(field, "is a file: give a text, or { name, contentType, base64 }.")
                : new FileValue(UsualName, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(Styles.Plain(value)));
        }

        try
        {
            return new FileValue(
                // Quotes and line breaks would end the header that the name stands in.
                string.Concat((Text(value, "name") ?? UsualName).Where(c => !char.IsControl(c) && c is not '"')),
                Text(value, "contentType") ?? "application/octet-stream",
                Convert.FromBase64String(Text(value, "base64")!) // IsFile has seen it
            );
        }
        catch (FormatException)
        {
            throw new BadSettingException(field, "is a file whose content is no base64.");
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
