using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Dates for people: the patterns of a language, with the parts that the options ask for.</summary>
internal static partial class DateLocaleText
{
    /// <summary>A time in words.</summary>
    /// <param name="realm">Where the script runs.</param>
    /// <param name="time">Time value.</param>
    /// <param name="arguments">A language and options, both may be missing.</param>
    /// <param name="expected">What is shown when no part of it is asked for: without an hour a date is still a date.</param>
    /// <param name="shown">What is shown then; as expected when null.</param>
    public static string Of(Realm realm, double time, JsValue[] arguments, DateLocaleParts expected, DateLocaleParts? shown = null)
    {
        var culture = realm.CultureOf(arguments.At(0));
        var options = DateLocaleOptions.Of(realm, arguments.At(1), culture, expected, shown ?? expected);
        var local = DateMath.ToDateTime(DateMath.ToLocal(time, options.Zone), DateTimeKind.Unspecified);
        string[] parts =
        [
            .. options.HasDate ? [Shown(DatePattern(culture, options))] : Array.Empty<string>(),
            .. options.HasTime ? [Shown(TimePattern(culture, options))] : Array.Empty<string>(),
        ];
        return string.Join(Between(culture, options), parts);

        // One letter alone would be a standard format. ICU puts a narrow no-break space before AM and PM; scripts compare with
        // an ordinary one.
        string Shown(string pattern) => local.ToString(pattern.Length == 1 ? $"%{pattern}" : pattern, culture).Replace('\u202f', ' ');
    }

    private static string Between(CultureInfo culture, DateLocaleOptions options) =>
        (options.Month, culture.TwoLetterISOLanguageName) switch
        {
            ("long", "en") => " at ",
            ("long", "de") => " um ",
            _ => ", ",
        };

    private static string DatePattern(CultureInfo culture, DateLocaleOptions options)
    {
        var pattern = options.IsInWords ? culture.DateTimeFormat.LongDatePattern : culture.DateTimeFormat.ShortDatePattern;
        var tokens = Token().Matches(pattern).Select(m => m.Value).ToList();
        var isGerman = culture.TwoLetterISOLanguageName == "de";
        var kept = Keep(tokens, options, isGerman);
        var hasWeekday = kept.Contains("dddd", StringComparison.Ordinal);
        var text = options.Weekday is null || hasWeekday ? kept : kept.Length == 0 ? "dddd" : $"dddd, {kept}";
        var isAlone = text.Length == 4;
        return options.Weekday is null or "long" ? text : text.Replace("dddd", isGerman && !isAlone ? "ddd'.'" : "ddd", StringComparison.Ordinal);
    }

    /// <summary>The pattern with the parts that are asked for, and the marks between two of them.</summary>
    private static string Keep(List<string> tokens, DateLocaleOptions options, bool isGerman)
    {
        var result = new StringBuilder();
        var mark = "";
        var isDropped = false;
        foreach (var token in tokens)
        {
            if (!char.IsAsciiLetter(token[0]) || token[0] is not ('d' or 'M' or 'y'))
            {
                mark = isDropped ? mark : token;
                continue;
            }

            if (PartOf(token, options, isGerman) is { } part)
            {
                // "January 5, 2024" without the day is "January 2024".
                result.Append(result.Length == 0 ? "" : isDropped && options.IsInWords ? " " : mark).Append(part);
                (mark, isDropped) = ("", false);
            }
            else
            {
                isDropped = result.Length > 0;
            }
        }

        // Germans write the point also behind the last part: 31.12.
        return isGerman && !options.IsInWords && options.Year is null && options.Day is not null && options.Month is not null ? $"{result}." : result.ToString();
    }

    private static string? PartOf(string token, DateLocaleOptions options, bool isGerman) =>
        (token[0], token.Length) switch
        {
            ('d', > 2) => options.Weekday is null ? null : "dddd",
            ('d', _) => options.Day is null ? null : Numbers(options.Day, token, isGerman),
            ('M', _) => options.Month switch
            {
                null => null,
                "long" => "MMMM",
                "short" => "MMM",
                "narrow" => "MMM",
                _ => Numbers(options.Month, token.Length > 2 ? "M" : token, isGerman),
            },
            _ => options.Year is null ? null : options.Year == "2-digit" ? "yy" : "yyyy",
        };

    // .NET pads German dates, browsers and Node do not.
    private static string Numbers(string width, string token, bool isGerman) =>
        width == "2-digit" ? $"{token[0]}{token[0]}"
        : isGerman ? token[..1]
        : token;

    private static string TimePattern(CultureInfo culture, DateLocaleOptions options)
    {
        var isHalf = options.IsHalfDay ?? culture.DateTimeFormat.LongTimePattern.Contains('t', StringComparison.Ordinal);
        var isAlone = options.Minute is null && options.Second is null;
        var hour = options.Hour switch
        {
            null => null,
            "2-digit" => isHalf ? "hh" : "HH",
            _ => isHalf ? "h" : "HH",
        };
        string?[] parts = [hour, options.Minute is null ? null : hour is null && options.Second is null ? "m" : "mm", options.Second is null ? null : hour is null && options.Minute is null ? "s" : "ss"];
        var text = string.Join(':', parts.Where(p => p is not null));
        return hour is null ? text
            : isHalf ? $"{text} tt"
            : isAlone && culture.TwoLetterISOLanguageName == "de" ? $"{text} 'Uhr'"
            : text;
    }

    [GeneratedRegex(@"d+|M+|y+|'[^']*'|[^dMy']+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
