using System.Globalization;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Times;

/// <summary>Days with a time; the value is ISO 8601 with the offset of the visitor's zone, <c>2026-11-24T15:00:00+01:00</c>.</summary>
internal sealed class DateTimeExtractor : TokenExtractor
{
    protected override Piece? Read(MessageReading reading, int at) =>
        DateTimeReader.Read(reading, at) is { } time
            ? new Piece(at, time.Next, JsonValues.Of(time.Value.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)))
            : null;
}
