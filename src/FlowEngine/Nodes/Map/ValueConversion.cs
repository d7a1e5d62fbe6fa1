using System.Globalization;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.Map;

/// <summary>Makes values of one type of values of another, where that is without doubt.</summary>
internal static class ValueConversion
{
    public static bool TryConvert(JsonElement value, string type, TimeZoneInfo zone, out JsonElement converted)
    {
        converted = value;
        switch (type)
        {
            case "text":
                converted = value.ValueKind == JsonValueKind.String ? value : JsonSerializer.SerializeToElement(ValueComparison.TextOf(value));
                return ValueComparison.IsPlain(value);
            case "number":
                return TryNumber(value, out converted);
            case "integer":
                return TryNumber(value, out converted) && double.IsInteger(converted.GetDouble());
            case "boolean":
                return TryBoolean(value, out converted);
            case "date":
                return TryDate(value, zone, d => TimeZoneInfo.ConvertTime(d, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out converted);
            case "dateTime":
                return TryDate(value, zone, d => d.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), out converted);
            case "list":
                converted = value.ValueKind == JsonValueKind.Array ? value : JsonSerializer.SerializeToElement(new[] { value });
                return true;
            default:
                return true;
        }
    }

    private static bool TryNumber(JsonElement value, out JsonElement converted)
    {
        converted = value;
        if (value.ValueKind == JsonValueKind.Number)
        {
            return true;
        }

        if (!ValueComparison.TryNumber(value, out var number))
        {
            return false;
        }

        converted = FieldConversion.TryNumber(value, out var exact) ? JsonSerializer.SerializeToElement(exact) : JsonSerializer.SerializeToElement(number);
        return true;
    }

    private static bool TryBoolean(JsonElement value, out JsonElement converted)
    {
        bool? result = ValueComparison.IsPlain(value)
            ? ValueComparison.TextOf(value).Trim().ToUpperInvariant() switch
            {
                "TRUE" or "YES" or "1" => true,
                "FALSE" or "NO" or "0" => false,
                _ => null,
            }
            : null;
        converted = JsonSerializer.SerializeToElement(result);
        return result is not null;
    }

    private static bool TryDate(JsonElement value, TimeZoneInfo zone, Func<DateTimeOffset, string> write, out JsonElement converted)
    {
        var isDate = IsoDates.TryRead(value, zone, out var date);
        converted = isDate ? JsonSerializer.SerializeToElement(write(date)) : default;
        return isDate;
    }
}
