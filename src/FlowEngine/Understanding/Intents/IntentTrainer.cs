namespace FlowEngine.Understanding.Intents;

/// <summary>Learns intents from phrases. The same phrases and options give the same classifier on the same kind of processor.</summary>
public static class IntentTrainer
{
    /// <summary>From so many phrases an intent, phrases with typing errors help more than they blur; below, more rounds are needed.</summary>
    private const int ManyPhrases = 20;

    private const int Epochs = 15;
    private const int EpochsOfFew = 40;

    /// <summary>Folds of the phrases by which the threshold is found.</summary>
    private const int Folds = 5;

    /// <summary>Below so many phrases left out, single ones are chance.</summary>
    private const int FewLeftOut = 500;

    /// <summary>So many phrases left out tell the threshold well enough; further folds are not tried.</summary>
    private const int EnoughLeftOut = 1_500;

    /// <summary>Learns intents, and finds the threshold by phrases that were left out at first.</summary>
    /// <param name="phrases">Phrases; an intent needs one at least.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The classifier.</returns>
    public static IntentModel Train(IReadOnlyList<LabelledPhrase> phrases, TrainingOptions options, CancellationToken cancellationToken)
    {
        var model = Learn(phrases, options, cancellationToken);
        var margins = new List<float>();
        for (var fold = 0; fold < Folds && margins.Count < EnoughLeftOut; fold++)
        {
            var (kept, left) = Split(phrases, fold);
            if (kept.Count > 0 && left.Count > 0)
            {
                var without = Learn(kept, options, cancellationToken);
                margins.AddRange(left.Select(p => without.Best(p.Text).Margin));
            }
        }

        return model.WithCutoff(CutoffOf(margins, options.Rejected));
    }

    /// <summary>Sets the threshold by phrases that were not learned.</summary>
    /// <param name="model">The classifier.</param>
    /// <param name="phrases">In-scope phrases.</param>
    /// <param name="options">How many of them may be rejected.</param>
    /// <returns>The classifier with that threshold.</returns>
    public static IntentModel Calibrate(IntentModel model, IReadOnlyList<LabelledPhrase> phrases, TrainingOptions options) =>
        model.WithCutoff(CutoffOf([.. phrases.Select(p => model.Best(p.Text).Margin)], options.Rejected));

    /// <summary>Learns intents without looking for the threshold.</summary>
    /// <param name="phrases">Phrases; an intent needs one at least.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The classifier.</returns>
    public static IntentModel Learn(IReadOnlyList<LabelledPhrase> phrases, TrainingOptions options, CancellationToken cancellationToken)
    {
        var intents = phrases.Select(p => p.Intent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var numberOf = intents.Select((intent, number) => (intent, number)).ToDictionary(p => p.intent, p => p.number, StringComparer.Ordinal);
        string[] background = [.. BackgroundPhrases.Of(options.Language), .. options.OfNone];
        string[] texts = [.. phrases.Select(p => p.Text), .. background];
        int[] classOf = [.. phrases.Select(p => numberOf[p.Intent]), .. background.Select(_ => intents.Length)];
        var classes = background.Length > 0 ? intents.Length + 1 : intents.Length;

        var many = phrases.Count >= ManyPhrases * intents.Length;
        var random = new Random(options.Seed);
        string[]? typed = many && options.Typos ? [.. texts.Select(t => Typos.In(t, random))] : null;
        var features = PhraseFeatures.Of(typed is null ? texts : texts.Concat(typed), options.Language);
        var clean = Array.ConvertAll(texts, features.Read);
        SparseVector[][] variants = [.. clean.Select((phrase, i) => typed is null ? [phrase] : new[] { phrase, features.Read(typed[i]) })];

        var linear = new LinearModel(0, 0);
        var networks = new NeuralModel[options.Networks];
        var epochs = many ? Epochs : EpochsOfFew;
        Parallel.For(
            0,
            options.Networks + 1,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            job =>
            {
                if (job < options.Networks)
                {
                    networks[job] = NeuralTrainer.Train(variants, classOf, features.Count, classes, options.Hidden, epochs, options.Seed + job, cancellationToken);
                }
                else
                {
                    // Errors are the networks' business: twice the phrases would take twice the time, and gain nothing.
                    linear = LinearTrainer.Train(clean, classOf, features.Count, classes, options.Seed, cancellationToken);
                }
            }
        );
        return new IntentModel(features, linear, networks, intents, cutoff: 0);
    }

    /// <summary>Every fifth phrase of each intent is left out, another one in each fold; an intent's only phrase never is.</summary>
    private static (List<LabelledPhrase> Kept, List<LabelledPhrase> Left) Split(IReadOnlyList<LabelledPhrase> phrases, int fold)
    {
        var (kept, left) = (new List<LabelledPhrase>(), new List<LabelledPhrase>());
        foreach (var intent in phrases.GroupBy(p => p.Intent, StringComparer.Ordinal))
        {
            var all = intent.ToList();
            for (var i = 0; i < all.Count; i++)
            {
                (all.Count > 1 && i % Math.Min(Folds, all.Count) == fold ? left : kept).Add(all[i]);
            }
        }

        return (kept, left);
    }

    /// <summary>The worst of few phrases left out are those that were learned from too little: they do not tell where to draw the line.</summary>
    private static int Spare(int left) => left < FewLeftOut ? Math.Min(3, left / 5) : 0;

    private static float CutoffOf(List<float> margins, double rejected)
    {
        if (margins.Count == 0)
        {
            return 0;
        }

        margins.Sort();
        return margins[Math.Min(margins.Count - 1, (int)(margins.Count * rejected) + Spare(margins.Count))];
    }
}
