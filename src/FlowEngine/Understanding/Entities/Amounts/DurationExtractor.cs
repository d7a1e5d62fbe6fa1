using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Amounts;

/// <summary>Lengths of time; the value is ISO 8601, for example <c>PT1H30M</c>.</summary>
internal sealed class DurationExtractor : TokenExtractor
{
    protected override Piece? Read(MessageReading reading, int at) =>
        DurationReader.Read(reading, at) is { } duration ? new Piece(at, duration.Next, JsonValues.Of(duration.Value.ToString())) : null;
}
