using System.Text.Json;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Numbers;

/// <summary>Numbers by the visitor's language: "1.234,5" is 1234.5 in German, "1,234.5" in English; words, too.</summary>
internal sealed class NumberExtractor : TokenExtractor
{
    private const string PartOfAnotherWord = "_.,:/@-−";

    protected override Piece? Read(MessageReading reading, int at)
    {
        var isNegative = Signs.IsMinus(reading, at);
        var isSigned = isNegative || (reading[at].IsMark('+') && reading[at + 1] is { IsDigits: true, IsGlued: true });
        var first = isSigned ? at + 1 : at;
        if (IsBoundBefore(reading, at) || Numerals.Read(reading, first) is not { } number)
        {
            return null;
        }

        var next = number.Next;
        // "2x" counts.
        next = reading[next] is { IsGlued: true, Text: "x" or "×" } && !reading.IsGluedWord(next + 1) && reading[first].IsDigits ? next + 1 : next;
        return IsBoundBehind(reading, next) || IsPronoun(reading, first, next)
            ? null
            : new Piece(at, next, JsonSerializer.SerializeToElement(isNegative ? -number.Value : number.Value));
    }

    /// <summary>A number is no part of a word, a date or an address: "A10", "24.12.2026", "10:30", "mug-01".</summary>
    private static bool IsBoundBefore(MessageReading reading, int at)
    {
        var before = reading[at - 1];
        return reading[at].IsGlued
            && (before.Kind != TokenKind.Mark || (before.Length == 1 && PartOfAnotherWord.Contains(before.Text[0], StringComparison.Ordinal)));
    }

    private static bool IsBoundBehind(MessageReading reading, int next)
    {
        var behind = reading[next];
        return behind.IsGlued
            && (
                behind.Kind != TokenKind.Mark
                || behind.Text is "_" or "@"
                || (behind.Text is ":" or "/" or "-" && reading.IsGluedWord(next + 1))
                || (behind.Text is "." or "," && reading[next + 1] is { IsDigits: true, IsGlued: true })
            );
    }

    /// <summary>"one" in "the blue one", not in "just one" or "one, please".</summary>
    private static bool IsPronoun(MessageReading reading, int first, int next) =>
        next == first + 1
        && reading.Locale.Pronouns.TryRead(reading, first, out _, out _)
        && reading[first - 1].IsWord
        && !reading.Locale.BeforePronouns.StandsBefore(reading, first);
}
