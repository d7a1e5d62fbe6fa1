using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using FlowRuntime.Conversations;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/bots/{bot}/runs</c>: what happened.</summary>
internal static class RunEndpoints
{
    private const int LargestPage = 200;

    private const int LongestReason = 500;

    public static void MapRuns(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/bots/{bot}/runs").WithTags("Runs").Scope(ApiScopes.RunsRead);
        runs.MapGet("/", ListAsync)
            .WithSummary("List runs of an environment, `live` when none is named, the newest first. Page on with `before` = id of the last run of a page.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        runs.MapGet("/{id}", FindAsync)
            .WithSummary("Read a run with its journal.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/runs/{id}/cancel", CancelAsync)
            .WithTags("Runs")
            .WithSummary("End a run, whatever it waits for.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Scope(ApiScopes.RunsWrite);
    }

    private static async Task<Results<Ok<RunPage>, ProblemHttpResult>> ListAsync(
        string bot,
        IConversations conversations,
        CancellationToken cancellationToken,
        string? before = null,
        int limit = 50,
        string environment = ConnectionEnvironment.Live
    )
    {
        if (limit is < 1 or > LargestPage)
        {
            return ApiProblem.Of(
                StatusCodes.Status400BadRequest,
                "limit",
                $"Give a limit from 1 to {LargestPage}."
            );
        }

        var runs = await conversations.ListRunsAsync($"{new BotAddress(bot, environment)}", before, limit, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new RunPage([.. runs.Select(RunItem.Of)]));
    }

    private static async Task<Results<Ok<RunWithJournal>, ProblemHttpResult>> FindAsync(
        string bot,
        string id,
        IConversations conversations,
        CancellationToken cancellationToken
    )
    {
        var detail = await conversations.FindRunAsync(bot, id, cancellationToken).ConfigureAwait(false);
        return detail is null
            ? ApiProblem.Of(StatusCodes.Status404NotFound, "run.missing", $"Bot {bot} has no run {id}.")
            : TypedResults.Ok(
                new RunWithJournal(RunItem.Of(detail.Run), [.. detail.Journal.Select(JournalItem.Of)])
            );
    }

    private static async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> CancelAsync(
        string id,
        HttpContext context,
        IConversations conversations,
        IAuditTrail audit,
        JsonBody<CancelWish> body,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var wish, out var refusal))
        {
            return refusal;
        }

        var actor = context.User.Identity!.Name!; // the scope needs a name
        var reason = string.IsNullOrWhiteSpace(wish.Reason) ? "No reason was given." : wish.Reason;
        if (reason.Length > LongestReason)
        {
            return JsonBodyReader.Refuse(
                JsonBodyReader.Error("run.reason", "/reason", $"Give a reason of at most {LongestReason} characters.")
            );
        }

        var status = await conversations.CancelRunAsync(id, $"{actor}: {reason}", cancellationToken).ConfigureAwait(false);
        switch (status)
        {
            case CancelStatus.Missing:
                return ApiProblem.Of(StatusCodes.Status404NotFound, "run.missing", $"There is no run {id}.");
            case CancelStatus.Ended:
                return ApiProblem.Of(StatusCodes.Status409Conflict, "run.ended", $"Run {id} has ended already.");
            default:
                await audit.RecordAsync("run.cancelled", id, actor, cancellationToken).ConfigureAwait(false);
                return TypedResults.StatusCode(StatusCodes.Status202Accepted);
        }
    }
}

/// <summary>Why a run is ended.</summary>
/// <param name="Reason">For the journal; null for none.</param>
internal sealed record CancelWish(string? Reason = null);

/// <summary>A page of runs.</summary>
/// <param name="Runs">The runs, newest first.</param>
internal sealed record RunPage(IReadOnlyList<RunItem> Runs);

/// <summary>A run with its journal.</summary>
/// <param name="Run">The run.</param>
/// <param name="Journal">What happened, in order.</param>
internal sealed record RunWithJournal(RunItem Run, IReadOnlyList<JournalItem> Journal);

/// <summary>A run.</summary>
internal sealed record RunItem(
    string Id,
    string ConversationId,
    string Flow,
    int BotVersion,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset ChangedAt,
    ErrorItem? Error,
    string Environment
)
{
    public static RunItem Of(RunSummary run) =>
        new(
            run.Id,
            run.ConversationId,
            run.FlowId,
            run.BotVersion,
            JsonNamingPolicy.CamelCase.ConvertName(run.Status.ToString()),
            run.StartedAt,
            run.ChangedAt,
            ErrorItem.Of(run.Error),
            run.Environment
        );
}

/// <summary>One line of a journal.</summary>
internal sealed record JournalItem(
    string Kind,
    string Flow,
    string? Node,
    int Visit,
    DateTimeOffset At,
    string? Port,
    ErrorItem? Error,
    JsonElement? Data,
    double? DurationMilliseconds
)
{
    public static JournalItem Of(JournalEntry entry) =>
        new(
            JsonNamingPolicy.CamelCase.ConvertName(entry.Kind.ToString()),
            entry.FlowId,
            entry.NodeId.Length == 0 ? null : entry.NodeId,
            entry.Visit,
            entry.At,
            entry.Port,
            ErrorItem.Of(entry.Error),
            entry.Data.ValueKind == JsonValueKind.Undefined ? null : entry.Data,
            entry.DurationMilliseconds
        );
}

/// <summary>Why a run or a node failed.</summary>
internal sealed record ErrorItem(string Code, string Message)
{
    public static ErrorItem? Of(NodeError? error) => error is null ? null : new(error.Code, error.Message);
}
