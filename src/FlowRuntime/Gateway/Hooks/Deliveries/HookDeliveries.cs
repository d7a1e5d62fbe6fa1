using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>
/// Writes the log of deliveries. Calls that start runs are written with them; all others on the side, so many a minute that
/// nobody can fill the disk with calls that are refused. Thread-safe.
/// </summary>
internal sealed partial class HookDeliveries(
    StudioWriter writer,
    StudioDatabase database,
    TimeProvider time,
    IOptions<HookOptions> options,
    ILogger<HookDeliveries> logger
)
{
    /// <summary>Number of the latest row; only the writer's thread has to do with it.</summary>
    private long _last;

    /// <summary>Number up to which no line has a payload any more.</summary>
    private long _emptyUpTo;
    private long _sideMinute;
    private int _sideCount;

    /// <summary>Writes a call in a commit.</summary>
    /// <returns>The conversation that took the event before; null when the call was written.</returns>
    public string? Insert(
        SqlSession sql,
        HookCallRecord call,
        string id,
        string? eventId,
        bool isFirst,
        string? conversationId,
        HookOutcome outcome,
        int status,
        string? problem
    )
    {
        if (_last == 0)
        {
            _last = (long?)sql.Scalar("SELECT MAX(Number) FROM HookDeliveries") ?? 0;
        }

        _last = Math.Max(_last + 1, call.ArrivedAt.UtcTicks);
        var isNew =
            sql.Execute(
                "INSERT INTO HookDeliveries (Number, Id, BotId, Hook, EventId, IsFirst, ConversationId, Outcome, Status, Problem, "
                    + "Microseconds, Size, Head, Body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
                    + "ON CONFLICT DO NOTHING",
                _last,
                id,
                call.BotId,
                call.Hook,
                eventId,
                isFirst,
                conversationId,
                outcome,
                status,
                problem,
                (long)time.GetElapsedTime(call.Began).TotalMicroseconds,
                call.Size,
                call.Head,
                call.Body
            ) == 1;
        return isNew ? null : FindEarlier(sql, call.BotId, call.Hook, eventId) ?? id;
    }

    /// <summary>The conversation that took an event before; null for a new one.</summary>
    public static string? FindEarlier(SqlSession sql, string botId, string hook, string? eventId) =>
        eventId is null
            ? null
            : (string?)
                sql.Scalar(
                    "SELECT ConversationId FROM HookDeliveries WHERE BotId = $1 AND Hook = $2 AND EventId = $3 AND IsFirst = 1 "
                        + "AND EventId IS NOT NULL",
                    botId,
                    hook,
                    eventId
                );

    /// <summary>Writes, soon and if there is room, a call that starts nothing.</summary>
    public void WriteAside(HookCallRecord call, string? eventId, string? conversationId, HookOutcome outcome, int status, string? problem)
    {
        var minute = call.ArrivedAt.UtcTicks / TimeSpan.TicksPerMinute;
        if (Interlocked.Exchange(ref _sideMinute, minute) != minute)
        {
            Interlocked.Exchange(ref _sideCount, 0);
        }

        if (Interlocked.Increment(ref _sideCount) <= options.Value.LoggedAsidePerMinute)
        {
            _ = FollowAsync(
                writer.CommitAsync(
                    unit => Insert(unit.Sql, call, NewId(), eventId, isFirst: false, conversationId, outcome, status, problem),
                    CancellationToken.None
                )
            );
        }
    }

    /// <summary>Says, soon, what a caller heard who had waited for the flow.</summary>
    public void Answered(HookCallRecord call, string id, int status)
    {
        var elapsed = (long)time.GetElapsedTime(call.Began).TotalMicroseconds;
        _ = FollowAsync(
            writer.CommitAsync(
                unit => unit.Sql.Execute("UPDATE HookDeliveries SET Status = $2, Microseconds = $3 WHERE Id = $1 AND Status = 0", id, status, elapsed),
                CancellationToken.None
            )
        );
    }

    /// <summary>Number of the oldest line that may keep its payload, by age, count and size. Reads thousands of lines: not for the writer.</summary>
    public long OldestPayload()
    {
        var settings = options.Value;
        using var sql = database.Open();
        var byCount = (long?)
            sql.Scalar(
                "SELECT Number FROM HookDeliveries WHERE Head IS NOT NULL ORDER BY Number DESC LIMIT 1 OFFSET $1",
                settings.KeepPayloads - 1
            );
        var bySize = (long?)
            sql.Scalar(
                "SELECT MAX(Number) FROM (SELECT Number, SUM(Size) OVER (ORDER BY Number DESC) AS Total FROM "
                    + "(SELECT Number, Size FROM HookDeliveries WHERE Head IS NOT NULL ORDER BY Number DESC LIMIT $1)) WHERE Total > $2",
                settings.KeepPayloads,
                settings.KeepPayloadBytes
            );
        return Math.Max((time.GetUtcNow() - settings.KeepPayloadsFor).UtcTicks, Math.Max(byCount ?? 0, (bySize ?? -1) + 1));
    }

    /// <summary>Forgets what was kept long enough: whole lines after a time, heads and bodies earlier, when they are too many or too old.</summary>
    /// <param name="unit">The commit.</param>
    /// <param name="before">Lines that are older go whole.</param>
    /// <param name="oldest">The first line that keeps its payload: <see cref="OldestPayload"/>.</param>
    /// <param name="most">Rows of a kind in this commit.</param>
    /// <returns>How many lines went.</returns>
    public int Forget(WriteUnit unit, DateTimeOffset before, long oldest, int most)
    {
        var sql = unit.Sql;
        sql.Execute(
            "UPDATE Conversations SET Response = NULL WHERE Response IS NOT NULL AND Id IN "
                + "(SELECT ConversationId FROM HookDeliveries WHERE Number <= $1 LIMIT $2)",
            before,
            most
        );
        // Each commit goes on where the last one ended: what is empty already is not read again.
        var next = (long?)
            sql.Scalar(
                "SELECT Number FROM HookDeliveries WHERE Number >= $1 AND Number < $2 AND Head IS NOT NULL ORDER BY Number LIMIT 1 OFFSET $3",
                _emptyUpTo,
                oldest,
                most
            );
        var until = next ?? oldest;
        var emptied = sql.Execute(
            "UPDATE HookDeliveries SET Head = NULL, Body = NULL WHERE Number >= $1 AND Number < $2 AND Head IS NOT NULL",
            _emptyUpTo,
            until
        );
        unit.AfterCommit(() => _emptyUpTo = until);
        var gone = sql.Execute(
            "DELETE FROM HookDeliveries WHERE Number IN (SELECT Number FROM HookDeliveries WHERE Number <= $1 LIMIT $2)",
            before,
            most
        );
        var aside = sql.Execute(
            "DELETE FROM HookDeliveries WHERE Number IN (SELECT Number FROM HookDeliveries WHERE ConversationId IS NULL "
                + "ORDER BY Number DESC LIMIT $2 OFFSET $1)",
            options.Value.KeepAside,
            most
        );
        return Math.Max(Math.Max(emptied, gone), aside);
    }

    /// <summary>An id for what has no conversation.</summary>
    public string NewId() => $"delivery.{Guid.CreateVersion7(time.GetUtcNow()):N}";

    private async Task FollowAsync(Task writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (Exception e) when (e is SqliteException or ObjectDisposedException)
        {
            LogUnwritten(e);
        }
    }

    [LoggerMessage(4701, LogLevel.Warning, "A line of the log of deliveries could not be written.")]
    private partial void LogUnwritten(Exception exception);
}
