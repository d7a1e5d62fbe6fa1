using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using FlowRuntime.Library;
using FlowRuntime.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/bots/{bot}/versions</c> and <c>/live</c>: what was published, what is live, and moving runs.</summary>
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
        bot.MapPost("/versions/{version:int}/moves", MoveAsync)
            .WithSummary("Move waiting runs to this version, by node id; with preview=true only show what would happen.")
            .Produces<MovePreview>()
            .Produces<MoveReport>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .Scope(ApiScopes.FlowsPublish);
    }

    private static async Task<Ok<VersionList>> ListAsync(string bot, IFlowLibrary library, CancellationToken cancellationToken) =>
        TypedResults.Ok(new VersionList(await library.ListVersionsAsync(bot, cancellationToken).ConfigureAwait(false)));

    private static async Task<Results<NoContent, ProblemHttpResult>> SetLiveAsync(
        string bot,
        LiveVersion live,
        HttpContext context,
        IFlowLibrary library,
        CancellationToken cancellationToken
    ) =>
        await library
            .SetLiveAsync(bot, live.Version, context.User.Identity!.Name!, cancellationToken) // the scope needs a name
            .ConfigureAwait(false)
            ? TypedResults.NoContent()
            : ApiProblem.Of(StatusCodes.Status404NotFound, "version.missing", $"Bot {bot} has no version {live.Version}.");

    private static async Task<IResult> MoveAsync(
        string bot,
        int version,
        HttpContext context,
        IVersionMoves moves,
        CancellationToken cancellationToken,
        MoveWish? wish = null,
        bool preview = false
    )
    {
        var move = new VersionMove(bot, version, wish?.FromVersion, wish?.Nodes);
        object? result = preview
            ? await moves.PreviewAsync(move, cancellationToken).ConfigureAwait(false)
            : await moves.MoveAsync(move, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false); // the scope needs a name
        return result is null
            ? ApiProblem.Of(StatusCodes.Status404NotFound, "version.missing", $"Bot {bot} has no version {version}.")
            : TypedResults.Ok(result);
    }
}

/// <summary>The versions of a bot.</summary>
internal sealed record VersionList(IReadOnlyList<VersionSummary> Versions);

/// <summary>Which version is to be live.</summary>
/// <param name="Version">Its number; null for none.</param>
internal sealed record LiveVersion(int? Version);

/// <summary>Which runs to move, and where.</summary>
/// <param name="FromVersion">Only runs of this version; null for all others.</param>
/// <param name="Nodes">New place by old place, both as <c>flow/node</c>, for nodes with another id now.</param>
internal sealed record MoveWish(int? FromVersion = null, IReadOnlyDictionary<string, string>? Nodes = null);
