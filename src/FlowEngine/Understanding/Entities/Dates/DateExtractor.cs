using System.Globalization;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Dates;

/// <summary>Days, seen from the visitor's today where they are said so; the value is an ISO date.</summary>
internal sealed class DateExtractor : TokenExtractor
{
    /// <summary>A date as it stands in values.</summary>
    public static string TextOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override Piece? Read(MessageReading reading, int at) =>
        DateReader.Read(reading, at) is { } date ? new Piece(at, date.Next, JsonValues.Of(TextOf(date.Value))) : null;
}
