using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>Works on conversations: one turn at a time each, many conversations at the same time.</summary>
internal sealed partial class Dispatcher(
    DispatchQueue queue,
    TurnRunner turns,
    TurnStore store,
    TimeProvider time,
    IOptions<DispatchOptions> options,
    ILogger<Dispatcher> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _abandon = new();

    /// <summary>Takes no more turns and lets the running ones finish, as long as the host waits.</summary>
    /// <param name="cancellationToken">Ends the wait; unfinished turns are done again after the next start.</param>
    /// <returns>When all turns have ended.</returns>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var abandoning = cancellationToken.UnsafeRegister(_ => _abandon.Cancel(), null);
        await using (abandoning.ConfigureAwait(false))
        {
            await base.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Dispose()
    {
        _abandon.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var conversationId in await store.RecoverAsync(stoppingToken).ConfigureAwait(false))
        {
            queue.Wake(conversationId);
        }

        await Task.WhenAll(Enumerable.Range(0, options.Value.ParallelTurns).Select(_ => WorkAsync(stoppingToken)))
            .ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var conversationId in queue.TakeAsync(stoppingToken).ConfigureAwait(false))
            {
                queue.Done(conversationId, await RunAsync(conversationId).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested || _abandon.IsCancellationRequested)
        {
            // The process stops; what is left waits in the inbox.
        }
    }

    private async Task<bool> RunAsync(string conversationId)
    {
        for (var again = false; ; again = true)
        {
            try
            {
                return await turns.RunNextAsync(conversationId, again, _abandon.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is TurnLostException or SqliteException)
            {
                LogLost(e, conversationId);
                await Task.Delay(Pause, time, _abandon.Token).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(4203, LogLevel.Error, "A turn of conversation {ConversationId} was not committed; trying again.")]
    private partial void LogLost(Exception exception, string conversationId);
}
