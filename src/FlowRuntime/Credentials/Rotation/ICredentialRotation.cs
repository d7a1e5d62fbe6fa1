using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;

namespace FlowRuntime.Credentials.Rotation;

/// <summary>
/// Replaces a credential without a gap: the next one is staged, tested and promoted, the previous one is kept for a while and
/// then destroyed. Thread-safe.
/// </summary>
public interface ICredentialRotation
{
    /// <summary>Stages the next credential; the one in use stays in use.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="environment">The environment that binds it.</param>
    /// <param name="credential">JSON object <c>{ "kind", …fields }</c>.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Problems; empty when it is staged. <c>connection.missing</c> when there is no such connection.</returns>
    Task<IReadOnlyList<Problem>> StageAsync(string name, string environment, JsonElement credential, string actor, CancellationToken cancellationToken);

    /// <summary>Tests the connection with the staged credential.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="environment">The environment that binds it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null when nothing is staged.</returns>
    Task<ProbeResult?> TestNextAsync(string name, string environment, CancellationToken cancellationToken);

    /// <summary>Puts the staged credential to use.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="environment">The environment that binds it.</param>
    /// <param name="keepPrevious">How long the one in use so far is kept, so that it can be restored; at most 30 days.</param>
    /// <param name="untested">True to promote it even though it did not pass the test.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Problems; empty when it is in use.</returns>
    Task<IReadOnlyList<Problem>> PromoteAsync(
        string name,
        string environment,
        TimeSpan keepPrevious,
        bool untested,
        string actor,
        CancellationToken cancellationToken
    );

    /// <summary>Destroys the staged credential.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="environment">The environment that binds it.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Problems; empty when it is gone.</returns>
    Task<IReadOnlyList<Problem>> DiscardAsync(string name, string environment, string actor, CancellationToken cancellationToken);

    /// <summary>Puts the previous credential to use again, as long as it is kept; the one in use is staged.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="environment">The environment that binds it.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Problems; empty when it is in use.</returns>
    Task<IReadOnlyList<Problem>> RestoreAsync(string name, string environment, string actor, CancellationToken cancellationToken);
}
