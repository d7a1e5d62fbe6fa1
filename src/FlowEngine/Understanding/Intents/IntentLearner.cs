namespace FlowEngine.Understanding.Intents;

/// <summary>Learns the intents of a bot in all its languages. The same phrases give the same bytes on the same kind of processor.</summary>
public static class IntentLearner
{
    /// <summary>Up to so many intents the linear model alone is as good as with the networks beside it, and twenty times faster to train.</summary>
    private const int FewIntents = 60;

    private const int ManyPhrases = 3_000;

    /// <summary>Learns the intents of a bot.</summary>
    /// <param name="phrases">Its phrases.</param>
    /// <param name="atOnce">Processors that may be used.</param>
    /// <param name="progress">Told the part that is done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The classifier with its mistakes on phrases that were left out.</returns>
    public static BotLesson Learn(BotPhrases phrases, int atOnce, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        var models = new List<IntentModel>();
        var leftOut = new List<LeftOutOfBot>();
        foreach (var (language, labelled) in phrases.ByLanguage)
        {
            var done = models.Count;
            var part = progress is null ? null : new Part(progress, p => (done + p) / phrases.ByLanguage.Count);
            var intents = labelled.Select(p => p.Intent).Distinct(StringComparer.Ordinal).Count();
            var options = new TrainingOptions(language) { AtOnce = atOnce, Networks = intents > FewIntents || labelled.Count > ManyPhrases ? 2 : 0 };
            var lesson = IntentTrainer.Teach(labelled, options, part, cancellationToken);
            models.Add(lesson.Model);
            leftOut.AddRange(lesson.LeftOut.Select(l => new LeftOutOfBot(language, l)));
        }

        return new BotLesson(new LearnedIntents(phrases, models), leftOut);
    }

    private sealed class Part(IProgress<double> whole, Func<double, double> scale) : IProgress<double>
    {
        public void Report(double value) => whole.Report(scale(value));
    }
}

/// <summary>What was learned of a bot.</summary>
/// <param name="Intents">The classifier.</param>
/// <param name="LeftOut">What it made of phrases that it had not learned.</param>
public sealed record BotLesson(LearnedIntents Intents, IReadOnlyList<LeftOutOfBot> LeftOut);

/// <summary>A phrase that a classifier had not learned, with its language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Phrase">The phrase and what was found.</param>
public sealed record LeftOutOfBot(string Language, LeftOutPhrase Phrase);
