using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Reads a day, however it is said.</summary>
internal static class DateReader
{
    public static Part<DateOnly>? Read(MessageReading reading, int at) => reading.Days.At(reading, at, static (r, i) => ReadNew(r, i));

    private static Part<DateOnly>? ReadNew(MessageReading reading, int at) =>
        reading[at].Text.Length == 0 || (reading[at].IsGlued && reading[at].IsWord && reading[at - 1].IsDigits)
            ? null
            : ReadBehindWeekday(reading, at) ?? NumericDates.Read(reading, at) ?? NamedDates.Read(reading, at) ?? RelativeDates.Read(reading, at);

    /// <summary>"Tuesday, 24 November": the day of the month counts.</summary>
    private static Part<DateOnly>? ReadBehindWeekday(MessageReading reading, int at)
    {
        if (!reading.Locale.Dates.Weekdays.TryRead(reading, at, out var next, out _))
        {
            return null;
        }

        next = reading[next].Text is "," or "." ? next + 1 : next;
        next = reading.Locale.Dates.BeforeDay.TryRead(reading, next, out var behind, out _) ? behind : next;
        return NumericDates.Read(reading, next) ?? NamedDates.Read(reading, next);
    }
}
