using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Connections;

/// <summary>Connections as an admin sees them: settings can be read, secrets only written. Thread-safe.</summary>
public interface IConnectionAdmin
{
    /// <summary>Lists the connections, by name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connections without their secrets.</returns>
    Task<IReadOnlyList<ConnectionSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Creates or changes a connection.</summary>
    /// <param name="name">Its name: <c>[a-z][A-Za-z0-9]*</c>.</param>
    /// <param name="change">What to set.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Problems with pointers into the change; empty when it was saved.</returns>
    Task<IReadOnlyList<Problem>> SaveAsync(
        string name,
        ConnectionChange change,
        string actor,
        CancellationToken cancellationToken
    );

    /// <summary>Removes a connection and its secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is none.</returns>
    Task<bool> DeleteAsync(string name, string actor, CancellationToken cancellationToken);

    /// <summary>Tests a connection by its connector's harmless call and remembers the outcome.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null when there is no such connection.</returns>
    Task<ProbeResult?> TestAsync(string name, CancellationToken cancellationToken);

    /// <summary>Opens connections for runs and simulators.</summary>
    IConnectionSource Source { get; }
}

/// <summary>A connection to save.</summary>
/// <param name="Connector">Key of its connector.</param>
/// <param name="Settings">JSON object with the connector's declared settings.</param>
/// <param name="Credential">
/// JSON object <c>{ "kind": "basic", …fields }</c>; undefined keeps the stored secret.
/// </param>
/// <param name="AllowLoopback">True to reach this machine itself, for a demo or a test.</param>
/// <param name="AllowHttp">True to send over plain http.</param>
/// <param name="AllowedAddresses">
/// Addresses inside of this network that it may reach: <c>10.1.0.0/16</c>, <c>10.1.2.3</c> or <c>erp.example:8443</c>; null
/// keeps what is stored.
/// </param>
/// <param name="Calling">Limits of its calls; null keeps what is stored.</param>
public sealed record ConnectionChange(
    string Connector,
    JsonElement Settings,
    JsonElement Credential = default,
    bool AllowLoopback = false,
    bool AllowHttp = false,
    IReadOnlyList<string>? AllowedAddresses = null,
    CallingSettings? Calling = null
);

/// <summary>A connection without its secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Connector">Key of its connector.</param>
/// <param name="Settings">Non-secret settings.</param>
/// <param name="CredentialKind">Kind of its credential; null when it has none.</param>
/// <param name="CredentialSetAt">When the secret was last written, UTC; null when never.</param>
/// <param name="AllowLoopback">True when it may reach this machine itself.</param>
/// <param name="AllowHttp">True when it may send over plain http.</param>
/// <param name="TestedAt">Last test, UTC; null when never.</param>
/// <param name="TestResult">Outcome of the last test; null when never.</param>
/// <param name="LastUsedAt">Last call of a run, UTC; null when never.</param>
public sealed record ConnectionSummary(
    string Name,
    string Connector,
    JsonElement Settings,
    string? CredentialKind,
    DateTimeOffset? CredentialSetAt,
    bool AllowLoopback,
    bool AllowHttp,
    DateTimeOffset? TestedAt,
    ProbeResult? TestResult,
    DateTimeOffset? LastUsedAt
)
{
    /// <summary>Addresses inside of this network that it may reach.</summary>
    public IReadOnlyList<string> AllowedAddresses { get; init; } = [];

    /// <summary>Limits of its calls that an admin set; a null member is the connector's or the product's own.</summary>
    public CallingSettings Calling { get; init; } = new();
}
