using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Stretches of days; the value is <c>{ "from": "2026-12-03", "to": "2026-12-05" }</c>, both within it.</summary>
internal sealed class DateRangeExtractor : TokenExtractor
{
    protected override Piece? Read(MessageReading reading, int at) =>
        DateRangeReader.Read(reading, at) is { } span
            ? new Piece(at, span.Next, RangeJson.Of(DateExtractor.TextOf(span.Value.From), DateExtractor.TextOf(span.Value.To)))
            : null;
}
