namespace FlowRuntime.Credentials.Vaults;

/// <summary>Secrets in environment variables of this process whose names start with a prefix.</summary>
internal sealed class EnvironmentVault(string prefix, TimeSpan freshFor) : IExternalVault
{
    public Task<ExternalSecret> ReadAsync(string path, string? key, CancellationToken cancellationToken)
    {
        // Without a prefix the vault's own key and the database's password could be sent anywhere.
        if (prefix.Length == 0)
        {
            throw new ExternalVaultException("A vault of environment variables needs a prefix.");
        }

        var name = prefix + path;
        return key is not null
                ? throw new ExternalVaultException($"An environment variable has one value: leave out #{key}.")
            : Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? Task.FromResult(new ExternalSecret(value, freshFor))
            : throw new ExternalVaultException($"There is no environment variable {name}.");
    }
}
