using FlowEngine.Understanding.Entities.Locales;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Days as visitors mean them, seen from their today.</summary>
internal static class Calendar
{
    private const int Week = 7;

    /// <summary>A date; null when there is none.</summary>
    public static DateOnly? Make(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    /// <summary>A day without its year: the nearest one, or the latest one where the sentence is about the past.</summary>
    public static DateOnly? Yearless(int month, int day, DateOnly today, bool isPast)
    {
        DateOnly? best = null;
        // 29 February is at most eight years away.
        for (var year = Math.Max(1, today.Year - 8); year <= Math.Min(9999, today.Year + 8); year++)
        {
            if (Make(year, month, day) is { } date && !(isPast && date > today) && !(best is { } other && Distance(other, today) < Distance(date, today)))
            {
                best = date;
            }
        }

        return best;
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

    private static int Distance(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber);
}

/// <summary>Days from the first to the last.</summary>
internal readonly record struct DateSpan(DateOnly From, DateOnly To);
