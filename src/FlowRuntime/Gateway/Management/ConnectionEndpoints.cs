using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary><c>/api/v1/connections</c>: settings can be read, secrets only written.</summary>
internal static class ConnectionEndpoints
{
    private const string AllowLoopback = "allowLoopback";
    private const string AllowHttp = "allowHttp";

    public static void MapConnections(this RouteGroupBuilder api)
    {
        var connections = api.MapGroup("/connections").WithTags("Connections").Scope(ApiScopes.ConnectorsAdmin);
        connections.MapGet("/", ListAsync).WithSummary("List the connections, without their secrets.");
        connections
            .MapPut("/{name}", SaveAsync)
            .WithSummary("Create or change a connection. Without `credential` the stored secret stays.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        connections
            .MapDelete("/{name}", DeleteAsync)
            .WithSummary("Remove a connection and its secret.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        connections
            .MapPost("/{name}/test", TestAsync)
            .WithSummary("Test a connection by a harmless call.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/connectors", ListConnectors)
            .WithTags("Connections")
            .WithSummary("List the connectors with the fields of their settings and credentials.")
            .Scope(ApiScopes.ConnectorsAdmin);
    }

    private static async Task<Ok<ConnectionList>> ListAsync(
        IConnectionAdmin connections,
        CancellationToken cancellationToken
    )
    {
        var all = await connections.ListAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new ConnectionList([.. all.Select(ConnectionItem.Of)]));
    }

    private static async Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> SaveAsync(
        string name,
        ConnectionBody body,
        HttpContext context,
        IConnectionAdmin connections,
        CancellationToken cancellationToken
    )
    {
        var (change, wrong) = ChangeOf(body);
        var problems = change is null
            ? wrong
            : await connections
                .SaveAsync(name, change, context.User.Identity!.Name!, cancellationToken)
                .ConfigureAwait(false);
        if (problems.Count > 0)
        {
            return ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity,
                "connection.invalid",
                $"Connection {name} was not saved.",
                problems
            );
        }

        var all = await connections.ListAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(ConnectionItem.Of(all.First(c => c.Name == name)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string name,
        HttpContext context,
        IConnectionAdmin connections,
        CancellationToken cancellationToken
    ) =>
        await connections
            .DeleteAsync(name, context.User.Identity!.Name!, cancellationToken)
            .ConfigureAwait(false)
            ? TypedResults.NoContent()
            : Missing(name);

    private static async Task<Results<Ok<ProbeResult>, ProblemHttpResult>> TestAsync(
        string name,
        IConnectionAdmin connections,
        CancellationToken cancellationToken
    )
    {
        var result = await connections.TestAsync(name, cancellationToken).ConfigureAwait(false);
        return result is null ? Missing(name) : TypedResults.Ok(result);
    }

    private static Ok<ConnectorList> ListConnectors(ConnectorCatalog connectors) =>
        TypedResults.Ok(
            new ConnectorList([
                .. connectors.All.Select(c => new ConnectorItem(
                    c.Key,
                    c.Title,
                    c.Summary,
                    [.. c.Settings.Select(FieldItem.Of)],
                    [
                        .. c.Credentials.Select(k => new CredentialKindItem(
                            k.Key,
                            k.Title,
                            [.. k.Fields.Select(FieldItem.Of)]
                        )),
                    ]
                )),
            ])
        );

    private static ProblemHttpResult Missing(string name) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "connection.missing", $"There is no connection {name}.");

    /// <summary>The two switches of the outgoing guard travel among the settings but are not the connector's.</summary>
    private static (ConnectionChange? Change, IReadOnlyList<Problem> Problems) ChangeOf(ConnectionBody body)
    {
        if (body.Settings.ValueKind != JsonValueKind.Object)
        {
            return (null, [new Problem("settings.type", ProblemSeverity.Error, "/settings", "Give a JSON object.")]);
        }

        var switches = new Dictionary<string, bool> { [AllowLoopback] = false, [AllowHttp] = false };
        var problems = new List<Problem>();
        var settings = new Dictionary<string, JsonElement>();
        foreach (var setting in body.Settings.EnumerateObject())
        {
            if (!switches.ContainsKey(setting.Name))
            {
                settings[setting.Name] = setting.Value;
            }
            else if (setting.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                switches[setting.Name] = setting.Value.GetBoolean();
            }
            else
            {
                problems.Add(
                    new Problem("settings.type", ProblemSeverity.Error, $"/settings/{setting.Name}", "Say true or false.")
                );
            }
        }

        return problems.Count > 0
            ? (null, problems)
            : (
                new ConnectionChange(
                    body.Connector,
                    JsonSerializer.SerializeToElement(settings),
                    body.Credential ?? default,
                    switches[AllowLoopback],
                    switches[AllowHttp],
                    body.AllowedAddresses,
                    body.Calling
                ),
                []
            );
    }
}

/// <summary>A connection to save.</summary>
/// <param name="Connector">Key of the connector; see <c>GET /connectors</c>.</param>
/// <param name="Settings">The connector's settings, and <c>allowLoopback</c> and <c>allowHttp</c> for tests on this machine.</param>
/// <param name="Credential">The secret: <c>{ "kind": …, fields }</c>; <c>kind</c> may be left out where there is only one.</param>
/// <param name="AllowedAddresses">Addresses inside of the network that it may reach, for example <c>10.1.0.0/16</c> or <c>erp.example:8443</c>; left out, they stay.</param>
/// <param name="Calling">Limits of its calls; left out, they stay.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConnectionBody(
    string Connector,
    JsonElement Settings,
    JsonElement? Credential = null,
    IReadOnlyList<string>? AllowedAddresses = null,
    CallingSettings? Calling = null
);

/// <summary>The connections.</summary>
internal sealed record ConnectionList(IReadOnlyList<ConnectionItem> Connections);

/// <summary>A connection without its secret.</summary>
internal sealed record ConnectionItem(
    string Name,
    string Connector,
    JsonElement Settings,
    string? CredentialKind,
    DateTimeOffset? CredentialSetAt,
    bool AllowLoopback,
    bool AllowHttp,
    DateTimeOffset? TestedAt,
    ProbeResult? TestResult,
    DateTimeOffset? LastUsedAt,
    IReadOnlyList<string> AllowedAddresses,
    CallingSettings Calling
)
{
    public static ConnectionItem Of(ConnectionSummary c) =>
        new(
            c.Name,
            c.Connector,
            c.Settings,
            c.CredentialKind,
            c.CredentialSetAt,
            c.AllowLoopback,
            c.AllowHttp,
            c.TestedAt,
            c.TestResult,
            c.LastUsedAt,
            c.AllowedAddresses,
            c.Calling
        );
}

/// <summary>The connectors.</summary>
internal sealed record ConnectorList(IReadOnlyList<ConnectorItem> Connectors);

/// <summary>A connector with what a connection to it needs.</summary>
internal sealed record ConnectorItem(
    string Key,
    string Title,
    string Summary,
    IReadOnlyList<FieldItem> Settings,
    IReadOnlyList<CredentialKindItem> Credentials
);

/// <summary>A kind of credential.</summary>
internal sealed record CredentialKindItem(string Kind, string Title, IReadOnlyList<FieldItem> Fields);

/// <summary>A field of settings or credentials.</summary>
internal sealed record FieldItem(string Name, string Label, string Help, string Kind, bool Required)
{
    public static FieldItem Of(FieldDefinition field) =>
        new(
            field.Name,
            field.Label,
            field.Help,
            JsonNamingPolicy.CamelCase.ConvertName(field.Kind.ToString()),
            field.Required
        );
}
