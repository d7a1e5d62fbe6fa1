using FlowEngine.Definition;

namespace FlowRuntime.Connections;

/// <summary>The environments of an installation. Thread-safe.</summary>
public interface IConnectionEnvironments
{
    /// <summary>Lists them: <c>live</c> first, then by name.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The environments.</returns>
    Task<IReadOnlyList<ConnectionEnvironment>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Creates an environment, or changes whether it falls back.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fallsBack">True when a name that it does not bind leads to the target of <c>live</c>; must be false for <c>live</c>.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Problems; empty when it was saved.</returns>
    Task<IReadOnlyList<Problem>> SaveAsync(string name, bool fallsBack, string actor, CancellationToken cancellationToken);

    /// <summary>Removes an environment that binds no connection and runs no bot any more.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Problems; empty when it is gone. <c>environment.missing</c> when there is none.</returns>
    Task<IReadOnlyList<Problem>> RemoveAsync(string name, string actor, CancellationToken cancellationToken);
}
