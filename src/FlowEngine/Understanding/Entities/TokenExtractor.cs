using System.Text.Json;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities;

/// <summary>Finds values by reading on from each token. Each reader looks a bounded number of tokens ahead, so time is linear.</summary>
internal abstract class TokenExtractor : EntityExtractor
{
    public sealed override IEnumerable<FoundValue> Find(MessageReading reading)
    {
        var found = 0;
        for (var i = 0; i < reading.Count && found < MaximumValues; i++)
        {
            if (Read(reading, i) is { } piece)
            {
                var start = reading[piece.First].Start;
                found++;
                i = piece.Next - 1;
                yield return new FoundValue(start, reading[i].End - start, piece.Value);
            }
        }
    }

    /// <summary>Reads a value that begins at a token; null for none.</summary>
    protected abstract Piece? Read(MessageReading reading, int at);

    /// <summary>A value and its tokens, of which the last is the one before <paramref name="Next"/>.</summary>
    protected readonly record struct Piece(int First, int Next, JsonElement Value);
}
