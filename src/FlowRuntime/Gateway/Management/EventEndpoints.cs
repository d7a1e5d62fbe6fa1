using System.Text.Json;
using FlowEngine.Nodes.Emit;
using FlowEngine.Running;
using FlowRuntime.Events;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using FlowRuntime.Library;
using FlowRuntime.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>POST /api/v1/bots/{bot}/events</c>: tells the runs and flows of a bot that something has happened.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapPost("/bots/{bot}/events", TellAsync)
            .WithTags("Events")
            .WithSummary("Tell an event: runs that wait for it go on, and flows that start on it start.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.RunsWrite);

    private static async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> TellAsync(
        string bot,
        JsonBody<ToldEvent> body,
        LiveVersions live,
        StudioWriter writer,
        EventRecords events,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var told, out var refusal))
        {
            return refusal;
        }

        if (!EventNames.IsName(told.Name))
        {
            return Refuse("event.name", "/name", EventNames.NameRule);
        }

        if (!EventNames.IsCorrelation(told.Correlation))
        {
            return Refuse("event.correlation", "/correlation", EventNames.CorrelationRule);
        }

        var data = told.Data is { ValueKind: not JsonValueKind.Undefined } given ? given : default;
        if (data.ValueKind != JsonValueKind.Undefined && System.Text.Encoding.UTF8.GetByteCount(data.GetRawText()) > EventNames.LargestData)
        {
            return Refuse("event.size", "/data", "The data of an event has at most 256 kB.");
        }

        if (await live.FindAsync(bot, cancellationToken).ConfigureAwait(false) is null)
        {
            return ApiProblem.Of(StatusCodes.Status404NotFound, "bot.notLive", $"There is no bot {bot}, or it is not published.");
        }

        var correlation = string.IsNullOrWhiteSpace(told.Correlation) ? null : told.Correlation;
        await writer
            .CommitAsync(
                unit =>
                {
                    events.Store(unit, bot, new EmittedEvent(told.Name, correlation, data), runId: null, depth: 0);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static ProblemHttpResult Refuse(string code, string pointer, string detail) =>
        JsonBodyReader.Refuse(JsonBodyReader.Error(code, pointer, detail));
}

/// <summary>An event from outside.</summary>
/// <param name="Name">What happened, for example <c>payment.received</c>.</param>
/// <param name="Correlation">What it concerns, for example an order number; null for nothing in particular.</param>
/// <param name="Data">Details; null for none.</param>
internal sealed record ToldEvent(string Name, string? Correlation = null, JsonElement? Data = null);
