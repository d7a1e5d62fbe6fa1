using System.Numerics;
using System.Text.Json;
using FlowEngine.Understanding.Entities.Locales;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Lists;

/// <summary>
/// Finds names that are written with mistakes: letters added, lost, changed or swapped, words written together or apart, and
/// plurals. The first letter must be right, short names must be right altogether, and common words are no mistakes.
/// </summary>
internal sealed class FuzzyNames
{
    private const int Shortest = 5;
    private const int Long = 9;
    private const int ShortestWithEnding = 3;

    private readonly ILookup<char, Name> _byLetter;

    public FuzzyNames(IEnumerable<(string Letters, int Words, JsonElement Value)> names) =>
        _byLetter = names.Where(n => n.Letters.Length >= ShortestWithEnding).Select(n => new Name(n.Letters, n.Words, n.Value, Signature(n.Letters), n.Letters.Any(char.IsAsciiDigit))).ToLookup(n => n.Letters[0]);

    /// <summary>Finds the name that the words at an index come nearest to; null when none is near or two are as near.</summary>
    /// <param name="locale">The visitor's language.</param>
    /// <param name="words">Words of the message.</param>
    /// <param name="at">Index of the first word.</param>
    /// <param name="isExact">Tells whether a name is written right at an index, which must not be swallowed.</param>
    public (int Count, JsonElement Value)? Find(Locale locale, List<Token> words, int at, Func<int, bool> isExact)
    {
        if (words[at].Text.Length == 0 || !_byLetter.Contains(words[at].Text[0]))
        {
            return null;
        }

        var (best, bestCount, least, isTie) = (default(Name), 0, int.MaxValue, false);
        var written = "";
        for (var count = 1; count <= 4 && at + count <= words.Count; count++)
        {
            if (count > 1 && isExact(at + count - 1))
            {
                break;
            }

            written += words[at + count - 1].Text;
            if (count == 1 && locale.Common.Contains(written))
            {
                // "shift" is no "shirt"; with the next word it may be a name.
                continue;
            }

            var signature = Signature(written);
            foreach (var name in _byLetter[written[0]])
            {
                if (Math.Abs(name.Words - count) > 1 || Distance(locale, name, written, signature) is not { } distance)
                {
                    continue;
                }

                if (distance < least || (distance == least && best?.Value.GetRawText() == name.Value.GetRawText()))
                {
                    (best, bestCount, least, isTie) = (name, count, distance, false);
                }
                else if (distance == least)
                {
                    isTie = true;
                }
            }
        }

        return best is null || isTie ? null : (bestCount, best.Value);
    }

    private static int? Distance(Locale locale, Name name, string written, uint signature)
    {
        if (written.Length > name.Letters.Length && written.StartsWith(name.Letters, StringComparison.Ordinal) && locale.Plurals.Contains(written[name.Letters.Length..]))
        {
            return 0;
        }

        var shorter = Math.Min(name.Letters.Length, written.Length);
        var limit =
            shorter < Shortest ? 0
            : shorter < Long ? 1
            : 2;
        // Each mistake changes at most two letters; this spares nearly all comparisons.
        if (
            Math.Abs(name.Letters.Length - written.Length) > limit
            || BitOperations.PopCount(name.Signature ^ signature) > 2 * limit
            || (limit > 0 && (name.HasDigits || written.Any(char.IsAsciiDigit)))
        )
        {
            return null;
        }

        var distance = EditDistance.Between(written, name.Letters, limit);
        return distance <= limit ? distance : null;
    }

    private static uint Signature(string letters)
    {
        var bits = 0u;
        foreach (var c in letters)
        {
            bits |= 1u << (c % 32);
        }

        return bits;
    }

    private sealed record Name(string Letters, int Words, JsonElement Value, uint Signature, bool HasDigits);
}
