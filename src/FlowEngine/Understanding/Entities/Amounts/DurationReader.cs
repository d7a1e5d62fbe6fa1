using FlowEngine.Understanding.Entities.Locales;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Amounts;

/// <summary>Lengths of time: "2 weeks", "1 hour and 20 minutes", "1h30m", "half an hour", "anderthalb Stunden".</summary>
internal static class DurationReader
{
    /// <summary>Reads a duration of one or more units, each smaller than the one before.</summary>
    public static Part<CalendarSpan>? Read(MessageReading reading, int at)
    {
        var span = default(CalendarSpan);
        var (next, smallest) = (at, (DurationUnit?)null);
        while (ReadUnit(reading, next, smallest) is { } unit && (smallest is null || unit.Value.Unit < smallest))
        {
            if (!span.TryAdd(unit.Value.Amount, unit.Value.Unit, out span))
            {
                return null;
            }

            (next, smallest) = (unit.Next, unit.Value.Unit);
        }

        return smallest is null ? null : new Part<CalendarSpan>(next, span);
    }

    private static Part<(decimal Amount, DurationUnit Unit)>? ReadUnit(MessageReading reading, int at, DurationUnit? larger)
    {
        if (larger is not null && reading.Locale.DurationJoiners.TryRead(reading, at, out var behindJoiner, out _))
        {
            at = behindJoiner;
        }

        if (AmountIn(reading, at, larger) is not { } amount)
        {
            return null;
        }

        // "a two-year warranty"
        var unitAt = reading[amount.Next].IsMark('-') && reading.IsGluedWord(amount.Next + 1) ? amount.Next + 1 : amount.Next;
        if (reading.Locale.Durations.TryRead(reading, unitAt, out var next, out var unit) && (!reading.IsGluedWord(next) || reading[next].IsDigits))
        {
            return new(next, (amount.Value, unit));
        }

        return ShortUnit(reading, unitAt, larger) is { } letter ? new(unitAt + 1, (amount.Value, letter)) : null;
    }

    // Behind "2h" come digits without a blank.
    private static Part<decimal>? AmountIn(MessageReading reading, int at, DurationUnit? larger) =>
        larger is not null && reading[at].IsDigits && reading[at].Number is >= 0 and < 60 and var number
            ? new Part<decimal>(at + 1, number)
            : AmountReader.Read(reading, at, isArticleOne: !IsRate(reading, at));

    /// <summary>"twice a day", "$5 a month", "how many times a week".</summary>
    private static bool IsRate(MessageReading reading, int at) => reading[at - 1].IsDigits || reading.Locale.Rates.StandsBefore(reading, at);

    /// <summary>"m" and "s" are metres and nothing unless an hour or a minute stands before; "d" needs its digits.</summary>
    private static DurationUnit? ShortUnit(MessageReading reading, int at, DurationUnit? larger) =>
        !reading[at].IsGlued ? null
        : (reading[at].Text, larger) switch
        {
            ("m", DurationUnit.Hour) => DurationUnit.Minute,
            ("s", DurationUnit.Minute) => DurationUnit.Second,
            ("d", null) => DurationUnit.Day,
            _ => null,
        };
}
