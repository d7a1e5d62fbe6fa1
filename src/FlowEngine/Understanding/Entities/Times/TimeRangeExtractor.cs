using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Times;

/// <summary>Stretches of a day; the value is <c>{ "from": "14:00", "to": "16:00" }</c>.</summary>
internal sealed class TimeRangeExtractor : TokenExtractor
{
    protected override Piece? Read(MessageReading reading, int at) =>
        TimeRangeReader.Read(reading, at) is { } span
            ? new Piece(at, span.Next, RangeJson.Of(TimeExtractor.TextOf(span.Value.From), TimeExtractor.TextOf(span.Value.To)))
            : null;
}
