using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Credentials;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;

namespace FlowRuntime.Events;

/// <summary>Writes what turns have to do with events, in their commits.</summary>
internal sealed class EventRecords(EventSignal signal, DispatchQueue queue, ISecretRedactor redactor, TimeProvider time)
{
    /// <summary>Longest chain of flows that start each other by events; what comes after it starts no flow any more.</summary>
    public const int MostDepth = 16;

    /// <summary>Stores an event; the loop delivers it after the commit.</summary>
    /// <param name="unit">The commit.</param>
    /// <param name="botId">Bot whose runs and flows hear of it.</param>
    /// <param name="emitted">The event.</param>
    /// <param name="runId">Run that emitted it; null for one from outside.</param>
    /// <param name="depth">How many flows, one started by the event of the other, led here.</param>
    public void Store(WriteUnit unit, string botId, EmittedEvent emitted, string? runId, int depth)
    {
        unit.Sql.Execute(
            "INSERT INTO Events (BotId, Name, Correlation, Event, RunId, Depth, At) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            botId,
            emitted.Name,
            emitted.Correlation,
            JsonSerializer.SerializeToUtf8Bytes(emitted with { Data = redactor.Redact(emitted.Data) }, RunJson.Default.EmittedEvent),
            runId,
            depth,
            time.GetUtcNow()
        );
        unit.AfterCommit(signal.Raise);
    }

    /// <summary>
    /// Makes the waits of a conversation those of its run's open bookmarks. A new wait takes the oldest event that is still
    /// kept, came after the run began and was neither emitted by the run nor given to it before: so an answer that is
    /// faster than the commit of the wait is not lost.
    /// </summary>
    public void Follow(WriteUnit unit, Claim claim, RunState? run)
    {
        var (sql, conversationId) = (unit.Sql, claim.Conversation.Id);
        var waits = run is { HasEnded: false } ? run.Frames.Select(f => f.Bookmark).OfType<Bookmark.Event>().ToList() : [];
        sql.Execute(
            "DELETE FROM EventWaits WHERE ConversationId = $1 AND (RunId <> $2 OR Ticket NOT IN (SELECT value FROM json_each($3)))",
            conversationId,
            run?.RunId ?? "",
            JsonSerializer.Serialize(waits.ConvertAll(w => w.Ticket))
        );
        foreach (var wait in waits)
        {
            var isNew =
                sql.Execute(
                    "INSERT INTO EventWaits (RunId, Ticket, ConversationId, BotId, Name, Correlation, IsMet) "
                        + "VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT DO NOTHING",
                    run!.RunId, // there are waits of a run only
                    wait.Ticket,
                    conversationId,
                    claim.BotId,
                    wait.Name,
                    wait.Correlation
                ) == 1;
            if (isNew && FindMissed(sql, claim.BotId, run, wait) is { } missed)
            {
                Give(unit, missed, new OpenWait(run.RunId, wait.Ticket, conversationId));
            }
        }
    }

    /// <summary>Puts an event into the inbox of a run that waits for it, once.</summary>
    public void Give(WriteUnit unit, StoredEvent stored, OpenWait wait)
    {
        var isMine =
            unit.Sql.Execute(
                "UPDATE EventWaits SET IsMet = 1 WHERE RunId = $1 AND Ticket = $2 AND IsMet = 0",
                wait.RunId,
                wait.Ticket
            ) == 1;
        if (!isMine)
        {
            return;
        }

        unit.Sql.Execute(
            "INSERT INTO EventDeliveries (EventId, RunId) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            stored.Id,
            wait.RunId
        );
        Inbox.Add(
            unit.Sql,
            wait.ConversationId,
            new TurnInput.EventArrived(wait.RunId, wait.Ticket, stored.Event),
            time.GetUtcNow()
        );
        unit.AfterCommit(() => queue.Wake(wait.ConversationId));
    }

    private static StoredEvent? FindMissed(SqlSession sql, string botId, RunState run, Bookmark.Event wait) =>
        sql.First(
            "SELECT e.Id, e.Event FROM Events e WHERE e.BotId = $1 AND e.Name = $2 AND ($3 IS NULL OR e.Correlation = $3) "
                + "AND e.DeliveredAt IS NOT NULL AND e.At >= $4 AND (e.RunId IS NULL OR e.RunId <> $5) "
                + "AND NOT EXISTS (SELECT 1 FROM EventDeliveries d WHERE d.EventId = e.Id AND d.RunId = $5) ORDER BY e.Id LIMIT 1",
            row => new StoredEvent(row.GetInt64(0), Read(row.GetFieldValue<byte[]>(1))),
            botId,
            wait.Name,
            wait.Correlation,
            run.StartedAt,
            run.RunId
        );

    /// <summary>Reads an event's row.</summary>
    public static EmittedEvent Read(byte[] json) =>
        JsonSerializer.Deserialize(json, RunJson.Default.EmittedEvent) ?? throw new JsonException("An event's row holds no event.");
}

/// <summary>An event with its number.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Event">The event.</param>
internal sealed record StoredEvent(long Id, EmittedEvent Event);

/// <summary>An open bookmark of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Ticket">Number of the bookmark.</param>
/// <param name="ConversationId">The run's conversation.</param>
internal sealed record OpenWait(string RunId, int Ticket, string ConversationId);
