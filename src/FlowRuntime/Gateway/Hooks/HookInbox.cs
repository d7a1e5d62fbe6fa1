using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Storage;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Takes calls in, each event once, and finds what their runs answered.</summary>
internal sealed class HookInbox(StudioWriter writer, StudioDatabase database, HeadlessRuns headless, TimeProvider time)
{
    /// <summary>Starts the run of a call in one commit with the receipt of its event.</summary>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="eventId">Id of the event; null for one that cannot be told from its repetition.</param>
    /// <param name="start">The run.</param>
    /// <param name="cancellationToken">Gives up before the work starts.</param>
    /// <returns>The conversation of the run; the earlier one where the event was taken before.</returns>
    public Task<string> TakeAsync(string hook, string? eventId, HeadlessStart start, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            unit =>
            {
                if (eventId is not null && FindReceipt(unit.Sql, start.BotId, hook, eventId) is { } earlier)
                {
                    return earlier;
                }

                headless.Start(unit, start);
                if (eventId is not null)
                {
                    unit.Sql.Execute(
                        "INSERT INTO HookReceipts (BotId, Hook, EventId, ConversationId, At) VALUES ($1, $2, $3, $4, $5)",
                        start.BotId,
                        hook,
                        eventId,
                        start.ConversationId,
                        time.GetUtcNow()
                    );
                }

                return start.ConversationId;
            },
            cancellationToken
        );

    /// <summary>The conversation that took an event before; null for a new one.</summary>
    public string? FindReceipt(string botId, string hook, string? eventId)
    {
        if (eventId is null)
        {
            return null;
        }

        using var session = database.Open();
        return FindReceipt(session, botId, hook, eventId);
    }

    /// <summary>What the run of a conversation has answered so far.</summary>
    public HookAnswer FindAnswer(string conversationId)
    {
        using var session = database.Open();
        var json = (byte[]?)session.Scalar("SELECT Response FROM Responses WHERE ConversationId = $1", conversationId);
        var response = json is null ? null : JsonSerializer.Deserialize(json, RunJson.Default.FlowResponse);
        var status = session.Scalar("SELECT Status FROM Runs WHERE ConversationId = $1 ORDER BY Id DESC LIMIT 1", conversationId);
        var isClosed = session.Scalar("SELECT 1 FROM Conversations WHERE Id = $1 AND Owner = $2", conversationId, ConversationOwner.Closed) is not null;
        return new HookAnswer(
            response,
            isClosed || status is (long)RunStatus.Completed or (long)RunStatus.Failed or (long)RunStatus.Cancelled,
            status is (long)RunStatus.Completed
        );
    }

    private static string? FindReceipt(SqlSession sql, string botId, string hook, string eventId) =>
        (string?)
            sql.Scalar(
                "SELECT ConversationId FROM HookReceipts WHERE BotId = $1 AND Hook = $2 AND EventId = $3",
                botId,
                hook,
                eventId
            );
}

/// <summary>What a run has answered.</summary>
/// <param name="Response">The answer; null for none so far.</param>
/// <param name="IsOver">True when none will come any more.</param>
/// <param name="IsFine">True when the run reached its end.</param>
internal sealed record HookAnswer(FlowResponse? Response, bool IsOver, bool IsFine);
