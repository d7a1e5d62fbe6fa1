using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.Hooks.Deliveries;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Storage;

/// <summary>Forgets what has expired: stored values, delivered events, deliveries of webhooks.</summary>
internal sealed partial class Housekeeping(
    StudioWriter writer,
    HookDeliveries deliveries,
    TimeProvider time,
    IOptions<DispatchOptions> options,
    ILogger<Housekeeping> logger
) : BackgroundService
{
    /// <summary>Rows of a kind that go in one commit, so that nobody waits long for the writer.</summary>
    private const int MostInOneCommit = 250;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await CleanAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            var oldest = deliveries.OldestPayload();
            while (await writer.CommitAsync(unit => Clean(unit, oldest), cancellationToken).ConfigureAwait(false) >= MostInOneCommit)
            {
                // More has expired.
            }
        }
        catch (SqliteException e)
        {
            LogRefused(e);
        }
    }

    private int Clean(WriteUnit unit, long oldestPayload)
    {
        var sql = unit.Sql;
        var now = time.GetUtcNow();
        var events = now - options.Value.EventMemory;
        return Math.Max(
            Math.Max(
                Delete(sql, "DELETE FROM KeyValues WHERE rowid IN (SELECT rowid FROM KeyValues WHERE ExpiresAt <= $1 LIMIT $2)", now),
                Delete(sql, "DELETE FROM Events WHERE Id IN (SELECT Id FROM Events WHERE DeliveredAt <= $1 LIMIT $2)", events)
            ),
            deliveries.Forget(unit, now - options.Value.HookMemory, oldestPayload, MostInOneCommit)
        );
    }

    private static int Delete(SqlSession sql, string statement, DateTimeOffset until) =>
        sql.Execute(statement, until, MostInOneCommit);

    [LoggerMessage(4601, LogLevel.Error, "The database refused to forget what has expired; trying again later.")]
    private partial void LogRefused(Exception exception);
}
