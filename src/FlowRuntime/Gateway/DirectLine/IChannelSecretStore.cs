namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Keeps the secrets of channels and webhooks, encrypted at rest. Thread-safe.</summary>
internal interface IChannelSecretStore
{
    /// <summary>Reads a secret.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stores a secret unless there is one already; returns the one that is stored then.</summary>
    Task<string> GetOrAddAsync(string name, string candidate, CancellationToken cancellationToken);

    /// <summary>Stores another secret in its place, or none.</summary>
    Task ReplaceAsync(string name, string? value, CancellationToken cancellationToken);
}
