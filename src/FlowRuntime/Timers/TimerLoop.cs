using FlowEngine.Running;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Timers;

/// <summary>Puts timers that are due into the inbox, each once: its row goes in the same commit.</summary>
internal sealed partial class TimerLoop(
    StudioWriter writer,
    StudioDatabase database,
    TimerSignal signal,
    DispatchQueue queue,
    TimeProvider time,
    ILogger<TimerLoop> logger
) : BackgroundService
{
    /// <summary>Timers fired in one commit; the rest follow at once.</summary>
    private const int MostInOneCommit = 256;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await FireAndWaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the rows stay.
        }
    }

    private async Task FireAndWaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            signal.Reset();
            while (await FireAsync(stoppingToken).ConfigureAwait(false) == MostInOneCommit)
            {
                // More are due.
            }

            await WaitAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            LogRefused(e);
            await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(false);
        }
    }

    private Task<int> FireAsync(CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                var now = time.GetUtcNow();
                var due = unit.Sql.All(
                    "SELECT Id, ConversationId, RunId, NodeId, Visit FROM Timers WHERE DueAt <= $1 ORDER BY DueAt LIMIT $2",
                    row =>
                        (
                            Id: row.GetInt64(0),
                            ConversationId: row.GetString(1),
                            Input: new TurnInput.TimerFired(row.GetString(2), row.GetInt32(4))
                        ),
                    now,
                    MostInOneCommit
                );
                foreach (var (id, conversationId, input) in due)
                {
                    unit.Sql.Execute("DELETE FROM Timers WHERE Id = $1", id);
                    Inbox.Add(unit.Sql, conversationId, input, now);
                    unit.AfterCommit(() => queue.Wake(conversationId));
                }

                return due.Count;
            },
            cancellationToken
        );

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        var next = ReadNext();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var wait = next - time.GetUtcNow();
        var delay = Task.Delay(
            wait < TimeSpan.Zero ? TimeSpan.Zero
                : wait < LongestWait ? wait.Value
                : LongestWait,
            time,
            either.Token
        );
        // The clock may have passed the time while the delay was being made.
        if (next is null || time.GetUtcNow() < next)
        {
            await Task.WhenAny(delay, signal.WaitAsync(either.Token)).ConfigureAwait(false);
        }

        await either.CancelAsync().ConfigureAwait(false);
        stoppingToken.ThrowIfCancellationRequested();
    }

    private DateTimeOffset? ReadNext()
    {
        using var session = database.Open();
        return session.Scalar("SELECT MIN(DueAt) FROM Timers") is long ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }

    [LoggerMessage(4301, LogLevel.Error, "The database refused to fire timers; trying again.")]
    private partial void LogRefused(Exception exception);
}
