namespace FlowEngine.Understanding.Intents;

/// <summary>
/// Classifies by what was learned from a bot's phrases, in each of its languages: the language of a message decides which
/// model reads it; where that cannot be told, the best of all counts. Immutable and thread-safe.
/// </summary>
public sealed class LearnedIntents : IIntentClassifier
{
    /// <summary>Longest message that is explained word by word. Unit: words.</summary>
    private const int MostExplained = 60;

    /// <summary>Score of a message that stands among the phrases of several intents.</summary>
    private const double Shared = 0.9;

    /// <summary>
    /// Where no phrases of none are known for a language, a message must share so much with the words of an intent's phrases
    /// (see <see cref="OverlapClassifier"/>), or is taken for none.
    /// </summary>
    private const double LeastShared = 0.34;

    private readonly (string Language, IntentModel Model, OverlapClassifier? Guard)[] _models;
    private readonly Dictionary<string, string[]> _exact = new(StringComparer.Ordinal);

    internal LearnedIntents(BotPhrases phrases, IReadOnlyList<IntentModel> models)
    {
        _models = [.. phrases.ByLanguage.Zip(models, (l, model) => (l.Language, model, GuardOf(l)))];
        foreach (var same in phrases.ByLanguage.SelectMany(l => l.Phrases).GroupBy(p => PhraseKey.Of(p.Text), StringComparer.Ordinal))
        {
            _exact[same.Key] = [.. same.Select(p => p.Intent).Distinct(StringComparer.Ordinal)];
        }
    }

    /// <inheritdoc/>
    public double Threshold => 0.5;

    /// <inheritdoc/>
    public IReadOnlyList<IntentScore> Classify(string text)
    {
        var best = new Dictionary<string, double>(StringComparer.Ordinal);
        // A number or a question mark alone says nothing of what somebody wants, whatever phrases have one.
        foreach (var (_, model, guard) in text.Any(char.IsLetter) ? ModelsFor(text) : [])
        {
            var shared = guard?.Classify(text).ToDictionary(s => s.Intent, s => s.Score, StringComparer.Ordinal);
            foreach (var (intent, score) in model.Classify(text))
            {
                var sure = shared is null || shared.GetValueOrDefault(intent) >= LeastShared ? score : Math.Min(score, Threshold * 0.9);
                best[intent] = Math.Max(sure, best.GetValueOrDefault(intent));
            }
        }

        // What somebody wrote down as an example is certain; as an example of two intents it is as certain of both.
        if (_exact.TryGetValue(PhraseKey.Of(text), out var intents))
        {
            foreach (var intent in intents)
            {
                best[intent] = intents.Length == 1 ? 1 : Math.Max(Shared, best.GetValueOrDefault(intent));
            }
        }

        return [.. best.Select(b => new IntentScore(b.Key, b.Value)).OrderByDescending(s => s.Score).ThenBy(s => s.Intent, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public string? LanguageOf(string text)
    {
        if (LanguageGuess.Of([text]) is var guess && guess != LanguageGuess.Unknown)
        {
            return guess;
        }

        return _models
            .Select(m => (m.Language, Score: m.Model.Classify(text) is [var best, ..] ? best.Score : 0))
            .Where(m => m.Score >= Threshold)
            .OrderByDescending(m => m.Score)
            .FirstOrDefault()
            .Language;
    }

    /// <inheritdoc/>
    public IReadOnlyList<WordWeight> Explain(string text, string intent)
    {
        var found = ModelsFor(text)
            .Select(m => (m.Model, Margin: m.Model.MarginOf(text, intent)))
            .OrderByDescending(m => m.Margin)
            .FirstOrDefault(m => m.Margin is not null);
        if (found is not (var model, { } whole))
        {
            return [];
        }

        // What a word is worth is what the intent loses without it: neighbours and spelling count, as they do when classifying.
        return
        [
            .. WordSpans
                .Of(text)
                .Take(MostExplained)
                .Select(w => new WordWeight(
                    text[w.Start..w.End],
                    w.Start,
                    Math.Round(whole - (model.MarginOf(text.Remove(w.Start, w.End - w.Start), intent) ?? 0), 2)
                )),
        ];
    }

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(_models.Length);
        foreach (var (language, model, _) in _models)
        {
            writer.Write(language);
            writer.Flush();
            model.Save(stream);
        }
    }

    /// <summary>Reads what was learned from phrases.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="phrases">The phrases it was learned from.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="InvalidDataException">It is none, or was learned from something else: learn again.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static LearnedIntents Load(Stream stream, BotPhrases phrases)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        var models = new List<IntentModel>();
        var count = reader.ReadInt32();
        if (count != phrases.ByLanguage.Count)
        {
            throw new InvalidDataException("A stored classifier has other languages than its bot.");
        }

        foreach (var (language, _) in phrases.ByLanguage)
        {
            if (reader.ReadString() != language)
            {
                throw new InvalidDataException("A stored classifier has other languages than its bot.");
            }

            models.Add(IntentModel.Load(stream));
        }

        return new LearnedIntents(phrases, models);
    }

    private static OverlapClassifier? GuardOf(PhrasesOfLanguage phrases) =>
        BackgroundPhrases.Of(phrases.Language).Count > 0 ? null : new OverlapClassifier(phrases.Phrases);

    private IEnumerable<(string Language, IntentModel Model, OverlapClassifier? Guard)> ModelsFor(string text)
    {
        if (_models.Length < 2)
        {
            return _models;
        }

        var guess = LanguageGuess.Of([text]);
        var spoken = _models.Where(m => IsOf(m.Language, guess)).ToList();
        return spoken.Count > 0 ? spoken : _models;
    }

    private static bool IsOf(string tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');
}
