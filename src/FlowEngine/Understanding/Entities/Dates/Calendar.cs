using FlowEngine.Understanding.Entities.Locales;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Days as visitors mean them, seen from their today.</summary>
internal static class Calendar
{
    private const int Week = 7;
    private const int RecentDays = 60;

    /// <summary>A date; null when there is none.</summary>
    public static DateOnly? Make(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    /// <summary>
    /// A day without its year: the coming one, unless the last one was a few weeks ago, as people ask about; where the sentence is
    /// about the past, the last one.
    /// </summary>
    public static DateOnly? Yearless(int month, int day, DateOnly today, bool isPast)
    {
        var last = Last(month, day, today);
        return isPast || (last is { } recent && Distance(recent, today) <= RecentDays) ? last : Coming(month, day, today) ?? last;
    }

    /// <summary>The first day of the nearest month of a name, or of the last one.</summary>
    public static DateOnly? Yearless(int month, DateOnly today, bool isPast)
    {
        var (last, coming) = (Last(month, 1, today), Coming(month, 1, today));
        return isPast || coming is null || (last is { } past && Distance(past, today) < Distance(coming.Value, today)) ? last : coming;
    }

    /// <summary>A day without its month: the coming one, or the latest one.</summary>
    public static DateOnly? Monthless(int day, DateOnly today, bool isPast)
    {
        for (var i = 0; i <= 2; i++)
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(isPast ? -i : i);
            if (Make(month.Year, month.Month, day) is { } date && (isPast ? date <= today : date >= today))
            {
                return date;
            }
        }

        return null;
    }

    /// <summary>The next day of a weekday, never today.</summary>
    /// <param name="weekday">1 is Monday.</param>
    /// <param name="today">Today.</param>
    public static DateOnly Coming(int weekday, DateOnly today)
    {
        var ahead = (weekday - WeekdayOf(today) + Week) % Week;
        return today.AddDays(ahead == 0 ? Week : ahead);
    }

    /// <summary>The latest day of a weekday, never today.</summary>
    public static DateOnly Latest(int weekday, DateOnly today)
    {
        var back = (WeekdayOf(today) - weekday + Week) % Week;
        return today.AddDays(back == 0 ? -Week : -back);
    }

    /// <summary>A weekday of this week (0), the next (1) or the last (-1); weeks begin on Monday.</summary>
    public static DateOnly InWeek(int weekday, int week, DateOnly today) => today.AddDays((Week * week) + weekday - WeekdayOf(today));

    /// <summary>A period around today (0), the next (1) or the last (-1).</summary>
    public static DateSpan PeriodOf(Period period, int which, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return period switch
        {
            Period.Week => new(InWeek(1, which, today), InWeek(7, which, today)),
            Period.Weekend => new(InWeek(6, which, today), InWeek(7, which, today)),
            Period.Month => Months(month.AddMonths(which), 1),
            Period.Quarter => Months(month.AddMonths((3 * which) - ((today.Month - 1) % 3)), 3),
            _ => Months(new DateOnly(today.Year, 1, 1).AddYears(which), 12),
        };
    }

    /// <summary>Whole months.</summary>
    public static DateSpan Months(DateOnly first, int count) => new(first, first.AddMonths(count).AddDays(-1));

    /// <summary>1 is Monday.</summary>
    public static int WeekdayOf(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    // 29 February is at most eight years away.
    private static DateOnly? Last(int month, int day, DateOnly today) =>
        Enumerable.Range(0, 9).Where(i => i < today.Year).Select(i => Make(today.Year - i, month, day)).FirstOrDefault(d => d <= today);

    private static DateOnly? Coming(int month, int day, DateOnly today) => Enumerable.Range(0, 9).Select(i => Make(today.Year + i, month, day)).FirstOrDefault(d => d >= today);

    private static int Distance(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber);
}

/// <summary>Days from the first to the last.</summary>
internal readonly record struct DateSpan(DateOnly From, DateOnly To);
