using FlowEngine.Understanding.Intents;

namespace FlowRuntime.Learning;

/// <summary>What the designer sees of learning. Phrases of drafts and versions are learned by themselves; thread-safe.</summary>
public interface IBotLearning
{
    /// <summary>What is known of phrases.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report; null when they are not learned yet.</returns>
    Task<LearnedReport?> FindReportAsync(BotPhrases phrases, CancellationToken cancellationToken);

    /// <summary>Learns phrases, or takes what was learned of them before.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="cancellationToken">Gives up; learning ends when nobody else waits for it.</param>
    /// <returns>The classifier.</returns>
    Task<LearnedIntents> LearnAsync(BotPhrases phrases, CancellationToken cancellationToken);

    /// <summary>How well the versions of a bot understand, the newest first; without the draft.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<VersionAccuracy>> ListAsync(string botId, CancellationToken cancellationToken);

    /// <summary>Hears how learning goes on.</summary>
    /// <param name="listener">Called on any thread; must return at once and not throw.</param>
    /// <returns>Dispose to hear no more.</returns>
    IDisposable Listen(Action<LearningProgress> listener);
}
