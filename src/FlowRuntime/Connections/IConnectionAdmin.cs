using FlowEngine.Connecting;
using FlowEngine.Definition;

namespace FlowRuntime.Connections;

/// <summary>Connections as an admin sees them: settings can be read, secrets only written. Thread-safe.</summary>
public interface IConnectionAdmin
{
    /// <summary>Opens connections for published bots: those of the environment <c>live</c>.</summary>
    IConnectionSource Source => SourceOf(ConnectionEnvironment.Live);

    /// <summary>
    /// Opens connections of an environment, for simulators: what it binds itself, else the target of <c>live</c> where the
    /// environment falls back.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The source.</returns>
    IConnectionSource SourceOf(string environment);

    /// <summary>Lists the connections of <c>live</c>, by name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connections without their secrets.</returns>
    Task<IReadOnlyList<ConnectionSummary>> ListAsync(CancellationToken cancellationToken) =>
        ListAsync(ConnectionEnvironment.Live, cancellationToken);

    /// <summary>Lists connections, by name and environment.</summary>
    /// <param name="environment">Those that this environment binds itself; null for those of all environments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connections without their secrets.</returns>
    Task<IReadOnlyList<ConnectionSummary>> ListAsync(string? environment, CancellationToken cancellationToken);

    /// <summary>Creates or changes a connection in the environment that the change names.</summary>
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

    /// <summary>Removes the target that <c>live</c> binds, and its secrets.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is none.</returns>
    Task<bool> DeleteAsync(string name, string actor, CancellationToken cancellationToken) =>
        DeleteAsync(name, ConnectionEnvironment.Live, actor, cancellationToken);

    /// <summary>Removes the target that an environment binds, and its secrets; OAuth tokens are revoked before.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is none.</returns>
    Task<bool> DeleteAsync(string name, string environment, string actor, CancellationToken cancellationToken);

    /// <summary>Tests a connection of <c>live</c> by its connector's harmless call and remembers the outcome.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null when there is no such connection.</returns>
    Task<ProbeResult?> TestAsync(string name, CancellationToken cancellationToken) =>
        TestAsync(name, ConnectionEnvironment.Live, cancellationToken);

    /// <summary>Tests a connection by its connector's harmless call and remembers the outcome.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="environment">The environment, which must bind it itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null when there is no such connection.</returns>
    Task<ProbeResult?> TestAsync(string name, string environment, CancellationToken cancellationToken);
}
