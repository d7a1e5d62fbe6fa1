namespace FlowEngine.Understanding;

/// <summary>Scores the intents of one bot. Thread-safe.</summary>
public interface IIntentClassifier
{
    /// <summary>Least score of an intent that is acted upon, 0 to 1.</summary>
    double Threshold { get; }

    /// <summary>Scores a message.</summary>
    /// <param name="text">What the visitor wrote, at most 4,000 characters.</param>
    /// <returns>Intents with a score above zero, best first.</returns>
    IReadOnlyList<IntentScore> Classify(string text);

    /// <summary>Tells the language of a message.</summary>
    /// <param name="text">What the visitor wrote.</param>
    /// <returns>BCP 47 tag; null when it cannot be told.</returns>
    string? LanguageOf(string text) => null;

    /// <summary>Tells which words decided.</summary>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="intent">Id of an intent.</param>
    /// <returns>Its words in order; empty when the classifier cannot tell.</returns>
    IReadOnlyList<WordWeight> Explain(string text, string intent) => [];
}
