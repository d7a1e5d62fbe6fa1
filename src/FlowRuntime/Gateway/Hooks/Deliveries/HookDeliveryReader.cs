using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>Reads the log of deliveries.</summary>
internal static class HookDeliveryReader
{
    private const string Columns =
        "SELECT d.Number, d.Id, d.Hook, d.Outcome, d.Status, d.Problem, d.EventId, d.ConversationId, d.Microseconds, d.Size, "
        + "d.Head IS NOT NULL";

    public static List<HookDeliveryLine> List(SqlSession sql, HookDeliveryQuery query) =>
        sql.All(
            Columns
                + " FROM HookDeliveries d WHERE d.BotId = $1 AND ($2 IS NULL OR d.Hook = $2) AND ($3 IS NULL OR d.Outcome = $3) "
                + "AND ($4 IS NULL OR d.EventId = $4 OR d.ConversationId = $4 OR instr(CAST(d.Body AS TEXT), $4) > 0 "
                + "OR instr(CAST(d.Head AS TEXT), $4) > 0) AND d.Number < $5 ORDER BY d.Number DESC LIMIT $6",
            ReadLine,
            query.BotId,
            query.Hook,
            query.Outcome,
            query.Text,
            query.Before ?? long.MaxValue,
            query.Limit
        );

    public static StoredDelivery? Find(SqlSession sql, string botId, string id) =>
        sql.First(
            Columns
                + ", d.Head, d.Body, (SELECT r.Id FROM Runs r WHERE r.ConversationId = d.ConversationId ORDER BY r.Id LIMIT 1), "
                + "(SELECT c.Response FROM Conversations c WHERE c.Id = d.ConversationId) FROM HookDeliveries d WHERE d.Id = $2 AND d.BotId = $1",
            row => new StoredDelivery(
                ReadLine(row),
                row.BytesOrNull(11),
                row.BytesOrNull(12),
                row.TextOrNull(13),
                row.BytesOrNull(14) is { } json ? JsonSerializer.Deserialize(json, RunJson.Default.FlowResponse) : null
            ),
            botId,
            id
        );

    private static HookDeliveryLine ReadLine(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.Time(0),
            (HookOutcome)row.GetInt32(3),
            row.GetInt32(4),
            row.TextOrNull(5),
            row.TextOrNull(6),
            row.TextOrNull(7),
            TimeSpan.FromMicroseconds(row.GetInt64(8)),
            row.GetInt32(9),
            row.GetBoolean(10)
        );
}

/// <summary>A call as it is stored.</summary>
internal sealed record StoredDelivery(HookDeliveryLine Line, byte[]? Head, byte[]? Body, string? RunId, FlowResponse? Response)
{
    /// <summary>What happened, as <c>event</c> of a run; null once it is forgotten or where it cannot be read.</summary>
    public JsonElement? Event()
    {
        if (Head is null || Body is null)
        {
            return null;
        }

        var head = JsonElement.Parse(Head);
        var type = head.GetProperty("headers").TryGetProperty("content-type", out var header) ? header.GetString() : null;
        // What a CloudEvent carries was stored as JSON.
        return (head.TryGetProperty("cloudEvent", out _) ? Body : HookContent.TryReadBody(type, Body)) is { } body
            ? HookContent.TryJoin(Head, body.Span)
            : null;
    }
}
