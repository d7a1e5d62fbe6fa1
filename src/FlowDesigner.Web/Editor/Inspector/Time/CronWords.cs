using System.Globalization;

namespace FlowDesigner.Web.Editor.Inspector.Time;

/// <summary>Says in words what a cron notation means, such as <c>0 9 * * MON-FRI</c>: "At 09:00, Monday to Friday".</summary>
internal static class CronWords
{
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Numbers = ["", "first", "second", "third", "fourth", "fifth"];

    /// <summary>The sentence.</summary>
    /// <param name="cron">A notation that can be read.</param>
    /// <returns>The sentence; empty when there are not five or six parts.</returns>
    public static string Of(string cron)
    {
        var parts = Long(cron.Trim()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ({ Length: 5 } or { Length: 6 }))
        {
            return "";
        }

        var at = parts.Length - 5;
        var (time, isFixed) = TimeOf(parts[at], parts[at + 1]);
        var seconds = at == 1 && parts[0] != "0" ? $" and {ListOf(parts[0], p => p)} seconds" : "";
        var days = DaysOf(parts[at + 2], parts[at + 4]);
        var month = parts[at + 3] is "*" or "?" ? "" : $" in {ListOf(parts[at + 3], MonthOf)}";
        return $"{time}{seconds}{(days.Length > 0 ? $", {days}" : isFixed ? ", every day" : "")}{month}";
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

    private static (string Words, bool IsFixed) TimeOf(string minute, string hour)
    {
        if (IsNumber(minute) && hour.Split(',').All(IsNumber))
        {
            return ($"At {ListOf(hour, h => $"{Two(h)}:{Two(minute)}")}", true);
        }

        var hours = HoursOf(hour);
        if (minute is "*" or "*/1")
        {
            return ($"Every minute{hours}", false);
        }

        if (minute.StartsWith("*/", StringComparison.Ordinal))
        {
            return ($"Every {minute[2..]} minutes{hours}", false);
        }

        if (IsNumber(minute) && (hour is "*" || hour.StartsWith("*/", StringComparison.Ordinal)))
        {
            var every = hour is "*" or "*/1" ? "Every hour" : $"Every {hour[2..]} hours";
            return ($"{every}, {(minute is "0" or "00" ? "on the hour" : $"{minute} minutes past")}", false);
        }

        return ($"{(minute is "0" or "00" ? "Every hour on the hour" : $"At {ListOf(minute, m => m)} minutes past the hour")}{hours}", false);
    }

    private static string HoursOf(string hour) =>
        hour switch
        {
            "*" => "",
            _ when hour.Split('-') is [var from, var to] && IsNumber(from) && IsNumber(to) => $" from {Two(from)}:00 to {Two(to)}:59",
            _ when hour.StartsWith("*/", StringComparison.Ordinal) => $" of every {hour[2..]} hours",
            _ => $" in the hours {ListOf(hour, h => h)}",
        };

    private static string DaysOf(string ofMonth, string ofWeek)
    {
        var month = ofMonth is "*" or "?" ? "" : $"on {ListOf(ofMonth, DayOfMonth)} of the month";
        var week = ofWeek is "*" or "?" ? "" : ListOf(ofWeek, DayOfWeek);
        return month.Length > 0 && week.Length > 0 ? $"{month}, or {week}" : month + week;
    }

    private static string DayOfMonth(string day) =>
        day.ToUpperInvariant() switch
        {
            "L" => "the last day",
            ['L', '-', .. var before] => $"{before} days before the last day",
            ['*', '/', .. var step] => $"every {step} days",
            var number => $"day {number}",
        };

    private static string DayOfWeek(string day) =>
        day.Split('#') is [var name, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 6
            ? $"the {Numbers[n]} {DayName(name)} of the month"
        : day is [.. { Length: > 0 } last, 'L' or 'l'] ? $"the last {DayName(last)} of the month"
        : DayName(day);

    private static string DayName(string day) =>
        int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 7
            ? Days[number]
            : Days.FirstOrDefault(d => d.StartsWith(day, StringComparison.OrdinalIgnoreCase)) ?? day;

    private static string MonthOf(string month) =>
        int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12
            ? Months[number - 1]
            : Months.FirstOrDefault(m => m.StartsWith(month, StringComparison.OrdinalIgnoreCase)) ?? month;

    // "1,3-5" as "Monday and Wednesday to Friday".
    private static string ListOf(string field, Func<string, string> word)
    {
        var items = field.Split(',').Select(i => !i.StartsWith("L-", StringComparison.OrdinalIgnoreCase) && i.Split('-') is [var from, var to] ? $"{word(from)} to {word(to)}" : word(i)).ToList();
        return items is [var one] ? one : $"{string.Join(", ", items[..^1])} and {items[^1]}";
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static string Two(string number) => number.PadLeft(2, '0');
}
