using System.Globalization;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Times;

/// <summary>Times of the day; the value is <c>14:30</c>.</summary>
internal sealed class TimeExtractor : TokenExtractor
{
    /// <summary>A time as it stands in values.</summary>
    public static string TextOf(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads a time that is no part of something else; a lone number needs a word such as "at" before it.</summary>
    public static Part<ClockTime>? ReadAlone(MessageReading reading, int at)
    {
        if (reading[at].IsGlued && reading[at - 1] is { } before && (before.Kind != TokenKind.Mark || before.Text is ":" or "." or "," or "/" or "-" or "–" or "_" or "#" or "+"))
        {
            return null;
        }

        var isHour = reading.Locale.Times.Before.StandsBefore(reading, at);
        return TimeReader.Read(reading, at, isHour) is { } time && (!time.Value.IsBare || TimeReader.IsFree(reading, time.Next)) ? time : null;
    }

    protected override Piece? Read(MessageReading reading, int at) =>
        ReadAlone(reading, at) is { } time ? new Piece(at, time.Next, JsonValues.Of(TextOf(time.Value.Value))) : null;
}
