using System.Globalization;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Numbers for people: <c>toLocaleString(locale, { style, currency, minimumFractionDigits, maximumFractionDigits })</c>.</summary>
internal static class NumberLocaleText
{
    private const int MaxFraction = 20;

    public static string Of(Realm realm, double number, JsValue[] arguments)
    {
        var culture = realm.CultureOf(arguments.At(0));
        var options = arguments.At(1).TryCast<ObjectInstance>();
        var style = Text(options, "style") ?? "decimal";
        var isPercent = style == "percent";
        var currency = style == "currency" ? Text(options, "currency") ?? throw realm.TypeError("Currency code is required") : null;
        var (least, most) = currency is null ? (0, isPercent ? 0 : 3) : (2, 2);
        least = Digits(options, "minimumFractionDigits", least);
        most = Digits(options, "maximumFractionDigits", Math.Max(least, most));
        var value = Math.Abs(isPercent ? number * 100 : number);
        var format = $"#,##0.{new string('0', Math.Min(least, most))}{new string('#', Math.Max(0, most - least))}";
        var text =
            double.IsNaN(value) ? "NaN"
            : double.IsInfinity(value) ? "∞"
            : Rounded(value, format, culture);
        text = currency is null ? text : WithCurrency(text, currency, culture.NumberFormat.CurrencyPositivePattern);
        text = isPercent ? text + (culture.NumberFormat.PercentPositivePattern == 0 ? "\u00a0%" : "%") : text;
        return double.IsNegative(number) && !double.IsNaN(number) ? $"-{text}" : text;
    }

    // Of a double, fifteen digits are shown and then zeros; a decimal shows as many as tell the number from its neighbours.
    private static string Rounded(double value, string format, CultureInfo culture) =>
        value is >= 1e15 and < 7e28
            ? decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString(format, culture)
            : value.ToString(format, culture);

    private static string WithCurrency(string amount, string currency, int pattern)
    {
        var symbol = currency switch
        {
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            _ => currency,
        };
        var gap = symbol == currency ? "\u00a0" : string.Empty;
        return pattern switch
        {
            1 => $"{amount}{symbol}",
            3 => $"{amount}\u00a0{symbol}",
            _ => $"{symbol}{gap}{amount}",
        };
    }

    private static string? Text(ObjectInstance? options, string name) =>
        options?.Get(name) is { } value && !value.IsUndefined() ? Coerce.ToText(value) : null;

    private static int Digits(ObjectInstance? options, string name, int whenAbsent) =>
        options?.Get(name) is { } value && !value.IsUndefined()
            ? (int)Math.Clamp(Coerce.ToInteger(value), 0, MaxFraction)
            : whenAbsent;
}
