using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Dates with the name of the month, and holidays: "3 December", "Dec 3rd, 2026", "12. März", "the 5th of May".</summary>
internal static class NamedDates
{
    public static Part<DateOnly>? Read(MessageReading reading, int at) => ReadDayFirst(reading, at) ?? ReadMonthFirst(reading, at) ?? ReadHoliday(reading, at);

    /// <summary>A day of the month in digits, with or without what makes it an ordinal, or as a word.</summary>
    /// <param name="reading">The message.</param>
    /// <param name="at">Index of the first token.</param>
    /// <param name="isOrdinal">True when only an ordinal will do.</param>
    public static Part<int>? ReadDay(MessageReading reading, int at, bool isOrdinal)
    {
        var dates = reading.Locale.Dates;
        if (reading[at] is { IsDigits: true, Length: <= 2, Number: >= 1 and <= 31 and var day })
        {
            if (reading[at].IsGlued && reading[at - 1].Kind != TokenKind.Mark)
            {
                return null;
            }

            var isMarked = reading[at + 1].IsGlued && dates.OrdinalEndings.TryRead(reading, at + 1, out _, out _);
            return isMarked ? new(at + 2, day)
                : isOrdinal ? null
                : new(at + 1, day);
        }

        return dates.Ordinals.TryRead(reading, at, out var next, out var ordinal) ? new(next, ordinal) : null;
    }

    /// <summary>A year of four digits, or of two behind an apostrophe; a comma may stand before it.</summary>
    public static Part<int>? ReadYear(MessageReading reading, int at)
    {
        var first = reading[at].IsMark(',') ? at + 1 : at;
        return reading[first] is { IsDigits: true, Length: 4, Number: >= 1900 and <= 2199 and var year } && !reading.IsGluedWord(first + 1) ? new(first + 1, year)
            : reading[at].Text is "'" or "’" && reading[at + 1] is { IsDigits: true, IsGlued: true, Length: 2 } two ? new(at + 2, 2000 + two.Number)
            : null;
    }

    private static Part<DateOnly>? ReadDayFirst(MessageReading reading, int at)
    {
        if (ReadDay(reading, at, isOrdinal: false) is not { } day)
        {
            return null;
        }

        var dates = reading.Locale.Dates;
        var monthAt = dates.BeforeMonth.TryRead(reading, day.Next, out var behind, out _) ? behind : day.Next;
        return dates.Months.TryRead(reading, monthAt, out var next, out var month) && !reading.IsGluedWord(next) ? Finish(reading, at, next, month, day.Value) : null;
    }

    private static Part<DateOnly>? ReadMonthFirst(MessageReading reading, int at) =>
        reading.Locale.Dates.Months.TryRead(reading, at, out var dayAt, out var month)
        && ReadDay(reading, dayAt, isOrdinal: false) is { } day
        // "December 3:30" is none, "May 20 €" neither.
        && !(reading[day.Next].IsGlued && reading[day.Next].Text is ":" or "€" or "%" or "$")
        && !(reading.IsGluedWord(day.Next) && reading[day.Next - 1].IsDigits)
            ? Finish(reading, at, day.Next, month, day.Value)
            : null;

    private static Part<DateOnly>? Finish(MessageReading reading, int at, int next, int month, int day)
    {
        var year = ReadYear(reading, next);
        var date = year is { } said ? Calendar.Make(said.Value, month, day) : Calendar.Yearless(month, day, reading.Today, reading.IsPast(at));
        return date is { } found ? new(year?.Next ?? next, found) : null;
    }

    private static Part<DateOnly>? ReadHoliday(MessageReading reading, int at)
    {
        if (!reading.Locale.Dates.Holidays.TryRead(reading, at, out var next, out var rule))
        {
            return null;
        }

        var (today, isPast) = (reading.Today, reading.IsPast(at));
        var days = Enumerable.Range(-1, 3).Where(y => today.Year + y is >= 1 and <= 9999).Select(y => Holidays.Of(rule, today.Year + y));
        var date = isPast ? days.LastOrDefault(d => d <= today) : days.FirstOrDefault(d => d >= today);
        return date == default ? null : new(next, date);
    }
}
