using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using FlowEngine.Definition;
using FlowEngine.Understanding.Intents;
using FlowRuntime.Library;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Learning;

/// <summary>
/// Learns in the background: a draft some time after its latest change, a version when it becomes live. A draft that changes
/// while it is learned is given up and learned anew.
/// </summary>
internal sealed partial class LearningLoop(
    IFlowLibrary library,
    LiveVersions live,
    DraftNews drafts,
    ModelLearner learner,
    ModelStore store,
    TimeProvider time,
    ILogger<LearningLoop> logger
) : BackgroundService
{
    /// <summary>Whoever types phrases saves often.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly Channel<Wanted> _wanted = Channel.CreateUnbounded<Wanted>();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CancellationTokenSource> _drafts = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hearing = drafts.Listen(botId => _wanted.Writer.TryWrite(new Wanted(botId, IsDraft: true)));
        live.Listen(botId => _wanted.Writer.TryWrite(new Wanted(botId, IsDraft: false)));
        var running = new List<Task>();
        try
        {
            foreach (var bot in await live.ListAsync(stoppingToken).ConfigureAwait(false))
            {
                _wanted.Writer.TryWrite(new Wanted(bot.ToString(), IsDraft: false));
            }

            await foreach (var (botId, isDraft) in _wanted.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                running.RemoveAll(t => t.IsCompleted);
                running.Add(isDraft ? DraftAsync(botId, stoppingToken) : GuardAsync(botId, VersionAsync, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await learner.StopAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    /// <summary>Gives up what is being learned of a draft that has changed again.</summary>
    private void Replace(string botId, CancellationTokenSource mine)
    {
        lock (_lock)
        {
            if (_drafts.TryGetValue(botId, out var before))
            {
                before.Cancel();
            }

            _drafts[botId] = mine;
        }
    }

    private async Task DraftAsync(string botId, CancellationToken stoppingToken)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Replace(botId, mine);
        await GuardAsync(botId, LearnDraftAsync, mine.Token).ConfigureAwait(false);
        lock (_lock)
        {
            // Whoever took its place has cancelled it already: nobody reaches it any more.
            if (_drafts.GetValueOrDefault(botId) == mine)
            {
                _drafts.Remove(botId);
            }
        }
    }

    private async Task LearnDraftAsync(string botId, CancellationToken cancellationToken)
    {
        await Task.Delay(Quiet, time, cancellationToken).ConfigureAwait(false);
        if (await library.FindAsync(botId, cancellationToken).ConfigureAwait(false) is { } draft)
        {
            await LearnAsync(draft.Bundle.Bot, IntentModelUseRow.Draft, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task VersionAsync(string address, CancellationToken cancellationToken)
    {
        if (
            await live.FindAsync(address, cancellationToken).ConfigureAwait(false) is { } version
            && await library.FindVersionAsync(BotAddress.Parse(address).BotId, version, cancellationToken).ConfigureAwait(false) is { } bundle
        )
        {
            await LearnAsync(bundle.Bot, version, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LearnAsync(BotDefinition bot, int version, CancellationToken cancellationToken)
    {
        var phrases = BotPhrases.Of(bot);
        learner.Forget(await store.UseAsync(bot.Id, version, phrases, cancellationToken).ConfigureAwait(false));
        await learner.LearnAsync(phrases, cancellationToken).ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "What cannot be learned now is learned when it is asked for; the loop goes on.")]
    private async Task GuardAsync(string botId, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(botId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // A later change takes its place, or the process stops.
        }
        catch (Exception e)
        {
            LogFailed(e, botId);
        }
    }

    [LoggerMessage(4704, LogLevel.Warning, "Bot {BotId} could not be learned ahead.")]
    private partial void LogFailed(Exception exception, string botId);

    private readonly record struct Wanted(string BotId, bool IsDraft);
}
