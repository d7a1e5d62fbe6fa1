namespace FlowEngine.Understanding.Intents;

/// <summary>Finds phrases that stand twice, and phrases of different intents that are nearly the same.</summary>
public static class PhraseOverlaps
{
    /// <summary>Part of the words that two phrases must share to be named (Dice's coefficient).</summary>
    private const double Alike = 0.75;

    /// <summary>A word that more phrases have tells nothing of which are alike, and would make many phrases slow.</summary>
    private const int MostWithWord = 60;

    /// <summary>Compares all phrases of a bot that are in the same language.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="most">Longest list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Pairs, those that are the same first, then the most alike.</returns>
    public static IReadOnlyList<PhrasePair> Find(BotPhrases phrases, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        return
        [
            .. phrases
                .ByLanguage.SelectMany(l => Find(l, cancellationToken))
                .OrderByDescending(p => p.Alike)
                .ThenBy(p => p.First.Text, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private static IEnumerable<PhrasePair> Find(PhrasesOfLanguage language, CancellationToken cancellationToken)
    {
        var all = language.Phrases;
        var words = all.Select(p => PhraseWords.Of(p.Text).Select(w => PhraseWords.Stem(w, language.Language)).ToHashSet(StringComparer.Ordinal)).ToList();
        var keys = all.Select(p => PhraseKey.Of(p.Text)).ToList();
        var sameKey = new Dictionary<string, int>(StringComparer.Ordinal);
        var having = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!sameKey.TryAdd(keys[i], i))
            {
                yield return new PhrasePair(language.Language, all[sameKey[keys[i]]], all[i], 1);
                continue;
            }

            foreach (var other in words[i].Where(having.ContainsKey).Select(w => having[w]).Where(h => h.Count <= MostWithWord).SelectMany(h => h).ToHashSet())
            {
                var alike = 2.0 * words[i].Count(words[other].Contains) / (words[i].Count + words[other].Count);
                if (alike >= Alike && all[i].Intent != all[other].Intent)
                {
                    yield return new PhrasePair(language.Language, all[other], all[i], Math.Min(alike, 0.99));
                }
            }

            foreach (var word in words[i])
            {
                (having.TryGetValue(word, out var list) ? list : having[word] = []).Add(i);
            }
        }
    }
}

/// <summary>Two phrases that are alike.</summary>
/// <param name="Language">BCP 47 tag of both.</param>
/// <param name="First">One of them.</param>
/// <param name="Second">The other.</param>
/// <param name="Alike">1 for the same words, less for phrases that share most of them.</param>
public sealed record PhrasePair(string Language, LabelledPhrase First, LabelledPhrase Second, double Alike);
