using System.Collections.Frozen;
using System.Text.Json;
using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Lists;

/// <summary>
/// One of a list of values, by its name or a synonym, in the plural and with typing mistakes, too; the longest match wins,
/// and what is written right before what is not.
/// </summary>
internal sealed class ListExtractor : EntityExtractor
{
    // A message with more words is no answer, and looking for mistakes in all of them would cost.
    private const int MostFuzzyWords = 120;
    private const int LongestName = 12;

    private readonly FrozenDictionary<string, Name[]> _byFirst;
    private readonly FuzzyNames _fuzzy;

    public ListExtractor(IReadOnlyDictionary<string, IReadOnlyList<string>>? values)
    {
        var names = new List<Name>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, synonyms) in values ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            var element = JsonSerializer.SerializeToElement(value);
            foreach (var synonym in synonyms.Prepend(value))
            {
                var words = Tokenizer.Cut(synonym).Where(t => t.Kind != TokenKind.Mark).Select(t => WithoutApostrophe(t.Text)).Take(LongestName).ToArray();
                if (words.Length > 0 && known.Add(string.Join(' ', words)))
                {
                    names.Add(new Name(words, element));
                }
            }
        }

        _byFirst = names
            .GroupBy(n => n.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(n => n.Words.Length).ToArray(), StringComparer.Ordinal);
        _fuzzy = new FuzzyNames(names.Select(n => (string.Concat(n.Words), n.Words.Length, n.Value)));
    }

    public override IEnumerable<FoundValue> Find(MessageReading reading)
    {
        var words = WordsOf(reading);
        var found = 0;
        for (var i = 0; i < words.Count && found < MaximumValues; i++)
        {
            var match = FindExact(words, i) ?? (words.Count <= MostFuzzyWords ? _fuzzy.Find(reading.Locale, words, i, start => FindExact(words, start) is not null) : null);
            if (match is { } one)
            {
                var (start, end) = (words[i].Start, words[i + one.Count - 1].End);
                found++;
                i += one.Count - 1;
                yield return new FoundValue(start, end - start, one.Value);
            }
        }
    }

    /// <summary>Words and digits; names are compared without the marks between them.</summary>
    private static List<Token> WordsOf(MessageReading reading)
    {
        var words = new List<Token>(reading.Count);
        for (var i = 0; i < reading.Count; i++)
        {
            if (reading[i].Kind != TokenKind.Mark)
            {
                words.Add(reading[i] with { Text = WithoutApostrophe(reading[i].Text) });
            }
        }

        return words;
    }

    private static string WithoutApostrophe(string word) => word.Replace("'", "", StringComparison.Ordinal);

    private (int Count, JsonElement Value)? FindExact(List<Token> words, int at)
    {
        if (!_byFirst.TryGetValue(words[at].Text, out var names) || (words[at].IsGlued && at > 0 && words[at - 1].End == words[at].Start))
        {
            return null;
        }

        foreach (var name in names)
        {
            var last = at + name.Words.Length - 1;
            if (last < words.Count && name.Fits(words, at) && !(last + 1 < words.Count && words[last + 1].IsGlued && words[last + 1].Start == words[last].End))
            {
                return (name.Words.Length, name.Value);
            }
        }

        return null;
    }

    private sealed record Name(string[] Words, JsonElement Value)
    {
        public bool Fits(List<Token> words, int at)
        {
            for (var i = 1; i < Words.Length; i++)
            {
                if (words[at + i].Text != Words[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
