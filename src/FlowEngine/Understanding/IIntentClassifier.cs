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
}
