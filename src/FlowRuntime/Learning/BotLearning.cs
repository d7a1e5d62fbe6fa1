using FlowEngine.Understanding.Intents;

namespace FlowRuntime.Learning;

/// <inheritdoc cref="IBotLearning"/>
internal sealed class BotLearning(ModelLearner learner, ModelStore store) : IBotLearning
{
    public Task<LearnedReport?> FindReportAsync(BotPhrases phrases, CancellationToken cancellationToken) =>
        store.FindReportAsync(phrases.Hash, cancellationToken);

    public Task<LearnedIntents> LearnAsync(BotPhrases phrases, CancellationToken cancellationToken) =>
        learner.LearnAsync(phrases, cancellationToken);

    public Task<IReadOnlyList<VersionAccuracy>> ListAsync(string botId, CancellationToken cancellationToken) =>
        store.ListAsync(botId, cancellationToken);

    public IDisposable Listen(Action<LearningProgress> listener) => learner.Listen(listener);
}
