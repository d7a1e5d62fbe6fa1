using FlowRuntime.Connections;
using FlowRuntime.Credentials.Rotation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/connections/{name}/next</c>: replaces a credential without a gap.</summary>
internal static class RotationEndpoints
{
    public static void MapRotation(this RouteGroupBuilder connections)
    {
        connections.MapPut("/{name}/next", StageAsync).WithSummary("Stage the next credential; the one in use stays in use.");
        connections
            .MapPost("/{name}/next/test", TestAsync)
            .WithSummary("Test the connection with the staged credential.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        connections.MapPost("/{name}/next/promote", PromoteAsync).WithSummary("Put the staged credential to use, and keep the previous one for a while.");
        connections.MapDelete("/{name}/next", DiscardAsync).WithSummary("Destroy the staged credential.");
        connections.MapPost("/{name}/restore", RestoreAsync).WithSummary("Put the previous credential to use again, as long as it is kept.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> StageAsync(
        string name,
        JsonBody<NextCredentialBody> body,
        HttpContext context,
        ICredentialRotation rotation,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    ) =>
        body.IsRead(out var read, out var refusal)
            ? Answer(name, "staged", await rotation.StageAsync(name, environment, read.Credential, Actor(context), cancellationToken).ConfigureAwait(false))
            : refusal;

    private static async Task<Results<Ok<ProbeItem>, ProblemHttpResult>> TestAsync(
        string name,
        ICredentialRotation rotation,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    )
    {
        var result = await rotation.TestNextAsync(name, environment, cancellationToken).ConfigureAwait(false);
        return result is null
            ? Problems.ApiProblem.Of(StatusCodes.Status404NotFound, "connection.rotation", $"Connection {name} has no next credential.")
            : TypedResults.Ok(ProbeItem.Of(result));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PromoteAsync(
        string name,
        JsonBody<PromoteBody> body,
        HttpContext context,
        ICredentialRotation rotation,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    ) =>
        body.IsRead(out var read, out var refusal)
            ? Answer(
                name,
                "promoted",
                await rotation
                    .PromoteAsync(name, environment, TimeSpan.FromHours(Math.Clamp(read.KeepHours, -1, 10_000)), read.Untested, Actor(context), cancellationToken)
                    .ConfigureAwait(false)
            )
            : refusal;

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(
        string name,
        HttpContext context,
        ICredentialRotation rotation,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    ) => Answer(name, "discarded", await rotation.DiscardAsync(name, environment, Actor(context), cancellationToken).ConfigureAwait(false));

    private static async Task<Results<NoContent, ProblemHttpResult>> RestoreAsync(
        string name,
        HttpContext context,
        ICredentialRotation rotation,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    ) => Answer(name, "restored", await rotation.RestoreAsync(name, environment, Actor(context), cancellationToken).ConfigureAwait(false));

    private static Results<NoContent, ProblemHttpResult> Answer(string name, string what, IReadOnlyList<FlowEngine.Definition.Problem> problems) =>
        problems.Count == 0 ? TypedResults.NoContent() : ConnectionEndpoints.Refuse($"The credential of connection {name}", what, problems);

    private static string Actor(HttpContext context) => context.User.Identity!.Name!; // keys have names
}
