using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks.Trying;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/hook-tests</c> and <c>/api/v1/bots/{bot}/hooks/{hook}/send</c>: addresses that show a call, and a sender.</summary>
internal static class HookTestEndpoints
{
    private const int LongestWait = 55;

    public static void MapHookTests(this RouteGroupBuilder api)
    {
        var tests = api.MapGroup("/hook-tests").WithTags("Webhooks");
        tests
            .MapPost("/", Open)
            .WithSummary("Make an address that takes one call and starts nothing.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Scope(ApiScopes.ChannelsAdmin);
        tests
            .MapGet("/{token}", WaitAsync)
            .WithSummary("Read the call of a test address; waits for it as long as asked, in seconds.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.ChannelsAdmin);
        tests
            .MapDelete("/{token}", Close)
            .WithSummary("Close a test address.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.ChannelsAdmin);
        var hooks = api.MapGroup("/bots/{bot}/hooks/{hook}").WithTags("Webhooks");
        hooks
            .MapPost("/send", SendAsync)
            .WithSummary("Send a call to a webhook, signed with its own secret; the answer is what the other system would hear.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.ChannelsAdmin);
        hooks
            .MapPost("/curl", WriteCurlAsync)
            .WithSummary("Write a call as a command line for curl, signed for now.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.ChannelsAdmin);
    }

    private static Results<Created<TestAddress>, ProblemHttpResult> Open(JsonBody<TestWish> body, HttpContext context, IHookTester tester)
    {
        if (!body.IsRead(out var wish, out var refusal))
        {
            return refusal;
        }

        if (tester.Open(wish.Bot, wish.Hook) is not { } opened)
        {
            return ApiProblem.Of(StatusCodes.Status409Conflict, "hook.tests", "Too many test addresses wait for a call. Close some.");
        }

        var item = TestAddress.Of(opened, context);
        return TypedResults.Created($"/api/v1/hook-tests/{opened.Token}", item);
    }

    private static async Task<Results<Ok<TestAddress>, ProblemHttpResult>> WaitAsync(
        string token,
        int? wait,
        HttpContext context,
        IHookTester tester,
        CancellationToken cancellationToken
    )
    {
        if (wait is < 0 or > LongestWait)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "hook.wait", $"Wait 0 to {LongestWait} seconds.");
        }

        context.Response.Headers.CacheControl = "no-store";
        var found = await tester.WaitAsync(token, TimeSpan.FromSeconds(wait ?? 0), cancellationToken).ConfigureAwait(false);
        return found is null ? Missing() : TypedResults.Ok(TestAddress.Of(found, context));
    }

    private static Results<NoContent, ProblemHttpResult> Close(string token, IHookTester tester) =>
        tester.Close(token) ? TypedResults.NoContent() : Missing();

    private static async Task<Results<Ok<HookTestAnswer>, ProblemHttpResult>> SendAsync(
        string bot,
        string hook,
        JsonBody<SentCall> body,
        HttpContext context,
        IHookTester tester,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var call, out var refusal))
        {
            return refusal;
        }

        var actor = context.User.Identity!.Name!; // the scope needs a name
        return await tester.SendAsync(call.To(bot, hook), actor, cancellationToken).ConfigureAwait(false) is { } answer
            ? TypedResults.Ok(answer)
            : MissingHook(bot, hook);
    }

    private static async Task<Results<Ok<CurlCommand>, ProblemHttpResult>> WriteCurlAsync(
        string bot,
        string hook,
        JsonBody<SentCall> body,
        HttpContext context,
        IHookTester tester,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var call, out var refusal))
        {
            return refusal;
        }

        context.Response.Headers.CacheControl = "no-store";
        var address = PublicAddress.Of(context.Request, "http");
        return await tester.WriteCurlAsync(call.To(bot, hook), address, cancellationToken).ConfigureAwait(false) is { } command
            ? TypedResults.Ok(new CurlCommand(command))
            : MissingHook(bot, hook);
    }

    private static ProblemHttpResult Missing() =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "hook.missing", "This test address is unknown or has expired.");

    private static ProblemHttpResult MissingHook(string bot, string hook) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "hook.missing", $"The live version of {bot} has no webhook {hook}, or it is not published.");
}

/// <summary>What a test address is for.</summary>
/// <param name="Bot">Bot of a webhook whose signature is tried on the call; null for none.</param>
/// <param name="Hook">Name of that webhook; null for none.</param>
internal sealed record TestWish(string? Bot = null, string? Hook = null);

/// <summary>A test address.</summary>
/// <param name="Token">Its token.</param>
/// <param name="Address">Where to call.</param>
/// <param name="ExpiresAt">Until when it waits, UTC.</param>
/// <param name="Call">The call; null as long as none came.</param>
internal sealed record TestAddress(string Token, string Address, DateTimeOffset ExpiresAt, HookCapturedCall? Call)
{
    public static TestAddress Of(HookTestAddress address, HttpContext context) =>
        new(address.Token, $"{PublicAddress.Of(context.Request, "http")}/hooks/test/{address.Token}", address.ExpiresAt, address.Call);
}

/// <summary>A call to be sent.</summary>
/// <param name="Body">The body.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Headers">Further headers by name; null for none.</param>
/// <param name="Query">Query with its question mark; empty for none.</param>
internal sealed record SentCall(
    string Body = "",
    string ContentType = "application/json",
    Dictionary<string, string>? Headers = null,
    string Query = ""
)
{
    public HookTestCall To(string bot, string hook) => new(bot, hook, Body, ContentType, Headers, Query);
}

/// <summary>A command line.</summary>
internal sealed record CurlCommand(string Command);
