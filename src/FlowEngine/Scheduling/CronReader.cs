using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FlowEngine.Scheduling;

/// <summary>Reads cron notation such as <c>0 9 * * MON-FRI</c>.</summary>
internal static class CronReader
{
    private const int LongestText = 200;

    private static readonly CronField Seconds = new("second", 0, 59, []);
    private static readonly CronField Minutes = new("minute", 0, 59, []);
    private static readonly CronField Hours = new("hour", 0, 23, []);
    private static readonly CronField DaysOfMonth = new("day of month", 1, 31, []);
    private static readonly CronField Months = new(
        "month",
        1,
        12,
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    );

    private static readonly CronField DaysOfWeek = new("day of week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    private static readonly Dictionary<string, string> Nicknames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
    };

    public static bool TryRead(
        string? text,
        [NotNullWhen(true)] out CronSchedule? schedule,
        [NotNullWhen(false)] out string? problem
    )
    {
        try
        {
            schedule = Read(text ?? "");
            problem = null;
            return true;
        }
        catch (FormatException e)
        {
            schedule = null;
            problem = e.Message;
            return false;
        }
    }

    private static CronSchedule Read(string text)
    {
        if (text.Length > LongestText)
        {
            throw new FormatException($"A schedule has at most {LongestText} characters.");
        }

        var notation = Nicknames.GetValueOrDefault(text.Trim(), text);
        var fields = notation.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields is not ({ Length: 5 } or { Length: 6 }))
        {
            throw new FormatException(
                $"A schedule has five fields (minute, hour, day of month, month, day of week), or six with seconds in front; this one has {fields.Length}."
            );
        }

        var at = fields.Length - 5;
        var days = new CronDays();
        ReadDaysOfMonth(fields[at + 2], days);
        ReadDaysOfWeek(fields[at + 4], days);
        var schedule = new CronSchedule(
            text,
            at == 0 ? 1 : Seconds.Read(fields[0]),
            Minutes.Read(fields[at]),
            Hours.Read(fields[at + 1]),
            Months.Read(fields[at + 3]),
            days
        );
        // A leap year begins the search, so that 29 February is found.
        return schedule.NextLocal(new DateTime(2000, 1, 1)) is null
            ? throw new FormatException("No day of the calendar fits this schedule. Change the day of month or the month.")
            : schedule;
    }

    private static void ReadDaysOfMonth(string field, CronDays days)
    {
        days.RestrictMonth = field is not ("*" or "?");
        foreach (var item in days.RestrictMonth ? field.Split(',') : [])
        {
            if (item.Equals("L", StringComparison.OrdinalIgnoreCase))
            {
                days.FromEnd |= 1;
            }
            else if (item.StartsWith("L-", StringComparison.OrdinalIgnoreCase))
            {
                days.FromEnd |= 1UL << Number(item[2..], 1, 30, "number of days before the last");
            }
            else
            {
                days.OfMonth |= DaysOfMonth.ReadItem(item);
            }
        }
    }

    private static void ReadDaysOfWeek(string field, CronDays days)
    {
        days.RestrictWeek = field is not ("*" or "?");
        foreach (var item in days.RestrictWeek ? field.Split(',') : [])
        {
            if (item.Split('#') is [var weekday, var number])
            {
                days.Numbered.Add((Weekday(weekday), Number(number, 1, 5, "number of a weekday in the month")));
            }
            else if (item.Length > 1 && item[^1] is 'L' or 'l')
            {
                days.Numbered.Add((Weekday(item[..^1]), 0));
            }
            else
            {
                var set = DaysOfWeek.ReadItem(item);
                // Sunday is 0 and 7.
                days.OfWeek |= set & 0x7F | set >> 7;
            }
        }
    }

    private static DayOfWeek Weekday(string text) => (DayOfWeek)(DaysOfWeek.ReadValue(text) % 7);

    private static int Number(string text, int least, int greatest, string what) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= greatest
            ? number
            : throw new FormatException($"\"{text}\" is no {what}. Give {least} to {greatest}.");
}
