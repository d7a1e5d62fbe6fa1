using FlowEngine.Running;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Timers;

/// <summary>Puts timers that are due into the inbox, each once: its row is marked in the same commit.</summary>
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
            var next = ReadNext();
            while (next <= time.GetUtcNow())
            {
                await FireAsync(stoppingToken).ConfigureAwait(false);
                next = ReadNext();
            }

            await signal.WaitAsync(next, time, stoppingToken).ConfigureAwait(false);
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
                    "SELECT RunId, Ticket, ConversationId FROM Timers WHERE IsFired = 0 AND DueAt <= $1 ORDER BY DueAt LIMIT $2",
                    row => (Input: new TurnInput.TimerFired(row.GetString(0), row.GetInt32(1)), ConversationId: row.GetString(2)),
                    now,
                    MostInOneCommit
                );
                foreach (var (input, conversationId) in due)
                {
                    unit.Sql.Execute("UPDATE Timers SET IsFired = 1 WHERE RunId = $1 AND Ticket = $2", input.RunId, input.Ticket);
                    Inbox.Add(unit.Sql, conversationId, input, now);
                    unit.AfterCommit(() => queue.Wake(conversationId));
                }

                return due.Count;
            },
            cancellationToken
        );

    private DateTimeOffset? ReadNext()
    {
        using var session = database.Open();
        return session.Scalar("SELECT MIN(DueAt) FROM Timers WHERE IsFired = 0") is long ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }

    [LoggerMessage(4301, LogLevel.Error, "The database refused to fire timers; trying again.")]
    private partial void LogRefused(Exception exception);
}
