using FlowEngine.Understanding.Entities.Numbers;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Times;

/// <summary>Times of the day: "14:30", "2.30 pm", "14 Uhr 30", "half past three", "halb acht", "noon".</summary>
internal static class TimeReader
{
    /// <summary>Reads a time.</summary>
    /// <param name="reading">The message.</param>
    /// <param name="at">Index of the first token.</param>
    /// <param name="isBareFine">True where a lone number is an hour, as behind "at".</param>
    public static Part<ClockTime>? Read(MessageReading reading, int at, bool isBareFine)
    {
        var times = reading.Locale.Times;
        return
            times.Names.TryRead(reading, at, out var next, out var name) ? new(next, new(name.Hour, name.Minute))
            : times.Past.TryRead(reading, at, out next, out var offset) ? Before(reading, next, offset)
            : ReadMinutesAway(reading, at) is { } away ? away
            : ReadClock(reading, at, isBareFine);
    }

    /// <summary>Tells whether the lone number before a token may be an hour: nothing follows that it could count.</summary>
    public static bool IsFree(MessageReading reading, int next) =>
        !reading[next].IsDigits
        && !(reading[next].IsGlued && reading[next].Text is "%" or "€" or "$" or "£" or "/" or ":" or "-" or "²")
        && reading[next].Text is not ("%" or "€" or "$" or "£")
        && (!reading[next].IsWord || reading.Locale.Times.After.TryRead(reading, next, out _, out _));

    /// <summary>"half past seven", "halb acht": minutes and the full hour.</summary>
    private static Part<ClockTime>? Before(MessageReading reading, int at, int offset)
    {
        if (ReadHour(reading, at) is not { } hour)
        {
            return null;
        }

        var minutes = (((hour.Value * 60) + offset) + (24 * 60)) % (24 * 60);
        // "halb eins" is half past twelve.
        minutes = hour.Value == 1 && offset < 0 ? minutes + (12 * 60) : minutes;
        return Behind(reading, hour.Next, new ClockTime(minutes / 60 % 24, minutes % 60, IsLoose: true));
    }

    /// <summary>"ten past three", "5 vor 12". Where "to" is the middle of a range as well, the minutes must be a word.</summary>
    private static Part<ClockTime>? ReadMinutesAway(MessageReading reading, int at)
    {
        var times = reading.Locale.Times;
        if (Numerals.Read(reading, at) is not { Value: 5 or 10 or 20 or 25 } minutes || !times.MinuteWords.TryRead(reading, minutes.Next, out var next, out var direction))
        {
            return null;
        }

        var isRange = reading[at].IsDigits && times.Ranges.Any(r => r.Middle.TryRead(reading, minutes.Next, out _, out _));
        return isRange ? null : Before(reading, next, direction * (int)minutes.Value);
    }

    private static Part<int>? ReadHour(MessageReading reading, int at) =>
        reading[at] is { IsDigits: true, Length: <= 2, Number: >= 0 and <= 24 and var hour } ? new(at + 1, hour)
        : reading[at].IsWord && Numerals.Read(reading, at) is { Value: >= 1 and <= 24 } word && reading.Locale.Numbers.TryRead(reading, at, out _, out _) ? new(word.Next, (int)word.Value)
        : null;

    private static Part<ClockTime>? ReadClock(MessageReading reading, int at, bool isBareFine)
    {
        if (ReadHour(reading, at) is not { } hour)
        {
            return null;
        }

        var isLoose = reading[at].IsWord || (reading.Locale.File.Times.UsesTwelveHours && reading[at].Text[0] != '0');
        if (reading[at].IsDigits && ReadMinutes(reading, hour.Next) is { } minutes)
        {
            return Behind(reading, minutes.Next, new ClockTime(hour.Value, minutes.Value, IsLoose: isLoose));
        }

        if (reading.Locale.Times.HourWords.TryRead(reading, hour.Next, out var next, out _))
        {
            // "14 Uhr 30"
            var tail = reading[next] is { IsDigits: true, Length: 2, Number: < 60 and var past } && IsFree(reading, next + 1) ? past : -1;
            return Behind(reading, tail < 0 ? next : next + 1, new ClockTime(hour.Value, Math.Max(tail, 0), IsLoose: isLoose));
        }

        if (hour.Value <= 12 && reading.Locale.Times.Halves.TryRead(reading, hour.Next, out next, out var isAfternoon) && !reading.IsGluedWord(next))
        {
            return new(next, new ClockTime(hour.Value, 0, isAfternoon));
        }

        return isBareFine && !reading.IsGluedWord(hour.Next) ? new(hour.Next, new ClockTime(hour.Value, 0, IsLoose: true, IsBare: true)) : null;
    }

    /// <summary>":30", and ".30" where something behind it says that this is a time.</summary>
    private static Part<int>? ReadMinutes(MessageReading reading, int at)
    {
        if (reading[at] is not { IsGlued: true, Text: ":" or "." } || reading[at + 1] is not { IsDigits: true, IsGlued: true, Length: 2, Number: < 60 and var minutes })
        {
            return null;
        }

        var next = at + 2;
        if (reading[at].Text == ".")
        {
            var times = reading.Locale.Times;
            return times.HourWords.TryRead(reading, next, out _, out _) || times.Halves.TryRead(reading, next, out _, out _) ? new(next, minutes) : null;
        }

        var hasSeconds = reading[next] is { IsGlued: true, Text: ":" } && reading[next + 1] is { IsDigits: true, IsGlued: true, Length: 2, Number: < 60 };
        return new(hasSeconds ? next + 2 : next, minutes);
    }

    /// <summary>"Uhr", "pm", "abends" behind a time.</summary>
    private static Part<ClockTime>? Behind(MessageReading reading, int next, ClockTime time)
    {
        var times = reading.Locale.Times;
        next = times.HourWords.TryRead(reading, next, out var behindWord, out _) ? behindWord : next;
        if (times.Halves.TryRead(reading, next, out var behind, out var isAfternoon) && !reading.IsGluedWord(behind) && time.Hour <= 12)
        {
            return new(behind, time with { IsAfternoon = isAfternoon });
        }

        return reading.IsGluedWord(next) ? null : new(next, time);
    }
}
