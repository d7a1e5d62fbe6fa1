using FlowEngine.Understanding.Entities.Amounts;
using FlowEngine.Understanding.Entities.Locales;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Dates seen from today: "tomorrow", "in 3 days", "vor zwei Wochen", "last Friday", "Friday next week", "the 15th".</summary>
internal static class RelativeDates
{
    public static Part<DateOnly>? Read(MessageReading reading, int at) =>
        ReadDistance(reading, at) ?? ReadDays(reading, at) ?? ReadWeekday(reading, at) ?? ReadEdge(reading, at) ?? ReadDayOfMonth(reading, at);

    /// <summary>A duration that lies back or ahead, of any unit.</summary>
    /// <returns>The duration, and -1 or 1.</returns>
    public static Part<(CalendarSpan Span, int Direction)>? ReadAround(MessageReading reading, int at)
    {
        var dates = reading.Locale.Dates;
        if (dates.Around.TryRead(reading, at, out var first, out var direction) && DurationReader.Read(reading, first) is { } inside)
        {
            // "in 3 days from now"
            var next = dates.Behind.TryRead(reading, inside.Next, out var behind, out var same) && same == direction ? behind : inside.Next;
            return new(next, (inside.Value, direction));
        }

        return DurationReader.Read(reading, at) is { } span && dates.Behind.TryRead(reading, span.Next, out var end, out direction) ? new(end, (span.Value, direction)) : null;
    }

    private static Part<DateOnly>? ReadDistance(MessageReading reading, int at) =>
        ReadAround(reading, at) is { Value.Span.IsOfDays: true } around
        && around.Value.Span.From(reading.Today.ToDateTime(default), around.Value.Direction) is { } day
            ? new(around.Next, DateOnly.FromDateTime(day))
            : null;

    private static Part<DateOnly>? ReadDays(MessageReading reading, int at)
    {
        var dates = reading.Locale.Dates;
        return
            dates.Days.TryRead(reading, at, out var next, out var days)
            && !(next == at + 1 && dates.NotAfter.TryGetValue(reading[at].Text, out var before) && before.StandsBefore(reading, at))
            ? new(next, reading.Today.AddDays(days))
            : null;
    }

    private static Part<DateOnly>? ReadWeekday(MessageReading reading, int at)
    {
        var (dates, today) = (reading.Locale.Dates, reading.Today);
        if (dates.Nearness.TryRead(reading, at, out var behind, out var which))
        {
            if (dates.Weekdays.TryRead(reading, behind, out var next, out var weekday) && !reading.IsGluedWord(next))
            {
                return new(next, Near(reading, weekday, which));
            }

            return
                dates.Periods.TryRead(reading, behind, out var dayAt, out var period)
                && period == Period.Week
                && dates.StrongWeekdays.TryRead(reading, dayAt, out next, out weekday)
                ? new(next, Calendar.InWeek(weekday, which, today))
                : null;
        }

        if (!dates.StrongWeekdays.TryRead(reading, at, out var end, out var day) && !(dates.Before.StandsBefore(reading, at) && dates.Weekdays.TryRead(reading, at, out end, out day)))
        {
            return null;
        }

        if (dates.Nearness.TryRead(reading, end, out var periodAt, out which) && dates.Periods.TryRead(reading, periodAt, out var last, out var week) && week == Period.Week)
        {
            return new(last, Calendar.InWeek(day, which, today));
        }

        return reading.IsGluedWord(end) ? null : new(end, reading.IsPast(at) ? Calendar.Latest(day, today) : Calendar.Coming(day, today));
    }

    private static DateOnly Near(MessageReading reading, int weekday, int which) =>
        which switch
        {
            < 0 => Calendar.Latest(weekday, reading.Today),
            > 0 when reading.Locale.Dates.Words.NextWeekdayIsInNextWeek => Calendar.InWeek(weekday, 1, reading.Today),
            _ => Calendar.Coming(weekday, reading.Today),
        };

    /// <summary>"end of November", "Anfang nächster Woche".</summary>
    private static Part<DateOnly>? ReadEdge(MessageReading reading, int at)
    {
        var dates = reading.Locale.Dates;
        if (!dates.Edges.TryRead(reading, at, out var next, out var isEnd))
        {
            return null;
        }

        if (PeriodReader.Read(reading, next) is { } named)
        {
            return new(named.Next, isEnd ? named.Value.To : named.Value.From);
        }

        next = dates.Articles.TryRead(reading, next, out var noun, out _) ? noun : next;
        if (!dates.Periods.TryRead(reading, next, out var end, out var period))
        {
            return PeriodReader.Read(reading, next) is { } behind ? new(behind.Next, isEnd ? behind.Value.To : behind.Value.From) : null;
        }

        var current = Calendar.PeriodOf(period, 0, reading.Today);
        return new(end, isEnd ? current.To : current.From);
    }

    /// <summary>"the 15th", "am 15.": with a word before that says so, and nothing behind that it could belong to.</summary>
    private static Part<DateOnly>? ReadDayOfMonth(MessageReading reading, int at)
    {
        var dates = reading.Locale.Dates;
        return
            reading[at].IsDigits
            && dates.BeforeDay.StandsBefore(reading, at)
            && NamedDates.ReadDay(reading, at, isOrdinal: true) is { } day
            && !reading[day.Next].IsDigits
            && (!reading[day.Next].IsWord || dates.AfterDay.TryRead(reading, day.Next, out _, out _))
            && Calendar.Monthless(day.Value, reading.Today, reading.IsPast(at)) is { } date
            ? new(day.Next, date)
            : null;
    }
}
