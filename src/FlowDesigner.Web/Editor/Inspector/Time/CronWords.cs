using System.Globalization;
using FlowDesigner.Web.Wording;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Inspector.Time;

/// <summary>Says in words what a cron notation means, such as <c>0 9 * * MON-FRI</c>: "At 09:00, Monday to Friday".</summary>
internal sealed class CronWords
{
    private static readonly string[] Days = [TextKey.Of("Sunday"), TextKey.Of("Monday"), TextKey.Of("Tuesday"), TextKey.Of("Wednesday"), TextKey.Of("Thursday"), TextKey.Of("Friday"), TextKey.Of("Saturday"), "Sunday"];
    private static readonly string[] Months =
        [
            TextKey.Of("January"), TextKey.Of("February"), TextKey.Of("March"), TextKey.Of("April"), TextKey.Of("May"), TextKey.Of("June"),
            TextKey.Of("July"), TextKey.Of("August"), TextKey.Of("September"), TextKey.Of("October"), TextKey.Of("November"), TextKey.Of("December"),
        ];

    private static readonly string[] Numbers = ["", TextKey.Of("first"), TextKey.Of("second"), TextKey.Of("third"), TextKey.Of("fourth"), TextKey.Of("fifth")];

    private readonly IStringLocalizer<EditorText> _text;

    private CronWords(IStringLocalizer<EditorText> text) => _text = text;

    /// <summary>The sentence.</summary>
    /// <param name="cron">A notation that can be read.</param>
    /// <param name="text">Texts of the editor.</param>
    /// <returns>The sentence; empty when there are not five or six parts.</returns>
    public static string Of(string cron, IStringLocalizer<EditorText> text) => new CronWords(text).Say(cron);

    private string Say(string cron)
    {
        var parts = Long(cron.Trim()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ({ Length: 5 } or { Length: 6 }))
        {
            return "";
        }

        var at = parts.Length - 5;
        var (time, isFixed) = TimeOf(parts[at], parts[at + 1]);
        var seconds = at == 1 && parts[0] != "0" ? $" {_text["and {0} seconds", ListOf(parts[0], p => p)]}" : "";
        var days = DaysOf(parts[at + 2], parts[at + 4]);
        var month = parts[at + 3] is "*" or "?" ? "" : $" {_text["in {0}", ListOf(parts[at + 3], MonthOf)]}";
        return $"{time}{seconds}{(days.Length > 0 ? $", {days}" : isFixed ? $", {_text["every day"]}" : "")}{month}";
    }

    private static string Long(string cron) =>
        cron.ToUpperInvariant() switch
        {
            "@HOURLY" => "0 * * * *",
            "@DAILY" => "0 0 * * *",
            "@WEEKLY" => "0 0 * * 0",
            "@MONTHLY" => "0 0 1 * *",
            "@YEARLY" => "0 0 1 1 *",
            _ => cron,
        };

    private (string Words, bool IsFixed) TimeOf(string minute, string hour)
    {
        if (IsNumber(minute) && hour.Split(',').All(IsNumber))
        {
            return (_text["At {0}", ListOf(hour, h => $"{Two(h)}:{Two(minute)}")], true);
        }

        var hours = HoursOf(hour);
        if (minute is "*" or "*/1")
        {
            return ($"{_text["Every minute"]}{hours}", false);
        }

        if (minute.StartsWith("*/", StringComparison.Ordinal))
        {
            return ($"{_text["Every {0} minutes", minute[2..]]}{hours}", false);
        }

        if (IsNumber(minute) && (hour is "*" || hour.StartsWith("*/", StringComparison.Ordinal)))
        {
            string every = hour is "*" or "*/1" ? _text["Every hour"] : _text["Every {0} hours", hour[2..]];
            return ($"{every}, {(minute is "0" or "00" ? _text["on the hour"] : _text["{0} minutes past", minute])}", false);
        }

        return ($"{(minute is "0" or "00" ? _text["Every hour on the hour"] : _text["At {0} minutes past the hour", ListOf(minute, m => m)])}{hours}", false);
    }

    private string HoursOf(string hour) =>
        hour switch
        {
            "*" => "",
            _ when hour.Split('-') is [var from, var to] && IsNumber(from) && IsNumber(to) => $" {_text["from {0}:00 to {1}:59", Two(from), Two(to)]}",
            _ when hour.StartsWith("*/", StringComparison.Ordinal) => $" {_text["of every {0} hours", hour[2..]]}",
            _ => $" {_text["in the hours {0}", ListOf(hour, h => h)]}",
        };

    private string DaysOf(string ofMonth, string ofWeek)
    {
        var month = ofMonth is "*" or "?" ? "" : _text["on {0} of the month", ListOf(ofMonth, DayOfMonth)].Value;
        var week = ofWeek is "*" or "?" ? "" : ListOf(ofWeek, DayOfWeek);
        return month.Length > 0 && week.Length > 0 ? _text["{0}, or {1}", month, week] : month + week;
    }

    private string DayOfMonth(string day) =>
        day.ToUpperInvariant() switch
        {
            "L" => _text["the last day"],
            ['L', '-', .. var before] => _text["{0} days before the last day", before],
            ['*', '/', .. var step] => _text["every {0} days", step],
            var number => _text["day {0}", number],
        };

    private string DayOfWeek(string day) =>
        day.Split('#') is [var name, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 6
            ? _text["the {0} {1} of the month", _text[Numbers[n]], DayName(name)]
        : day is [.. { Length: > 0 } last, 'L' or 'l'] ? _text["the last {0} of the month", DayName(last)]
        : DayName(day);

    private string DayName(string day) =>
        int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 7
            ? _text[Days[number]]
            : Days.FirstOrDefault(d => d.StartsWith(day, StringComparison.OrdinalIgnoreCase)) is { } known ? _text[known] : day;

    private string MonthOf(string month) =>
        int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12
            ? _text[Months[number - 1]]
            : Months.FirstOrDefault(m => m.StartsWith(month, StringComparison.OrdinalIgnoreCase)) is { } known ? _text[known] : month;

    // "1,3-5" as "Monday and Wednesday to Friday".
    private string ListOf(string field, Func<string, string> word)
    {
        var items = field.Split(',').Select(i => !i.StartsWith("L-", StringComparison.OrdinalIgnoreCase) && i.Split('-') is [var from, var to] ? _text["{0} to {1}", word(from), word(to)].Value : word(i)).ToList();
        return items is [var one] ? one : _text["{0} and {1}", string.Join(", ", items[..^1]), items[^1]];
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static string Two(string number) => number.PadLeft(2, '0');
}
