using FlowEngine.Definition;

namespace FlowEngine.Understanding;

/// <summary>Stands in front of a classifier that may be replaced by a better one while visitors are answered. Thread-safe.</summary>
/// <param name="first">Answers at first.</param>
public sealed class SwitchingClassifier(IIntentClassifier first) : IIntentClassifier
{
    private volatile IIntentClassifier _current = first;

    /// <summary>Compares words at first.</summary>
    /// <param name="bot">The bot.</param>
    public SwitchingClassifier(BotDefinition bot)
        : this(new OverlapClassifier(bot)) { }

    /// <inheritdoc/>
    public double Threshold => _current.Threshold;

    /// <summary>Replaces the classifier for all messages from now on.</summary>
    /// <param name="better">Answers from now on.</param>
    public void Use(IIntentClassifier better) => _current = better;

    /// <inheritdoc/>
    public IReadOnlyList<IntentScore> Classify(string text) => _current.Classify(text);

    /// <inheritdoc/>
    public string? LanguageOf(string text) => _current.LanguageOf(text);

    /// <inheritdoc/>
    public IReadOnlyList<WordWeight> Explain(string text, string intent) => _current.Explain(text, intent);
}
