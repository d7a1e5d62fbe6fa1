using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Storage;

namespace FlowRuntime.Dispatch;

/// <summary>What conversations have to react to; rows are written in the commit of what caused them.</summary>
internal static class Inbox
{
    /// <summary>Adds what is not a message.</summary>
    public static void Add(SqlSession sql, string conversationId, TurnInput input, DateTimeOffset now) =>
        sql.Execute(
            "INSERT INTO Inbox (ConversationId, IsJob, Input, At) VALUES ($1, $2, $3, $4)",
            conversationId,
            input is not TurnInput.Started,
            JsonSerializer.SerializeToUtf8Bytes(input with { TraceParent = sql.TraceParent }, RunJson.Default.TurnInput),
            now
        );

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
            "INSERT INTO Inbox (ConversationId, Sequence, ClientActivityId, IsJob, Input, At, DoneAt) "
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
}
