namespace FlowRuntime.Credentials.Vaults;

/// <summary>A place outside of FlowStudio that keeps secrets. Thread-safe.</summary>
public interface IExternalVault
{
    /// <summary>Reads a secret.</summary>
    /// <param name="path">Where it is, as the vault counts places.</param>
    /// <param name="key">Which value there; null for the only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value and how long it may be kept.</returns>
    /// <exception cref="ExternalVaultException">It is not there, may not be read, or the vault cannot be reached.</exception>
    Task<ExternalSecret> ReadAsync(string path, string? key, CancellationToken cancellationToken);
}

/// <summary>A secret of an external vault.</summary>
/// <param name="Value">The secret.</param>
/// <param name="FreshFor">How long it may be used without asking again.</param>
public sealed record ExternalSecret(string Value, TimeSpan FreshFor);
