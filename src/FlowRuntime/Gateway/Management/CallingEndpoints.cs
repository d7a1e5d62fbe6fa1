using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/connections/{name}/state</c> and <c>/cache</c>: how calls go, and the answers that are kept.</summary>
internal static class CallingEndpoints
{
    public static void MapCalling(this RouteGroupBuilder api)
    {
        var connections = api.MapGroup("/connections/{name}").WithTags("Connections").Scope(ApiScopes.ConnectorsAdmin);
        connections
            .MapGet("/state", StateAsync)
            .WithSummary("How calls over a connection go in this process: limits, queue, breaker, latency, last error.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        connections
            .MapDelete("/cache", PurgeAsync)
            .WithSummary("Forget the answers that are kept of a connection, or only those with a tag.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<CallingStatus>, ProblemHttpResult>> StateAsync(
        string name,
        IConnectionAdmin connections,
        ICallingState states,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    ) =>
        await ExistsAsync(connections, name, cancellationToken).ConfigureAwait(false)
            ? TypedResults.Ok(states.Read(ConnectionTarget.IdOf(name, environment)))
            : Missing(name);

    private static async Task<Results<Ok<PurgedAnswers>, ProblemHttpResult>> PurgeAsync(
        string name,
        string? tag,
        IConnectionAdmin connections,
        ICallingCache cache,
        CancellationToken cancellationToken
    ) =>
        await ExistsAsync(connections, name, cancellationToken).ConfigureAwait(false)
            ? TypedResults.Ok(new PurgedAnswers(cache.Purge(name, string.IsNullOrWhiteSpace(tag) ? null : tag.Trim())))
            : Missing(name);

    private static async Task<bool> ExistsAsync(IConnectionAdmin connections, string name, CancellationToken cancellationToken)
    {
        var all = await connections.ListAsync(cancellationToken).ConfigureAwait(false);
        return all.Any(c => c.Name == name);
    }

    private static ProblemHttpResult Missing(string name) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "connection.missing", $"There is no connection {name}.");
}

/// <summary>What was forgotten.</summary>
/// <param name="Purged">How many answers.</param>
internal sealed record PurgedAnswers(int Purged);
