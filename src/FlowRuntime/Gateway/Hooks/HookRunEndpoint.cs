using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Hooks;

/// <summary><c>/hooks/runs/{id}</c>: how a run stands, for whoever was given its id when the call was accepted.</summary>
internal sealed class HookRunEndpoint(HookRuns runs, HookLimit limit)
{
    /// <summary>Answers a question.</summary>
    public Task ReadAsync(HttpContext http, string id)
    {
        return Read(http, id).ExecuteAsync(http);
    }

    private IResult Read(HttpContext http, string id)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Get;
            return ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, "hook.method", "Read how a run stands by GET.");
        }

        if (!limit.Allows(http, "", "runs", out var wait))
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "hook.rate", "Too many questions from this address. Try again later.");
        }

        return runs.Find(id) is { } state
            ? TypedResults.Ok(
                new HookRun(
                    id,
                    WordOf(state),
                    state.StartedAt,
                    state.Response?.Status,
                    state.Response?.Body is { ValueKind: not JsonValueKind.Undefined } body ? body : null
                )
            )
            : ApiProblem.Of(StatusCodes.Status404NotFound, "hook.run", "There is no such run.");
    }

    private static string WordOf(HookRunState state) =>
        state.Status switch
        {
            null => state.IsClosed ? "failed" : "accepted",
            RunStatus.Running => "running",
            RunStatus.Waiting => "waiting",
            RunStatus.Completed => "completed",
            RunStatus.Cancelled => "cancelled",
            _ => "failed",
        };
}

/// <summary>How a run stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>accepted</c>, <c>running</c>, <c>waiting</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="StartedAt">When the call came, UTC.</param>
/// <param name="ResponseStatus">HTTP status that the flow answered; null for nothing so far.</param>
/// <param name="ResponseBody">What it answered; null for nothing.</param>
internal sealed record HookRun(string Id, string Status, DateTimeOffset StartedAt, int? ResponseStatus, JsonElement? ResponseBody);
