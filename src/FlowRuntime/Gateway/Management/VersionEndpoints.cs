using FlowRuntime.Connections;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using FlowRuntime.Library;
using FlowRuntime.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/bots/{bot}/versions</c>, <c>/environments</c> and <c>/live</c>: what was published, what runs where, and moving runs.</summary>
internal static class VersionEndpoints
{
    public static void MapVersions(this RouteGroupBuilder api)
    {
        var bot = api.MapGroup("/bots/{bot}").WithTags("Versions");
        bot.MapGet("/versions", ListAsync)
            .WithSummary("List the published versions, the newest first.")
            .Scope(ApiScopes.FlowsRead);
        bot.MapPut("/live", SetLiveAsync)
            .WithSummary("Make a published version live, an older one too; null takes the bot offline. Runs stay with their versions.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.FlowsPublish);
        bot.MapGet("/environments", ListDeploymentsAsync)
            .WithSummary("List which version each environment runs.")
            .Scope(ApiScopes.FlowsRead);
        bot.MapPut("/environments/{environment}", DeployAsync)
            .WithSummary("Let an environment run a published version, an older one too; null takes the bot offline there. Runs stay with their versions.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.FlowsPublish);
        bot.MapPost("/versions/{version:int}/moves", MoveAsync)
            .WithSummary("Move waiting runs to this version, by node id; with preview=true only show what would happen.")
            .Produces<MovePreview>()
            .Produces<MoveReport>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.FlowsPublish);
    }

    private static async Task<Ok<VersionList>> ListAsync(string bot, IFlowLibrary library, CancellationToken cancellationToken) =>
        TypedResults.Ok(new VersionList(await library.ListVersionsAsync(bot, cancellationToken).ConfigureAwait(false)));

    private static async Task<Ok<DeploymentList>> ListDeploymentsAsync(string bot, IFlowLibrary library, CancellationToken cancellationToken) =>
        TypedResults.Ok(new DeploymentList(await library.ListDeploymentsAsync(bot, cancellationToken).ConfigureAwait(false)));

    private static Task<Results<NoContent, ProblemHttpResult>> SetLiveAsync(
        string bot,
        JsonBody<LiveVersion> body,
        HttpContext context,
        IFlowLibrary library,
        CancellationToken cancellationToken
    ) => DeployAsync(bot, ConnectionEnvironment.Live, body, context, library, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeployAsync(
        string bot,
        string environment,
        JsonBody<LiveVersion> body,
        HttpContext context,
        IFlowLibrary library,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var live, out var refusal))
        {
            return refusal;
        }

        var actor = context.User.Identity!.Name!; // the scope needs a name
        if (await library.DeployAsync(bot, environment, live.Version, actor, cancellationToken).ConfigureAwait(false))
        {
            return TypedResults.NoContent();
        }

        var environments = await library.ListDeploymentsAsync(bot, cancellationToken).ConfigureAwait(false);
        if (environments.All(d => d.Environment != environment))
        {
            return MissingEnvironment(environment);
        }

        return live.Version is { } version
            ? Missing(bot, version)
            : ApiProblem.Of(StatusCodes.Status404NotFound, "bot.missing", $"There is no bot {bot}.");
    }

    private static async Task<IResult> MoveAsync(
        string bot,
        int version,
        HttpContext context,
        IVersionMoves moves,
        JsonBody<MoveWish> body,
        CancellationToken cancellationToken,
        bool preview = false
    )
    {
        if (!body.IsRead(out var wish, out var refusal))
        {
            return refusal;
        }

        if (wish.Nodes?.Where(n => !IsPlace(n.Key) || !IsPlace(n.Value)).Select(n => n.Key).FirstOrDefault() is { } wrong)
        {
            return JsonBodyReader.Refuse(
                JsonBodyReader.Error(
                    "move.place",
                    "/nodes" + JsonBodyReader.Step(wrong),
                    "Write the old and the new place both as flow/node."
                )
            );
        }

        var move = new VersionMove(bot, version, wish.FromVersion, wish.Nodes);
        object? result = preview
            ? await moves.PreviewAsync(move, cancellationToken).ConfigureAwait(false)
            : await moves.MoveAsync(move, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false); // the scope needs a name
        return result is null
            ? Missing(bot, version)
            : TypedResults.Ok(result);
    }

    /// <summary>The answer for an environment that is not there.</summary>
    public static ProblemHttpResult MissingEnvironment(string environment) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "environment.missing", $"There is no environment {environment}.");

    private static bool IsPlace(string? text) => text?.Split('/') is [{ Length: > 0 }, { Length: > 0 }];

    private static ProblemHttpResult Missing(string bot, int version) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "version.missing", $"Bot {bot} has no version {version}.");
}

/// <summary>The versions of a bot.</summary>
internal sealed record VersionList(IReadOnlyList<VersionSummary> Versions);

/// <summary>What the environments run.</summary>
internal sealed record DeploymentList(IReadOnlyList<Deployment> Environments);

/// <summary>Which version is to run.</summary>
/// <param name="Version">Its number; null for none.</param>
internal sealed record LiveVersion(int? Version);

/// <summary>Which runs to move, and where.</summary>
/// <param name="FromVersion">Only runs of this version; null for all others.</param>
/// <param name="Nodes">New place by old place, both as <c>flow/node</c>, for nodes with another id now.</param>
internal sealed record MoveWish(int? FromVersion = null, IReadOnlyDictionary<string, string>? Nodes = null);
