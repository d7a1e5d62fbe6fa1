using FlowEngine.Understanding.Entities.Locales;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Times;

/// <summary>Stretches of a day: "between 2 and 4 pm", "von 9 bis 17 Uhr", "8-10am", "in the evening".</summary>
internal static class TimeRangeReader
{
    public static Part<(TimeOnly From, TimeOnly To)>? Read(MessageReading reading, int at)
    {
        foreach (var (start, middle) in reading.Locale.Times.Ranges)
        {
            var first = at;
            if ((start is null || start.TryRead(reading, at, out first, out _)) && ReadBetween(reading, first, middle, start is not null) is { } span)
            {
                return span;
            }
        }

        return reading.Locale.Times.DayParts.TryRead(reading, at, out var next, out var part) ? new(next, part) : null;
    }

    private static Part<(TimeOnly From, TimeOnly To)>? ReadBetween(MessageReading reading, int at, PhraseTable<bool> middle, bool isStarted)
    {
        if (
            (reading[at].IsGlued && reading[at - 1].Kind != TokenKind.Mark)
            || TimeReader.Read(reading, at, isBareFine: true) is not { } first
            || !middle.TryRead(reading, first.Next, out var next, out _)
            || TimeReader.Read(reading, next, isBareFine: isStarted || !first.Value.IsBare) is not { } last
            || (last.Value.IsBare && !TimeReader.IsFree(reading, last.Next))
        )
        {
            return null;
        }

        var span = Ordered(first.Value, last.Value);
        return span.From == span.To ? null : new(last.Next, span);
    }

    /// <summary>"2 to 4 pm" begins in the afternoon, "11 to 1 pm" in the morning, and "9 to 5" ends in the afternoon.</summary>
    private static (TimeOnly From, TimeOnly To) Ordered(ClockTime first, ClockTime last)
    {
        if (first.IsAfternoon is null && last.IsAfternoon is { } half && first.Hour <= 12)
        {
            var same = first with { IsAfternoon = half };
            first = same.Value < last.Value ? same : first with { IsAfternoon = !half };
        }

        var isNextHalf = last.Value <= first.Value && last is { IsAfternoon: null, IsLoose: true } && last.Value.Hour < 12;
        return (first.Value, isNextHalf ? last.Value.AddHours(12) : last.Value);
    }
}
