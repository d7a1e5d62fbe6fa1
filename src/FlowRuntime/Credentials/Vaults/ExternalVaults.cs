using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Credentials.Vaults;

/// <summary>The external vaults of the configuration. Everything read is known to the redactor. Thread-safe.</summary>
internal sealed class ExternalVaults(
    IOptions<ExternalVaultsOptions> options,
    IEnumerable<KeyValuePair<string, IExternalVault>> others,
    GuardedHttp http,
    SecretRedactor redactor,
    TimeProvider time
)
{
    /// <summary>When a vault that was away is asked again.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, IExternalVault> _others = new(others, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, IExternalVault> _open = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that references can use.</summary>
    public IReadOnlyList<string> Names => [.. options.Value.Keys.Concat(_others.Keys).Order(StringComparer.Ordinal)];

    /// <summary>True when there is such a vault.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => _others.ContainsKey(name) || options.Value.ContainsKey(name);

    /// <summary>Reads a secret.</summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="ExternalVaultException">It cannot be had.</exception>
    public async Task<ExternalSecret> ReadAsync(VaultReference reference, CancellationToken cancellationToken)
    {
        var vault = _others.GetValueOrDefault(reference.Vault) ?? _open.GetOrAdd(reference.Vault, Open);
        var secret = await vault.ReadAsync(reference.Path, reference.Key, cancellationToken).ConfigureAwait(false);
        redactor.Remember([secret.Value]);
        return secret;
    }

    private IExternalVault Open(string name)
    {
        if (!options.Value.TryGetValue(name, out var vault))
        {
            throw new ExternalVaultException($"There is no vault {name} in the configuration.");
        }

        var freshFor = TimeSpan.FromSeconds(Math.Clamp(vault.CacheSeconds, 1, 86_400));
        return vault.Kind switch
        {
            "environment" => new EnvironmentVault(vault.Prefix, freshFor),
            "files" => new FileVault(vault.Folder ?? throw new ExternalVaultException($"Vault {name} names no folder."), freshFor),
            "hashicorp" => new HashiCorpVault(name, vault, freshFor, http, redactor, time),
            _ => throw new ExternalVaultException($"Vault {name} has the kind {vault.Kind}; known are environment, files and hashicorp."),
        };
    }
}
