using System.Collections.Frozen;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Locales;

/// <summary>Phrases that stand for a value; of several that fit the longest counts. Immutable.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
internal sealed class PhraseTable<T>
{
    private readonly FrozenDictionary<string, Phrase[]> _byFirst;

    public PhraseTable(IEnumerable<KeyValuePair<string, T>> phrases)
    {
        _byFirst = phrases
            .Select(p => new Phrase([.. Tokenizer.Cut(p.Key).Select(t => t.Text)], p.Value))
            .Where(p => p.Words.Length > 0)
            .GroupBy(p => p.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Reads a phrase that begins at a token.</summary>
    /// <param name="reading">The message.</param>
    /// <param name="at">Index of the token.</param>
    /// <param name="next">Index behind the phrase.</param>
    /// <param name="value">Its value.</param>
    public bool TryRead(MessageReading reading, int at, out int next, out T value)
    {
        if (_byFirst.TryGetValue(reading[at].Text, out var phrases))
        {
            foreach (var phrase in phrases)
            {
                if (phrase.Fits(reading, at))
                {
                    (next, value) = (at + phrase.Words.Length, phrase.Value);
                    return true;
                }
            }
        }

        (next, value) = (at, default!); // nobody reads the value of what was not found
        return false;
    }

    /// <summary>Reads a phrase that ends before a token.</summary>
    public bool StandsBefore(MessageReading reading, int at)
    {
        for (var length = 1; length <= 3; length++)
        {
            if (TryRead(reading, at - length, out var next, out _) && next == at)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Phrase(string[] Words, T Value)
    {
        public bool Fits(MessageReading reading, int at)
        {
            for (var i = 1; i < Words.Length; i++)
            {
                if (reading[at + i].Text != Words[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
