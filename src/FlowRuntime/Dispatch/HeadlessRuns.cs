using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Storage;

namespace FlowRuntime.Dispatch;

/// <summary>
/// Starts runs without a chat. Each has a conversation of its own, so that order, exclusivity and resuming are those of
/// every other run; it is closed when the run ends, and agents see it only once it is handed over.
/// </summary>
internal sealed class HeadlessRuns(DispatchQueue queue, TimeProvider time)
{
    /// <summary>Starts a run in a commit.</summary>
    /// <param name="unit">The commit.</param>
    /// <param name="start">What to start.</param>
    /// <returns>False when the conversation is there already: it was started before.</returns>
    public bool Start(WriteUnit unit, HeadlessStart start)
    {
        var now = time.GetUtcNow();
        var isNew = Insert(unit.Sql, start, turnNo: 0, leaseUntil: null, now);
        if (isNew)
        {
            Inbox.Add(unit.Sql, start.ConversationId, start.Input, now);
            unit.AfterCommit(() => queue.Wake(start.ConversationId));
        }

        return isNew;
    }

    /// <summary>Adds the conversation of a run.</summary>
    /// <returns>False when it is there already.</returns>
    public static bool Insert(SqlSession sql, HeadlessStart start, long turnNo, DateTimeOffset? leaseUntil, DateTimeOffset now) =>
        sql.Execute(
            "INSERT INTO Conversations (Id, BotId, BotVersion, Channel, ContactId, Language, Owner, NextSequence, TurnNo, "
                + "HoldsMessages, IsHeadless, EventDepth, CreatedAt, ChangedAt, LeaseUntil) "
                + "VALUES ($1, $2, 0, $3, $4, $5, $6, 1, $9, 0, 1, $7, $8, $8, $10) ON CONFLICT (Id) DO NOTHING",
            start.ConversationId,
            start.BotId,
            start.Channel,
            start.ContactId,
            start.Language,
            ConversationOwner.Bot,
            start.EventDepth,
            now,
            turnNo,
            leaseUntil
        ) == 1;

    /// <summary>Adds the conversation of a run that has ended in its first turn, closed.</summary>
    /// <returns>False when it is there already.</returns>
    public static bool InsertEnded(
        SqlSession sql,
        HeadlessStart start,
        int botVersion,
        int messages,
        byte[]? response,
        DateTimeOffset startedAt,
        DateTimeOffset now
    ) =>
        sql.Execute(
            "INSERT INTO Conversations (Id, BotId, BotVersion, Channel, ContactId, Language, Owner, NextSequence, TurnNo, "
                + "HoldsMessages, IsHeadless, EventDepth, CreatedAt, ChangedAt, Response) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 2, 0, 1, $9, $10, $11, $12) ON CONFLICT (Id) DO NOTHING",
            start.ConversationId,
            start.BotId,
            botVersion,
            start.Channel,
            start.ContactId,
            start.Language,
            ConversationOwner.Closed,
            messages + 1,
            start.EventDepth,
            startedAt,
            now,
            response
        ) == 1;
}

/// <summary>A run without a chat.</summary>
/// <param name="ConversationId">Id of its conversation; the same id starts nothing twice.</param>
/// <param name="BotId">The bot.</param>
/// <param name="Language">BCP 47 tag of what it says.</param>
/// <param name="Channel">What starts it: <c>schedule</c>, <c>event</c> or <c>webhook</c>.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="NodeId">Its trigger.</param>
/// <param name="Event">What happened, read by expressions as <c>event</c>.</param>
/// <param name="EventDepth">How many flows, one started by the event of the other, led here.</param>
internal sealed record HeadlessStart(
    string ConversationId,
    string BotId,
    string Language,
    string Channel,
    string FlowId,
    string NodeId,
    JsonElement Event,
    int EventDepth = 0
)
{
    /// <summary>Who the conversation is with: what started it.</summary>
    public string ContactId { get; } = $"{Channel}:{FlowId}/{NodeId}";

    /// <summary>What its first turn reacts to.</summary>
    public TurnInput.Triggered Input => new(FlowId, NodeId, Event);
}
