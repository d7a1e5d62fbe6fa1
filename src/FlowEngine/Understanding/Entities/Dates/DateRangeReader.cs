using FlowEngine.Understanding.Entities.Locales;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Stretches of days: "from Monday to Wednesday", "24.-27. Dezember", "Dec 24-27", "next week".</summary>
internal static class DateRangeReader
{
    private const int Year = 366;

    public static Part<DateSpan>? Read(MessageReading reading, int at)
    {
        foreach (var (start, middle) in reading.Locale.Times.Ranges)
        {
            var first = at;
            if ((start is null || start.TryRead(reading, at, out first, out _)) && ReadBetween(reading, first, middle) is { } span)
            {
                return span;
            }
        }

        return PeriodReader.Read(reading, at);
    }

    private static Part<DateSpan>? ReadBetween(MessageReading reading, int at, PhraseTable<bool> middle) =>
        ReadDayFirst(reading, at, middle) ?? ReadFullFirst(reading, at, middle);

    /// <summary>"3 to 5 December": the month stands behind the second day.</summary>
    private static Part<DateSpan>? ReadDayFirst(MessageReading reading, int at, PhraseTable<bool> middle) =>
        NamedDates.ReadDay(reading, at, isOrdinal: false) is { } first
        && middle.TryRead(reading, first.Next, out var next, out _)
        && NamedDates.Read(reading, next) is { } end
        && Calendar.Make(end.Value.Year, end.Value.Month, first.Value) is { } start
        && start < end.Value
            ? new(end.Next, new(start, end.Value))
            : null;

    private static Part<DateSpan>? ReadFullFirst(MessageReading reading, int at, PhraseTable<bool> middle)
    {
        if (DateReader.Read(reading, SkipArticle(reading, at)) is not { } begin || !middle.TryRead(reading, begin.Next, out var next, out _))
        {
            return null;
        }

        next = SkipArticle(reading, next);
        return ReadDayOf(reading, next, begin.Value) ?? (DateReader.Read(reading, next) is { } end ? Ordered(begin.Value, end) : null);
    }

    /// <summary>"Dec 24-27", "March 7th to the 9th": the second day is one of the same month.</summary>
    private static Part<DateSpan>? ReadDayOf(MessageReading reading, int at, DateOnly begin) =>
        NamedDates.ReadDay(reading, at, isOrdinal: false) is { } day
        && NamedDates.Read(reading, at) is null
        && NumericDates.Read(reading, at) is null
        && !Counts(reading, day.Next)
        && Calendar.Make(begin.Year, begin.Month, day.Value) is { } last
        && last > begin
            ? new(day.Next, new(begin, last))
            : null;

    /// <summary>"from the 4th to the 11th".</summary>
    private static int SkipArticle(MessageReading reading, int at) => reading.Locale.Dates.BeforeDay.TryRead(reading, at, out var next, out _) ? next : at;

    /// <summary>Tells whether the number before counts something: "Dec 24 - 3 boxes".</summary>
    private static bool Counts(MessageReading reading, int at)
    {
        var locale = reading.Locale;
        return locale.Durations.TryRead(reading, at, out _, out _)
            || locale.Quantities.TryRead(reading, at, out _, out _)
            || locale.Currencies.TryRead(reading, at, out _, out _)
            || locale.Times.Halves.TryRead(reading, at, out _, out _)
            || locale.Times.HourWords.TryRead(reading, at, out _, out _)
            || reading[at] is { IsGlued: true, Text: ":" };
    }

    /// <summary>A range ends after it begins: over the turn of the year, or in the next week.</summary>
    private static Part<DateSpan>? Ordered(DateOnly first, Part<DateOnly> to)
    {
        var days = to.Value.DayNumber - first.DayNumber;
        return days > 0 ? new(to.Next, new(first, to.Value))
            : to.Value.Year == 9999 ? null
            : days > -7 && days < 0 ? new(to.Next, new(first, to.Value.AddDays(7)))
            : days > -Year && days < 0 ? new(to.Next, new(first, to.Value.AddYears(1)))
            : null;
    }
}
