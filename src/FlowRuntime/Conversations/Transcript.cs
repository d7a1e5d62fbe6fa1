using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.Conversations;

/// <summary>The transcript's rows: numbers them without gaps, writes and reads them.</summary>
internal static class Transcript
{
    private const int LongestPreview = 200;

    /// <summary>Adds one message under the conversation's next number.</summary>
    /// <param name="sql">Inside the writer's transaction.</param>
    /// <param name="conversationId">A conversation that exists.</param>
    /// <param name="message">The message; its number is given here.</param>
    /// <returns>The message as it stands in the transcript.</returns>
    public static TranscriptMessage Append(SqlSession sql, string conversationId, TranscriptMessage message)
    {
        var next = (long)
            sql.Scalar(
                "UPDATE Conversations SET NextSequence = NextSequence + 1, LastText = $2, ChangedAt = $3 WHERE Id = $1 "
                    + "RETURNING NextSequence",
                conversationId,
                Preview(message.Text),
                message.At
            )!; // The caller has seen the conversation in this transaction.
        var numbered = message with { Sequence = next - 1 };
        Insert(sql, conversationId, numbered);
        return numbered;
    }

    /// <summary>Writes a message whose number was reserved in this transaction.</summary>
    public static void Insert(SqlSession sql, string conversationId, TranscriptMessage message) =>
        sql.Execute(
            "INSERT INTO Messages (ConversationId, Sequence, \"From\", Author, Text, Buttons, Activity, RunId, At, Attachments) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            conversationId,
            message.Sequence,
            message.From,
            message.Author,
            message.Text,
            message.Buttons.Count == 0
                ? null
                : JsonSerializer.SerializeToUtf8Bytes(message.Buttons, RunJson.Default.IReadOnlyListMessageButton),
            message.Activity.ValueKind == JsonValueKind.Undefined
                ? null
                : System.Text.Encoding.UTF8.GetBytes(message.Activity.GetRawText()),
            message.RunId,
            message.At,
            message.Attachments is { Count: > 0 } attachments
                ? JsonSerializer.SerializeToUtf8Bytes(attachments, RunJson.Default.IReadOnlyListMessageAttachment)
                : null
        );

    public static List<TranscriptMessage> Read(SqlSession sql, string conversationId, long after, int limit) =>
        sql.All(
            "SELECT Sequence, \"From\", Author, Text, Buttons, Activity, At, RunId, Attachments FROM Messages "
                + "WHERE ConversationId = $1 AND Sequence > $2 ORDER BY Sequence LIMIT $3",
            Read,
            conversationId,
            after,
            limit
        );

    /// <summary>What a list shows of a message.</summary>
    public static string Preview(string text) => text.Length <= LongestPreview ? text : text[..LongestPreview] + "…";

    private static TranscriptMessage Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            (MessageFrom)row.GetInt32(1),
            row.GetString(2),
            row.GetString(3),
            row.BytesOrNull(4) is { } buttons
                ? JsonSerializer.Deserialize(buttons, RunJson.Default.IReadOnlyListMessageButton) ?? []
                : [],
            row.BytesOrNull(5) is { } activity ? JsonElement.Parse(activity) : default,
            row.Time(6),
            row.TextOrNull(7),
            row.BytesOrNull(8) is { } attachments
                ? JsonSerializer.Deserialize(attachments, RunJson.Default.IReadOnlyListMessageAttachment)
                : null
        );
}
