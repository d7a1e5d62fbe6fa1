using System.Diagnostics.CodeAnalysis;
using FlowEngine.Definition;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Intents;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Learning;

/// <summary>Understands by what was learned from a bot's phrases; until that is ready, by comparing words.</summary>
internal sealed partial class StudioUnderstanding(ModelLearner learner, TimeProvider time, ILogger<StudioUnderstanding> logger) : IUnderstandingFactory
{
    /// <inheritdoc/>
    public IUnderstanding Create(BotDefinition bot) => Begin(bot).Understanding;

    /// <inheritdoc/>
    public async ValueTask<IUnderstanding> CreateAsync(BotDefinition bot, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (understanding, learning) = Begin(bot);
        try
        {
            await learning.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It takes over when it is ready.
        }

        return understanding;
    }

    /// <inheritdoc/>
    public async ValueTask<IUnderstanding> LearnAsync(BotDefinition bot, CancellationToken cancellationToken) =>
        new BotUnderstanding(bot, await learner.LearnAsync(BotPhrases.Of(bot), cancellationToken).ConfigureAwait(false));

    private (IUnderstanding Understanding, Task Learning) Begin(BotDefinition bot)
    {
        var phrases = BotPhrases.Of(bot);
        if (learner.Find(phrases.Hash) is { } learned)
        {
            return (new BotUnderstanding(bot, learned), Task.CompletedTask);
        }

        var classifier = new SwitchingClassifier(bot);
        return (new BotUnderstanding(bot, classifier), SwitchAsync(bot.Id, classifier, phrases));
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody waits who could be told; the bot goes on as it is.")]
    private async Task SwitchAsync(string botId, SwitchingClassifier classifier, BotPhrases phrases)
    {
        try
        {
            classifier.Use(await learner.LearnAsync(phrases, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The process stops.
        }
        catch (Exception e)
        {
            LogByWords(e, botId);
        }
    }

    [LoggerMessage(4703, LogLevel.Warning, "Bot {BotId} is understood by comparing words, as its phrases could not be learned.")]
    private partial void LogByWords(Exception exception, string botId);
}
