using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Dispatch;

/// <summary>Looks after work that nobody does: a wake-up that was lost, a claim that has lapsed. No run stays behind.</summary>
internal sealed partial class InboxSweeper(
    TurnStore store,
    DispatchQueue queue,
    TimeProvider time,
    IOptions<DispatchOptions> options,
    ILogger<InboxSweeper> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Value.SweepInterval;
        try
        {
            while (true)
            {
                await Task.Delay(interval, time, stoppingToken).ConfigureAwait(false);
                Sweep(interval);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private void Sweep(TimeSpan patience)
    {
        try
        {
            // Waking a conversation that is being worked on, or that can take nothing now, does no harm.
            store.FindForgotten(patience).ForEach(queue.Wake);
        }
        catch (SqliteException e)
        {
            LogRefused(e);
        }
    }

    [LoggerMessage(4205, LogLevel.Error, "The database could not be read for forgotten work; trying again later.")]
    private partial void LogRefused(Exception exception);
}
