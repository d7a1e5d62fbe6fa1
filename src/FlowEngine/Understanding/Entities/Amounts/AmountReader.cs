using FlowEngine.Understanding.Entities.Numbers;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Amounts;

/// <summary>How many of a unit: "half an", "anderthalb", "2,5", "a".</summary>
internal static class AmountReader
{
    /// <summary>Reads an amount that a unit may follow.</summary>
    /// <param name="reading">The message.</param>
    /// <param name="at">Index of the first token.</param>
    /// <param name="isArticleOne">True to read "a" as one.</param>
    public static Part<decimal>? Read(MessageReading reading, int at, bool isArticleOne)
    {
        // Digits that are glued to something are the end of another word.
        if (reading[at].IsDigits && reading[at].IsGlued && reading[at - 1] is { } before && (before.Kind != TokenKind.Mark || before.Text is "." or "," or ":" or "/" or "_" or "#"))
        {
            return null;
        }

        return Numerals.Read(reading, at) is { } number ? number
            : reading.Locale.Fractions.TryRead(reading, at, out var next, out var fraction) ? new Part<decimal>(next, fraction)
            : isArticleOne && reading.Locale.Articles.TryRead(reading, at, out next, out _) ? new Part<decimal>(next, 1)
            : null;
    }
}
