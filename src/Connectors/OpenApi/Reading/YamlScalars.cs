using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Connectors.OpenApi.Reading;

/// <summary>Types of YAML scalars by the core schema (YAML 1.2.2 §10.3.2), as JSON.</summary>
internal static partial class YamlScalars
{
    /// <summary>Writes a scalar.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="text">Its text.</param>
    /// <param name="isPlain">True when it stands without quotes.</param>
    public static void Write(Utf8JsonWriter writer, string text, bool isPlain)
    {
        switch (isPlain ? text : null)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                writer.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                writer.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                writer.WriteBooleanValue(false);
                break;
            // As it stands, so that a version 1.10 stays 1.10.
            case { } number when JsonNumber().IsMatch(number):
                writer.WriteRawValue(number, skipInputValidation: true);
                break;
            case { } number when OtherNumber().IsMatch(number) && double.TryParse(number, CultureInfo.InvariantCulture, out var value):
                writer.WriteNumberValue(value);
                break;
            default:
                writer.WriteStringValue(text);
                break;
        }
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?\z")]
    private static partial Regex JsonNumber();

    // Numbers with leading zeros stay text: they are codes, not amounts.
    [GeneratedRegex(@"\A[-+]?(\.[0-9]{1,30}|[1-9][0-9]{0,30}\.?)([eE][-+]?[0-9]{1,2})?\z")]
    private static partial Regex OtherNumber();
}
