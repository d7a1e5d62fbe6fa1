using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Usage;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/connections</c>: settings can be read, secrets only written. Without <c>?environment=</c>, <c>live</c> is meant.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnections(this RouteGroupBuilder api)
    {
        var connections = api.MapGroup("/connections").WithTags("Connections").Scope(ApiScopes.ConnectorsAdmin);
        connections.MapGet("/", ListAsync).WithSummary("List the connections of an environment (`*` for all), without their secrets.");
        connections.MapGet("/uses", ListUsesAsync).WithSummary("List the flows that use each connection, in drafts and live versions.");
        connections
            .MapPut("/{name}", SaveAsync)
            .WithSummary("Create or change a connection. Without `credential` the stored secret stays.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        connections
            .MapDelete("/{name}", DeleteAsync)
            .WithSummary("Remove a connection and its secrets; OAuth tokens are revoked.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        connections
            .MapPost("/{name}/test", TestAsync)
            .WithSummary("Test a connection by a harmless call, and say step by step what was found.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        connections.MapRotation();
        api.MapGet("/connectors", ListConnectors)
            .WithTags("Connections")
            .WithSummary("List the connectors with the fields of their settings and credentials.")
            .Scope(ApiScopes.ConnectorsAdmin);
        api.MapEnvironments();
    }

    /// <summary>The refusal of a change.</summary>
    public static ProblemHttpResult Refuse(string name, string what, IReadOnlyList<Problem> problems) =>
        problems.Any(p => p.Code is "connection.missing" or "environment.missing" && p.Pointer.Length == 0)
            ? ApiProblem.Of(StatusCodes.Status404NotFound, problems[0].Code, problems[0].Message)
            : ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "connection.invalid", $"{name} was not {what}.", problems);

    /// <summary>There is no such connection.</summary>
    public static ProblemHttpResult Missing(string name) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "connection.missing", $"There is no connection {name}.");

    private static async Task<Ok<ConnectionList>> ListAsync(
        IConnectionAdmin connections,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    )
    {
        var all = await connections.ListAsync(environment == "*" ? null : environment, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new ConnectionList([.. all.Select(ConnectionItem.Of)]));
    }

    private static async Task<Ok<UsageList>> ListUsesAsync(IConnectionUsage usage, CancellationToken cancellationToken) =>
        TypedResults.Ok(new UsageList(await usage.ListAsync(cancellationToken).ConfigureAwait(false)));

    private static async Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> SaveAsync(
        string name,
        JsonBody<ConnectionBody> body,
        HttpContext context,
        IConnectionAdmin connections,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    )
    {
        if (!body.IsRead(out var read, out var refusal))
        {
            return refusal;
        }

        var (change, wrong) = read.ToChange(environment);
        var problems = change is null
            ? wrong
            : await connections.SaveAsync(name, change, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false); // keys have names
        if (problems.Count > 0)
        {
            return ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "connection.invalid", $"Connection {name} was not saved.", problems);
        }

        var all = await connections.ListAsync(environment, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(ConnectionItem.Of(all.First(c => c.Name == name)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string name,
        HttpContext context,
        IConnectionAdmin connections,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    ) =>
        await connections.DeleteAsync(name, environment, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false) // keys have names
            ? TypedResults.NoContent()
            : Missing(name);

    private static async Task<Results<Ok<ProbeItem>, ProblemHttpResult>> TestAsync(
        string name,
        IConnectionAdmin connections,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    )
    {
        var result = await connections.TestAsync(name, environment, cancellationToken).ConfigureAwait(false);
        return result is null ? Missing(name) : TypedResults.Ok(ProbeItem.Of(result));
    }

    private static Ok<ConnectorList> ListConnectors(ConnectorCatalog connectors) =>
        TypedResults.Ok(new ConnectorList([.. connectors.All.Select(ConnectorItem.Of)]));
}
