using System.Globalization;

namespace FlowEngine.Tests.Scheduling;

/// <summary>A random schedule, written in cron notation and, apart from that, known as plain sets of numbers.</summary>
internal sealed record CronGuess(string Text, HashSet<int> Minutes, HashSet<int> Hours, HashSet<int>? Days, HashSet<int>? Weekdays)
{
    public static CronGuess Make(Random random)
    {
        var (minuteText, minutes) = Field(random, 0, 59);
        var (hourText, hours) = Field(random, 0, 23);
        var (dayText, days) = random.Next(2) == 0 ? ("*", null) : Field(random, 1, 31);
        var (weekdayText, weekdays) = random.Next(2) == 0 ? ("?", null) : Field(random, 0, 6);
        return new CronGuess(
            $"{minuteText} {hourText} {dayText} * {weekdayText}",
            minutes,
            hours,
            dayText == "*" ? null : days,
            weekdays
        );
    }

    /// <summary>Looks at every minute, as somebody with a wall clock would.</summary>
    public List<DateTimeOffset> Walk(DateTimeOffset after, TimeZoneInfo zone, int days)
    {
        var found = new List<DateTimeOffset>();
        var from = after.AddTicks(-(after.Ticks % TimeSpan.TicksPerMinute));
        // What the clock showed before the start may come again after it.
        var latest = DateTime.MinValue;
        for (var at = from.AddDays(-2); at < after.AddDays(days); at = at.AddMinutes(1))
        {
            var shown = TimeZoneInfo.ConvertTime(at, zone).DateTime;
            var isDue = false;
            // Every minute that the clock has newly passed, also those it jumped over.
            for (var m = latest == DateTime.MinValue ? shown : latest.AddMinutes(1); m <= shown; m = m.AddMinutes(1))
            {
                isDue |= Fits(m);
            }

            latest = shown > latest ? shown : latest;
            if (isDue && at > after)
            {
                found.Add(at);
            }
        }

        return found;
    }

    private bool Fits(DateTime time) =>
        Minutes.Contains(time.Minute)
        && Hours.Contains(time.Hour)
        && (
            (Days, Weekdays) switch
            {
                (null, null) => true,
                (not null, null) => Days.Contains(time.Day),
                (null, not null) => Weekdays.Contains((int)time.DayOfWeek),
                _ => Days.Contains(time.Day) || Weekdays.Contains((int)time.DayOfWeek),
            }
        );

    private static (string Text, HashSet<int> Numbers) Field(Random random, int least, int greatest)
    {
        var (from, to) = (random.Next(least, greatest + 1), random.Next(least, greatest + 1));
        (from, to) = from <= to ? (from, to) : (to, from);
        var step = random.Next(1, 5);
        return random.Next(5) switch
        {
            0 => (Write($"{from}"), [from]),
            1 => (Write($"{from}-{to}"), [.. Enumerable.Range(from, to - from + 1)]),
            2 => (Write($"{from}-{to}/{step}"), [.. Every(from, to, step)]),
            3 => (Write($"*/{step + 1}"), [.. Every(least, greatest, step + 1)]),
            _ => (Write($"{from},{to}"), [from, to]),
        };
    }

    private static IEnumerable<int> Every(int from, int to, int step) => Enumerable.Range(from, to - from + 1).Where(n => (n - from) % step == 0);

    private static string Write(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
