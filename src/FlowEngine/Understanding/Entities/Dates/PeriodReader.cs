using FlowEngine.Understanding.Entities.Amounts;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Periods that have a name: "next week", "this weekend", "last 30 days", "October", "Dezember 2026".</summary>
internal static class PeriodReader
{
    public static Part<DateSpan>? Read(MessageReading reading, int at) => ReadNear(reading, at) ?? ReadMonth(reading, at);

    private static Part<DateSpan>? ReadNear(MessageReading reading, int at)
    {
        var (dates, today) = (reading.Locale.Dates, reading.Today);
        if (dates.CurrentPeriods.TryRead(reading, at, out var next, out var current))
        {
            return new(next, Calendar.PeriodOf(current, 0, today));
        }

        if (!dates.Nearness.TryRead(reading, at, out var behind, out var which))
        {
            return null;
        }

        if (dates.Periods.TryRead(reading, behind, out next, out var period))
        {
            return new(next, Calendar.PeriodOf(period, which, today));
        }

        // "the last 30 days" end yesterday.
        return
            which != 0
            && DurationReader.Read(reading, behind) is { Value.IsOfDays: true } span
            && span.Value.From(today.ToDateTime(default), which) is { } other
            ? new(span.Next, which < 0 ? new(DateOnly.FromDateTime(other), today.AddDays(-1)) : new(today.AddDays(1), DateOnly.FromDateTime(other)))
            : null;
    }

    private static Part<DateSpan>? ReadMonth(MessageReading reading, int at)
    {
        var dates = reading.Locale.Dates;
        var isSaid =
            dates.StrongMonths.TryRead(reading, at, out var next, out var month)
            || (dates.Before.StandsBefore(reading, at) && dates.Months.TryRead(reading, at, out next, out month));
        if (!isSaid || reading.IsGluedWord(next) || reading[at - 1].IsDigits || IsDay(reading, at, next))
        {
            return null;
        }

        if (NamedDates.ReadYear(reading, next) is { } year)
        {
            return new(year.Next, Calendar.Months(new DateOnly(year.Value, month, 1), 1));
        }

        return Calendar.Yearless(month, reading.Today, reading.IsPast(at)) is { } first ? new(next, Calendar.Months(first, 1)) : null;
    }

    /// <summary>Tells whether a day stands before or behind the month.</summary>
    private static bool IsDay(MessageReading reading, int at, int next) =>
        NamedDates.ReadDay(reading, next, isOrdinal: false) is not null
        || (reading[at - 1].Kind == TokenKind.Mark && reading[at - 1].IsGlued && reading[at - 2].IsDigits)
        || NamedDates.ReadDay(reading, at - 2, isOrdinal: true)?.Next == at
        || NamedDates.ReadDay(reading, at - 1, isOrdinal: true)?.Next == at
        || reading.Locale.Dates.BeforeMonth.StandsBefore(reading, at) && NamedDates.ReadDay(reading, at - 3, isOrdinal: true) is not null;
}
