using FlowEngine.Understanding.Entities.Locales;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities;

/// <summary>Free text behind a word that announces it: "my name is …" to the end of the sentence.</summary>
internal sealed class TextExtractor(IEnumerable<string> before) : EntityExtractor
{
    private readonly PhraseTable<bool> _before = Locale.Set(before);

    /// <summary>The whole message without blanks around it.</summary>
    public static FoundValue? Whole(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        var start = text.Length - trimmed.Length;
        var value = trimmed.TrimEnd().ToString();
        return value.Length == 0 ? null : new FoundValue(start, value.Length, JsonValues.Of(value));
    }

    public override IEnumerable<FoundValue> Find(MessageReading reading)
    {
        for (var i = 0; i < reading.Count; i++)
        {
            if (!_before.TryRead(reading, i, out var first, out _))
            {
                continue;
            }

            first = reading[first].IsMark(':') ? first + 1 : first;
            var next = first;
            while (next < reading.Count && !IsEnd(reading, next))
            {
                next++;
            }

            if (next > first)
            {
                var (start, end) = (reading[first].Start, reading[next - 1].End);
                yield return new FoundValue(start, end - start, JsonValues.Of(reading.Text[start..end]));
                i = next - 1;
            }
        }
    }

    private static bool IsEnd(MessageReading reading, int at) =>
        reading[at] is { Kind: TokenKind.Mark, Text: "." or "!" or "?" or ";" or "," } && !reading[at + 1].IsGlued
        || (at > 0 && reading.Text.AsSpan(reading[at - 1].End, reading[at].Start - reading[at - 1].End).ContainsAny('\r', '\n'));
}
