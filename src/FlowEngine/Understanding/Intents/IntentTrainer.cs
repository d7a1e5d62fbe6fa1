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

    /// <summary>Below so many phrases, single ones are chance, and what belongs to none has a say in the threshold.</summary>
    private const int FewPhrases = 500;

    /// <summary>So many phrases left out tell the threshold well enough; further folds are not tried.</summary>
    private const int EnoughLeftOut = 1_500;

    /// <summary>Of phrases that belong to none, this part stays below the threshold.</summary>
    private const double KeptOut = 0.98;

    /// <summary>Learns intents, and finds the threshold by phrases that were left out at first.</summary>
    /// <param name="phrases">Phrases; an intent needs one at least.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The classifier.</returns>
    public static IntentModel Train(IReadOnlyList<LabelledPhrase> phrases, TrainingOptions options, CancellationToken cancellationToken) =>
        Teach(phrases, options, progress: null, cancellationToken).Model;

    /// <summary>Learns intents as <see cref="Train"/>, and tells what became of the phrases that were left out.</summary>
    /// <param name="phrases">Phrases; an intent needs one at least.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told the part that is done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The classifier with its mistakes.</returns>
    public static IntentLesson Teach(
        IReadOnlyList<LabelledPhrase> phrases,
        TrainingOptions options,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var background = BackgroundOf(options);
        var model = Learn(phrases, background, options, cancellationToken);
        var few = phrases.Count < FewPhrases;
        var left = new List<(LabelledPhrase Phrase, string Found, float Margin)>();
        var ofNone = new List<float>();
        for (var fold = 0; fold < Folds && left.Count < EnoughLeftOut; fold++)
        {
            progress?.Report((fold + 1.0) / (Folds + 1));
            var (kept, asked) = Split(phrases, fold);
            List<string> strange = few ? [.. background.Where((_, i) => i % Folds == fold)] : [];
            if (kept.Count == 0 || asked.Count + strange.Count == 0)
            {
                continue;
            }

            var without = Learn(kept, few ? [.. background.Where((_, i) => i % Folds != fold)] : background, options, cancellationToken);
            foreach (var phrase in asked)
            {
                var (intent, margin) = without.Best(phrase.Text);
                left.Add((phrase, without.Intents[intent], margin));
            }

            ofNone.AddRange(strange.Select(text => without.Best(text).Margin));
        }

        var taught = model.WithCutoff(CutoffOf([.. left.Select(l => l.Margin)], ofNone, options.Rejected));
        return new IntentLesson(taught, [.. left.Select(l => new LeftOutPhrase(l.Phrase.Text, l.Phrase.Intent, l.Found, taught.ToScore(l.Margin)))]);
    }

    /// <summary>Sets the threshold by phrases that were not learned.</summary>
    /// <param name="model">The classifier.</param>
    /// <param name="phrases">In-scope phrases.</param>
    /// <param name="options">How many of them may be rejected.</param>
    /// <returns>The classifier with that threshold.</returns>
    public static IntentModel Calibrate(IntentModel model, IReadOnlyList<LabelledPhrase> phrases, TrainingOptions options) =>
        model.WithCutoff(CutoffOf([.. phrases.Select(p => model.Best(p.Text).Margin)], [], options.Rejected));

    /// <summary>Learns intents without looking for the threshold.</summary>
    /// <param name="phrases">Phrases; an intent needs one at least.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The classifier.</returns>
    public static IntentModel Learn(IReadOnlyList<LabelledPhrase> phrases, TrainingOptions options, CancellationToken cancellationToken) =>
        Learn(phrases, BackgroundOf(options), options, cancellationToken);

    private static List<string> BackgroundOf(TrainingOptions options) => [.. BackgroundPhrases.Of(options.Language), .. options.OfNone];

    private static IntentModel Learn(
        IReadOnlyList<LabelledPhrase> phrases,
        List<string> background,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        var intents = phrases.Select(p => p.Intent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var numberOf = intents.Select((intent, number) => (intent, number)).ToDictionary(p => p.intent, p => p.number, StringComparer.Ordinal);
        string[] texts = [.. phrases.Select(p => p.Text), .. background];
        int[] classOf = [.. phrases.Select(p => numberOf[p.Intent]), .. background.Select(_ => intents.Length)];
        var classes = background.Count > 0 ? intents.Length + 1 : intents.Length;

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
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = options.AtOnce },
            job =>
            {
                if (job < options.Networks)
                {
                    networks[job] = NeuralTrainer.Train(variants, classOf, features.Count, classes, options.Hidden, epochs, options.Seed + job, cancellationToken);
                }
                else
                {
                    // Errors are the networks' business: twice the phrases would take twice the time, and gain nothing.
                    linear = LinearTrainer.Train(clean, classOf, features.Count, classes, options.Seed, options.AtOnce, cancellationToken);
                }
            }
        );
        linear.Round();
        foreach (var network in networks)
        {
            network.Round();
        }

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
    private static int Spare(int left) => left < FewPhrases ? Math.Min(3, left / 5) : 0;

    /// <summary>
    /// Many phrases tell by themselves where the line is. Few do not: then it lies half-way between where phrases that belong to
    /// none end and where the phrases would draw it, if that is above.
    /// </summary>
    private static float CutoffOf(List<float> margins, List<float> ofNone, double rejected)
    {
        margins.Sort();
        ofNone.Sort();
        var wanted = margins.Count == 0 ? 0 : margins[Math.Min(margins.Count - 1, (int)(margins.Count * rejected) + Spare(margins.Count))];
        if (ofNone.Count == 0)
        {
            return wanted;
        }

        var strange = ofNone[(int)(ofNone.Count * KeptOut)];
        return (strange + Math.Max(strange, wanted)) / 2;
    }
}
