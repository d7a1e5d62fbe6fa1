using FlowEngine.Definition;
using FlowEngine.Understanding.Intents;

namespace FlowEngine.Understanding;

/// <summary>
/// Scores an intent by its most similar phrase: 1 for the same words, else the shared words weighed by how few intents
/// use them (Dice's coefficient). Stands in until a classifier has learned from the phrases, and beside one that has where no
/// phrases of none are known.
/// </summary>
internal sealed class OverlapClassifier : IIntentClassifier
{
    private readonly List<Phrase> _phrases = [];
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly int _intents;

    public OverlapClassifier(BotDefinition bot)
        : this(BotPhrases.Of(bot).ByLanguage.SelectMany(l => l.Phrases)) { }

    public OverlapClassifier(IEnumerable<LabelledPhrase> phrases)
    {
        var users = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var intents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, id) in phrases)
        {
            var normalised = TextTokens.Normalise(text);
            var stems = TextTokens.Stems(normalised).ToHashSet(StringComparer.Ordinal);
            _phrases.Add(new Phrase(id, normalised, stems));
            intents.Add(id);
            foreach (var stem in stems)
            {
                (users.TryGetValue(stem, out var ids) ? ids : users[stem] = []).Add(id);
            }
        }

        _intents = intents.Count;

        foreach (var (stem, ids) in users)
        {
            _weights[stem] = Weight(ids.Count);
        }
    }

    public double Threshold => 0.5;

    public IReadOnlyList<IntentScore> Classify(string text)
    {
        var normalised = TextTokens.Normalise(text);
        var stems = TextTokens.Stems(normalised).ToHashSet(StringComparer.Ordinal);
        var total = stems.Sum(WeightOf);
        return
        [
            .. _phrases
                .GroupBy(p => p.Intent, (id, phrases) => new IntentScore(id, phrases.Max(p => Score(p, normalised, stems, total))))
                .Where(s => s.Score > 0)
                .OrderByDescending(s => s.Score),
        ];
    }

    private double Score(Phrase phrase, string normalised, HashSet<string> stems, double total)
    {
        if (phrase.Normalised.Length > 0 && phrase.Normalised == normalised)
        {
            return 1;
        }

        var shared = phrase.Stems.Where(stems.Contains).Sum(WeightOf);
        var all = phrase.Stems.Sum(WeightOf) + total;
        // Never 1: only the same words in the same order are certain.
        return all > 0 ? Math.Round(0.99 * 2 * shared / all, 4) : 0;
    }

    private double WeightOf(string stem) => _weights.TryGetValue(stem, out var weight) ? weight : UnknownWeight(stem);

    // Words no phrase has dilute a message, numbers and codes hardly do.
    private static double UnknownWeight(string stem) => stem.Any(char.IsAsciiDigit) ? 0.1 : 0.5;

    private double Weight(int users) => 0.3 + Math.Log(1 + ((double)_intents / users));

    private sealed record Phrase(string Intent, string Normalised, HashSet<string> Stems);
}
