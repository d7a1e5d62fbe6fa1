using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;

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
public sealed record ConnectionChange(
    string Connector,
    JsonElement Settings,
    JsonElement Credential = default,
    bool AllowLoopback = false,
    bool AllowHttp = false
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
);
