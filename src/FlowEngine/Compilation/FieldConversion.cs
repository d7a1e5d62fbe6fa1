using System.Globalization;
using System.Text.Json;

namespace FlowEngine.Compilation;

/// <summary>Reads the value of an expression as the type that a setting has, as a spreadsheet would.</summary>
internal static class FieldConversion
{
    internal static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web);

    public static bool IsEmpty(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>What templates and text settings show for a value.</summary>
    public static string ToText(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!, // a string token always has a string
            _ => value.GetRawText(),
        };

    /// <summary>What JavaScript holds for true.</summary>
    public static bool IsTruthy(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => false,
            JsonValueKind.String => !value.ValueEquals(""),
            JsonValueKind.Number => value.GetDouble() != 0,
            _ => true,
        };

    public static string Describe(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => "a list",
            JsonValueKind.Object => "an object",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            _ => "yes or no",
        };

    internal static bool TryText(JsonElement value, out string text)
    {
        text = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "" : ToText(value);
        return value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
    }

    internal static bool TryBoolean(JsonElement value, out bool result)
    {
        result = value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true"));
        return result
            || value.ValueKind == JsonValueKind.False
            || (value.ValueKind == JsonValueKind.String && value.ValueEquals("false"));
    }

    internal static bool TryNumber(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out number),
            JsonValueKind.String => decimal.TryParse(
                value.GetString(),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out number
            ),
            _ => false,
        };
    }

    internal static bool TryTexts(JsonElement value, out IReadOnlyList<string> texts)
    {
        var list = new List<string>();
        texts = list;
        if (value.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var item in value.EnumerateArray())
        {
            if (!TryText(item, out var text))
            {
                return false;
            }

            list.Add(text);
        }

        return true;
    }
}

/// <summary>Conversion to one type, chosen once.</summary>
internal static class FieldConversion<T>
{
    private static readonly Converter Convert = Choose();

    private delegate bool Converter(JsonElement value, out T result);

    /// <summary>What fits, for a message.</summary>
    public static string Wanted { get; } = Describe(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));

    public static bool TryConvert(JsonElement value, out T result) => Convert(value, out result);

    private static string Describe(Type type) =>
        type == typeof(string) ? "give a text"
        : type == typeof(Uri) ? "give an address"
        : type == typeof(bool) ? "give yes or no"
        : type == typeof(int) || type == typeof(long) ? "give a whole number"
        : type == typeof(double) || type == typeof(decimal) ? "give a number"
        : type == typeof(IReadOnlyList<string>) ? "give a list of texts"
        : "give a value of the right kind";

    private static Converter Choose()
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (type == typeof(string))
        {
            return Of<string>(FieldConversion.TryText);
        }

        if (type == typeof(JsonElement))
        {
            return Of((JsonElement value, out JsonElement result) =>
            {
                result = value;
                return true;
            });
        }

        if (type == typeof(bool))
        {
            return Of<bool>(FieldConversion.TryBoolean);
        }

        if (type == typeof(int))
        {
            return Of((JsonElement value, out int result) =>
            {
                var fits = FieldConversion.TryNumber(value, out var number)
                    && number == decimal.Truncate(number)
                    && number is >= int.MinValue and <= int.MaxValue;
                result = fits ? (int)number : 0;
                return fits;
            });
        }

        if (type == typeof(long))
        {
            return Of((JsonElement value, out long result) =>
            {
                var fits = FieldConversion.TryNumber(value, out var number)
                    && number == decimal.Truncate(number)
                    && number is >= long.MinValue and <= long.MaxValue;
                result = fits ? (long)number : 0;
                return fits;
            });
        }

        if (type == typeof(decimal))
        {
            return Of<decimal>(FieldConversion.TryNumber);
        }

        if (type == typeof(double))
        {
            return Of((JsonElement value, out double result) =>
            {
                var fits = FieldConversion.TryNumber(value, out var number);
                result = (double)number;
                return fits;
            });
        }

        if (type == typeof(Uri))
        {
            return Of((JsonElement value, out Uri result) =>
            {
                var fits = Uri.TryCreate(FieldConversion.ToText(value), UriKind.RelativeOrAbsolute, out var uri);
                result = uri!; // only read when it fits
                return fits;
            });
        }

        return type == typeof(IReadOnlyList<string>) ? Of<IReadOnlyList<string>>(FieldConversion.TryTexts) : Deserialize;
    }

    /// <summary>Adapts a converter of the bare type to the setting's own type, which may be its nullable form.</summary>
    private static Converter Of<TBare>(Bare<TBare> bare)
    {
        if (bare is Delegate same && typeof(T) == typeof(TBare))
        {
            return same.Target is null
                ? same.Method.CreateDelegate<Converter>()
                : same.Method.CreateDelegate<Converter>(same.Target);
        }

        return (JsonElement value, out T result) =>
        {
            var fits = bare(value, out var converted);
            result = fits ? (T)(object)converted! : default!; // a nullable of TBare, only read when it fits
            return fits;
        };
    }

    private static bool Deserialize(JsonElement value, out T result)
    {
        try
        {
            var converted = value.Deserialize<T>(FieldConversion.Lenient);
            result = converted!; // only read when it fits
            return converted is not null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            result = default!; // only read when it fits
            return false;
        }
    }

    private delegate bool Bare<TBare>(JsonElement value, out TBare result);
}
