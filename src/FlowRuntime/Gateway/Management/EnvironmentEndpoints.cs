using FlowRuntime.Connections;
using FlowRuntime.Gateway.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/environments</c>: the same names of connections, bound to other targets.</summary>
internal static class EnvironmentEndpoints
{
    public static void MapEnvironments(this RouteGroupBuilder api)
    {
        var environments = api.MapGroup("/environments").WithTags("Connections").Scope(ApiScopes.ConnectorsAdmin);
        environments.MapGet("/", ListAsync).WithSummary("List the environments.");
        environments.MapPut("/{name}", SaveAsync).WithSummary("Create an environment, or change whether it falls back to `live`.");
        environments
            .MapDelete("/{name}", RemoveAsync)
            .WithSummary("Remove an environment that binds no connection.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<EnvironmentList>> ListAsync(IConnectionEnvironments environments, CancellationToken cancellationToken) =>
        TypedResults.Ok(new EnvironmentList(await environments.ListAsync(cancellationToken).ConfigureAwait(false)));

    private static async Task<Results<NoContent, ProblemHttpResult>> SaveAsync(
        string name,
        JsonBody<EnvironmentBody> body,
        HttpContext context,
        IConnectionEnvironments environments,
        CancellationToken cancellationToken
    )
    {
        if (!body.IsRead(out var read, out var refusal))
        {
            return refusal;
        }

        var problems = await environments.SaveAsync(name, read.FallsBack, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false); // keys have names
        return problems.Count == 0 ? TypedResults.NoContent() : ConnectionEndpoints.Refuse($"Environment {name}", "saved", problems);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string name,
        HttpContext context,
        IConnectionEnvironments environments,
        CancellationToken cancellationToken
    )
    {
        var problems = await environments.RemoveAsync(name, context.User.Identity!.Name!, cancellationToken).ConfigureAwait(false); // keys have names
        return problems.Count == 0 ? TypedResults.NoContent() : ConnectionEndpoints.Refuse($"Environment {name}", "removed", problems);
    }
}
