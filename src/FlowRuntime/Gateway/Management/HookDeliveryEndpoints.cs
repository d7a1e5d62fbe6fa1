using System.Text.Json;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks.Deliveries;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/bots/{bot}/deliveries</c>: the log of the calls of webhooks.</summary>
internal static class HookDeliveryEndpoints
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    public static void MapHookDeliveries(this RouteGroupBuilder api)
    {
        var deliveries = api.MapGroup("/bots/{bot}/deliveries").WithTags("Webhooks");
        deliveries
            .MapGet("/", ListAsync)
            .WithSummary("Search the calls of a bot's webhooks, newest first; next goes into before.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .Scope(ApiScopes.RunsRead);
        deliveries
            .MapGet("/{id}", FindAsync)
            .WithSummary("Read a call with its payload, without headers that prove who calls, and with known secrets masked.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.RunsRead);
        deliveries
            .MapPost("/{id}/replay", ReplayAsync)
            .WithSummary("Run a call again: with the live version as a new run, or with the draft in memory.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Scope(ApiScopes.RunsWrite);
        deliveries
            .MapGet("/{id}/test", WriteTestAsync)
            .WithSummary("Make a flow test of a call: the content of a *.test.json file.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.RunsRead);
    }

    private static async Task<Results<Ok<DeliveryList>, ProblemHttpResult>> ListAsync(
        string bot,
        string? hook,
        string? outcome,
        string? text,
        long? before,
        int? limit,
        IHookDeliveries deliveries,
        CancellationToken cancellationToken
    )
    {
        HookOutcome? wanted = null;
        if (outcome is not null)
        {
            if (!Enum.TryParse<HookOutcome>(outcome, ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsAsciiDigit(outcome[0]))
            {
                var names = string.Join(", ", Enum.GetValues<HookOutcome>().Select(WordOf));
                return ApiProblem.Of(StatusCodes.Status400BadRequest, "delivery.outcome", $"There is no outcome of this name. Possible: {names}.");
            }

            wanted = known;
        }

        if (limit is < 1 or > LargestLimit)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "delivery.limit", $"Ask for 1 to {LargestLimit} calls.");
        }

        var most = limit ?? DefaultLimit;
        var lines = await deliveries
            .ListAsync(new HookDeliveryQuery(bot, hook, wanted, string.IsNullOrEmpty(text) ? null : text, before, most), cancellationToken)
            .ConfigureAwait(false);
        return TypedResults.Ok(new DeliveryList([.. lines.Select(DeliveryItem.Of)], lines.Count == most ? lines[^1].Number : null));
    }

    private static async Task<Results<Ok<DeliveryDetail>, ProblemHttpResult>> FindAsync(
        string bot,
        string id,
        HttpContext context,
        IHookDeliveries deliveries,
        CancellationToken cancellationToken
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return await deliveries.FindAsync(bot, id, cancellationToken).ConfigureAwait(false) is { } found
            ? TypedResults.Ok(
                new DeliveryDetail(
                    DeliveryItem.Of(found.Line),
                    found.Head.ValueKind == JsonValueKind.Undefined ? null : found.Head,
                    found.Body,
                    found.RunId,
                    found.Response?.Status,
                    found.Response?.Body is { ValueKind: not JsonValueKind.Undefined } body ? body : null
                )
            )
            : Missing();
    }

    private static async Task<Results<Ok<DeliveryReplay>, ProblemHttpResult>> ReplayAsync(
        string bot,
        string id,
        JsonBody<ReplayWish> body,
        HttpContext context,
        IHookDeliveries deliveries,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var wish, out var refusal))
        {
            return refusal;
        }

        var actor = context.User.Identity!.Name!; // the scope needs a name
        if (wish.Target is not ("live" or "draft"))
        {
            return JsonBodyReader.Refuse(JsonBodyReader.Error("delivery.target", "/target", "A call runs again with live or with draft."));
        }

        if (wish.Target == "live")
        {
            var again = await deliveries.ReplayLiveAsync(bot, id, actor, cancellationToken).ConfigureAwait(false);
            return again.ConversationId is { } conversation
                ? TypedResults.Ok(new DeliveryReplay(conversation, null, null, [], null, null, []))
                : Refuse(again.ErrorCode, again.Message);
        }

        var ran = await deliveries.ReplayDraftAsync(bot, id, wish.CallOthers, actor, cancellationToken).ConfigureAwait(false);
        return ran.ErrorCode is null
            ? TypedResults.Ok(
                new DeliveryReplay(
                    null,
                    ran.Status?.ToString() is { } status ? char.ToLowerInvariant(status[0]) + status[1..] : null,
                    ran.Error?.Code,
                    ran.Said,
                    ran.Response?.Status,
                    ran.Response?.Body is { ValueKind: not JsonValueKind.Undefined } answer ? answer : null,
                    [.. ran.Journal.Where(e => e.NodeId.Length > 0).Select(e => e.NodeId).Distinct()]
                )
            )
            : Refuse(ran.ErrorCode, ran.Message);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> WriteTestAsync(
        string bot,
        string id,
        string? name,
        IHookDeliveries deliveries,
        CancellationToken cancellationToken
    ) =>
        await deliveries.WriteTestAsync(bot, id, name, cancellationToken).ConfigureAwait(false) is { } test
            ? TypedResults.Text(test, "application/json")
            : ApiProblem.Of(StatusCodes.Status404NotFound, "delivery.missing", "There is no such delivery, or its payload is not kept any more.");

    private static ProblemHttpResult Refuse(string? code, string? message) =>
        code is "delivery.missing"
            ? Missing()
            : ApiProblem.Of(StatusCodes.Status409Conflict, code!, message!); // what did not run says why

    private static ProblemHttpResult Missing() =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "delivery.missing", "There is no such delivery.");

    internal static string WordOf(HookOutcome outcome) =>
        outcome switch
        {
            HookOutcome.Taken => "taken",
            HookOutcome.Repeated => "repeated",
            HookOutcome.Refused => "refused",
            HookOutcome.Greeted => "greeted",
            _ => "replayed",
        };
}

/// <summary>Calls of a bot's webhooks.</summary>
/// <param name="Deliveries">The calls, newest first.</param>
/// <param name="Next">Where the next ones begin; null at the end.</param>
internal sealed record DeliveryList(IReadOnlyList<DeliveryItem> Deliveries, long? Next);

/// <summary>A call.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hook">Name of the webhook.</param>
/// <param name="At">When it came, UTC.</param>
/// <param name="Outcome"><c>taken</c>, <c>repeated</c>, <c>refused</c>, <c>greeted</c> or <c>replayed</c>.</param>
/// <param name="Status">HTTP status of the answer; 0 while the caller waits.</param>
/// <param name="Problem">Code of the refusal; null for none.</param>
/// <param name="EventId">Id of the event; null for none.</param>
/// <param name="ConversationId">Conversation of the run; null for none.</param>
/// <param name="Milliseconds">From the arrival to the answer.</param>
/// <param name="Size">Size of the body. Unit: bytes.</param>
/// <param name="HasPayload">True while the payload is kept.</param>
internal sealed record DeliveryItem(
    string Id,
    string Hook,
    DateTimeOffset At,
    string Outcome,
    int Status,
    string? Problem,
    string? EventId,
    string? ConversationId,
    double Milliseconds,
    int Size,
    bool HasPayload
)
{
    public static DeliveryItem Of(HookDeliveryLine line) =>
        new(
            line.Id,
            line.Hook,
            line.At,
            HookDeliveryEndpoints.WordOf(line.Outcome),
            line.Status,
            line.Problem,
            line.EventId,
            line.ConversationId,
            line.Duration.TotalMilliseconds,
            line.Size,
            line.HasPayload
        );
}

/// <summary>A call with its payload.</summary>
/// <param name="Delivery">The call.</param>
/// <param name="Head">Method, headers and query; null once they are forgotten.</param>
/// <param name="Body">The body; null once it is forgotten or where it is no text.</param>
/// <param name="RunId">The run; null for none so far.</param>
/// <param name="ResponseStatus">HTTP status that the flow answered; null for nothing.</param>
/// <param name="ResponseBody">What it answered; null for nothing.</param>
internal sealed record DeliveryDetail(
    DeliveryItem Delivery,
    JsonElement? Head,
    string? Body,
    string? RunId,
    int? ResponseStatus,
    JsonElement? ResponseBody
);

/// <summary>How a call is to run again.</summary>
/// <param name="Target"><c>live</c> or <c>draft</c>.</param>
/// <param name="CallOthers">For the draft: true to really call other systems.</param>
internal sealed record ReplayWish(string Target, bool CallOthers = false);

/// <summary>What came of it.</summary>
/// <param name="ConversationId">Conversation of the new run; null for the draft.</param>
/// <param name="Status">Where the run of the draft stands; null for the live version.</param>
/// <param name="Error">Code of its error; null for none.</param>
/// <param name="Said">What it said.</param>
/// <param name="ResponseStatus">HTTP status that it answered; null for nothing.</param>
/// <param name="ResponseBody">What it answered; null for nothing.</param>
/// <param name="Nodes">Nodes that it came to.</param>
internal sealed record DeliveryReplay(
    string? ConversationId,
    string? Status,
    string? Error,
    IReadOnlyList<string> Said,
    int? ResponseStatus,
    JsonElement? ResponseBody,
    IReadOnlyList<string> Nodes
);
