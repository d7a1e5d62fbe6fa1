using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Storage;

namespace FlowRuntime.Dispatch;

/// <summary>What conversations have to react to; rows are written in the commit of what caused them.</summary>
internal static class Inbox
{
    /// <summary>Adds what is not a message.</summary>
    /// <returns>Number of the row.</returns>
    public static long Add(SqlSession sql, string conversationId, TurnInput input, DateTimeOffset now) =>
        (long)
            sql.Scalar(
                "INSERT INTO Inbox (ConversationId, IsCancel, Input, At) VALUES ($1, $2, $3, $4) RETURNING Id",
                conversationId,
                input is TurnInput.Cancel,
                JsonSerializer.SerializeToUtf8Bytes(input with { TraceParent = sql.TraceParent }, RunJson.Default.TurnInput),
                now
            )!; // RETURNING returns the row that was inserted

    /// <summary>Adds the end of a conversation's open run; nothing where there is none.</summary>
    public static void AddCancel(SqlSession sql, string conversationId, string reason, DateTimeOffset now)
    {
        var open = sql.All(
            "SELECT Id FROM Runs WHERE ConversationId = $1 AND Status IN ($2, $3)",
            row => row.GetString(0),
            conversationId,
            RunStatus.Running,
            RunStatus.Waiting
        );
        open.ForEach(runId => Add(sql, conversationId, new TurnInput.Cancel(runId, reason), now));
    }

    /// <summary>Adds a visitor's message; one that no turn follows is done at once and kept to recognise its repetition.</summary>
    public static void AddMessage(
        SqlSession sql,
        string conversationId,
        long sequence,
        string? clientActivityId,
        byte[] input,
        DateTimeOffset now,
        bool isDone
    ) =>
        sql.Execute(
            "INSERT INTO Inbox (ConversationId, Sequence, ClientActivityId, IsCancel, Input, At, DoneAt) "
                + "VALUES ($1, $2, $3, 0, $4, $5, $6)",
            conversationId,
            sequence,
            clientActivityId,
            input,
            now,
            isDone ? now : null
        );

    /// <summary>Number of a message that was posted before; null for a new one.</summary>
    public static long? FindSequence(SqlSession sql, string conversationId, string? clientActivityId) =>
        clientActivityId is null
            ? null
            : (long?)
                sql.Scalar(
                    "SELECT Sequence FROM Inbox WHERE ConversationId = $1 AND ClientActivityId = $2",
                    conversationId,
                    clientActivityId
                );

    /// <summary>Conversations with something to react to.</summary>
    public static List<string> Pending(SqlSession sql) =>
        sql.All("SELECT DISTINCT ConversationId FROM Inbox WHERE DoneAt IS NULL", row => row.GetString(0));

    /// <summary>
    /// Conversations whose work was put into the inbox a while ago and is done by nobody: the wake-up was lost, or the
    /// claim of whoever had it has lapsed.
    /// </summary>
    public static List<string> Forgotten(SqlSession sql, DateTimeOffset before, DateTimeOffset now) =>
        sql.All(
            "SELECT DISTINCT i.ConversationId FROM Inbox i JOIN Conversations c ON c.Id = i.ConversationId "
                + "WHERE i.DoneAt IS NULL AND i.At < $1 AND (c.LeaseUntil IS NULL OR c.LeaseUntil < $2)",
            row => row.GetString(0),
            before,
            now
        );
}
