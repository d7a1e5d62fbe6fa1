using FlowEngine.Understanding.Entities.Dates;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Times;

/// <summary>A day with a time: "tomorrow at 3pm", "um 15 Uhr am Freitag", "2026-11-30T09:15", "in 2 hours".</summary>
internal static class DateTimeReader
{
    // With an offset, the first and the last day of the calendar would lie outside of it.
    private const int FirstYear = 1;
    private const int LastYear = 9999;

    public static Part<DateTimeOffset>? Read(MessageReading reading, int at) => ReadDateFirst(reading, at) ?? ReadTimeFirst(reading, at) ?? ReadDistance(reading, at);

    private static Part<DateTimeOffset>? ReadDateFirst(MessageReading reading, int at)
    {
        if (DateReader.Read(reading, at) is not { } date)
        {
            return null;
        }

        var times = reading.Locale.Times;
        var next = date.Next;
        if (reading[next] is { IsGlued: true, Text: "t" } && reading[next - 1].IsDigits)
        {
            return TimeReader.Read(reading, next + 1, isBareFine: false) is { } iso
                ? At(reading, iso.Next, date.Value, new TimeOnly(iso.Value.Hour % 24, iso.Value.Minute))
                : null;
        }

        // "tonight at 8", "morgen Abend um 8"
        var isLate = times.DayParts.TryRead(reading, at, out _, out var part) && part.From.Hour >= 12;
        if (times.DayParts.TryRead(reading, next, out var behind, out part))
        {
            (next, isLate) = (behind, part.From.Hour >= 12);
        }

        var isJoined = times.DateJoiners.TryRead(reading, next, out var timeAt, out _);
        // "tomorrow from 9 to 11" is a day and a range.
        if (
            TimeRangeReader.Read(reading, timeAt) is not null
            || TimeReader.Read(reading, timeAt, isJoined && !reading[next].IsMark(',')) is not { } time
            || (time.Value.IsBare && !TimeReader.IsFree(reading, time.Next))
        )
        {
            return null;
        }

        var clock = isLate && time.Value is { IsAfternoon: null, Hour: < 12 } ? time.Value with { IsAfternoon = true } : time.Value;
        return At(reading, time.Next, date.Value, clock.Value);
    }

    private static Part<DateTimeOffset>? ReadTimeFirst(MessageReading reading, int at)
    {
        if (TimeExtractor.ReadAlone(reading, at) is not { } time)
        {
            return null;
        }

        var next = reading.Locale.Times.TimeJoiners.TryRead(reading, time.Next, out var behind, out _) ? behind : time.Next;
        return DateReader.Read(reading, next) is { } date ? At(reading, date.Next, date.Value, time.Value.Value) : null;
    }

    private static Part<DateTimeOffset>? ReadDistance(MessageReading reading, int at) =>
        RelativeDates.ReadAround(reading, at) is { Value.Span.IsOfDays: false } around
        && around.Value.Span.From(reading.Context.Now.UtcDateTime, around.Value.Direction) is { Year: > FirstYear and < LastYear } time
            ? new(around.Next, TimeZoneInfo.ConvertTime(new DateTimeOffset(time, TimeSpan.Zero), reading.Context.Zone))
            : null;

    /// <summary>A time that the clock leaves out in spring is the hour after.</summary>
    private static Part<DateTimeOffset>? At(MessageReading reading, int next, DateOnly date, TimeOnly time)
    {
        if (date.Year is <= FirstYear or >= LastYear)
        {
            return null;
        }

        var zone = reading.Context.Zone;
        var local = date.ToDateTime(time);
        local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new(next, new DateTimeOffset(local, zone.GetUtcOffset(local)));
    }
}
