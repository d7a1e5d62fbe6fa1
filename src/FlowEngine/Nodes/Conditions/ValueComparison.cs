using System.Globalization;
using System.Text.Json;
using FlowEngine.Expressions.Templates;

namespace FlowEngine.Nodes.Conditions;

/// <summary>Compares values as an analyst means it: 5 and "5" are the same, "10" is more than "9", dates go by time.</summary>
internal static class ValueComparison
{
    private const int LongestNumber = 64;

    public static bool IsSet(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Nothing, a text of blanks, a list without items or an object without members.</summary>
    public static bool IsEmpty(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.String => string.IsNullOrWhiteSpace(TextOf(value)),
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => value.GetPropertyCount() == 0,
            _ => false,
        };

    /// <summary>A text, a number, or yes or no.</summary>
    public static bool IsPlain(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    public static string TextOf(JsonElement value) => ValueText.Of(value);

    /// <summary>
    /// Two texts are compared as texts ("01" is not "1"); a number or yes or no is also equal to a text that is written
    /// so; lists and objects are compared part by part.
    /// </summary>
    public static bool AreEqual(JsonElement left, JsonElement right, bool ignoreCase)
    {
        if (!IsSet(left) || !IsSet(right))
        {
            return !IsSet(left) && !IsSet(right);
        }

        if (left.ValueKind == JsonValueKind.String && right.ValueKind == JsonValueKind.String)
        {
            return ignoreCase
                ? TextOf(left).Equals(TextOf(right), StringComparison.OrdinalIgnoreCase)
                : TextOf(left).Equals(TextOf(right), StringComparison.Ordinal);
        }

        if (left.ValueKind == JsonValueKind.Number || right.ValueKind == JsonValueKind.Number)
        {
            return TryNumber(left, out var a) && TryNumber(right, out var b) && a.Equals(b);
        }

        if (IsBoolean(left) || IsBoolean(right))
        {
            return IsPlain(left) && IsPlain(right) && TextOf(left) == TextOf(right);
        }

        return JsonElement.DeepEquals(left, right);
    }

    /// <summary>Numbers, also as text, by size; dates by time; other texts by their characters.</summary>
    /// <returns>Below zero when left comes first; null when the two cannot be compared.</returns>
    public static int? Order(JsonElement left, JsonElement right, bool ignoreCase, TimeZoneInfo zone)
    {
        if (TryNumber(left, out var a) && TryNumber(right, out var b))
        {
            return a.CompareTo(b);
        }

        if (left.ValueKind != JsonValueKind.String || right.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        if (IsoDates.TryRead(left, zone, out var from) && IsoDates.TryRead(right, zone, out var to))
        {
            return from.CompareTo(to);
        }

        return string.Compare(TextOf(left), TextOf(right), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    /// <summary>Reads a number, or a text that is written as one, with a point and without separators.</summary>
    public static bool TryNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number) && double.IsFinite(number),
            JsonValueKind.String => TextOf(value) is { Length: > 0 and <= LongestNumber } text
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
                && double.IsFinite(number),
            _ => false,
        };
    }

    private static bool IsBoolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
