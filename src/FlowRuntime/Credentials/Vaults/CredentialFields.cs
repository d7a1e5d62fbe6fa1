using FlowEngine.Connecting;

namespace FlowRuntime.Credentials.Vaults;

/// <summary>The fields of a credential; those that refer to an external vault are read there and kept for a while. Thread-safe.</summary>
/// <param name="stored">The fields as they are stored.</param>
/// <param name="vaults">The external vaults.</param>
/// <param name="connection">Name of the connection, for messages.</param>
/// <param name="time">Clock.</param>
internal sealed class CredentialFields(
    IReadOnlyDictionary<string, string> stored,
    ExternalVaults vaults,
    string connection,
    TimeProvider time
)
{
    private readonly List<(string Field, VaultReference? Reference)> _references =
    [
        .. stored
            .Where(f => VaultReference.IsMeant(f.Value))
            .Select(f => (f.Key, VaultReference.TryParse(f.Value, out var reference) ? reference : null)),
    ];

    private volatile Resolved? _resolved;

    /// <summary>Reads the fields.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The same object as long as nothing changed.</returns>
    /// <exception cref="ConnectionRefusedException">A secret is not in its vault (<c>connection.vault</c>).</exception>
    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken) =>
        _references.Count == 0 ? ValueTask.FromResult(stored)
        : _resolved is { } resolved && time.GetUtcNow() < resolved.Until ? ValueTask.FromResult(resolved.Fields)
        : new ValueTask<IReadOnlyDictionary<string, string>>(ResolveAsync(cancellationToken));

    private async Task<IReadOnlyDictionary<string, string>> ResolveAsync(CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(stored);
        var freshFor = TimeSpan.MaxValue;
        try
        {
            foreach (var (field, reference) in _references)
            {
                var secret = await vaults
                    .ReadAsync(reference ?? throw new ExternalVaultException("A reference is written vault:name/path#key."), cancellationToken)
                    .ConfigureAwait(false);
                fields[field] = secret.Value;
                freshFor = secret.FreshFor < freshFor ? secret.FreshFor : freshFor;
            }
        }
        catch (ExternalVaultException e) when (e.IsPassing && _resolved is { } last)
        {
            // The vault is away for a moment: what it said last is better than nothing. It is asked again soon.
            _resolved = last with { Until = time.GetUtcNow() + ExternalVaults.RetryAfter };
            return last.Fields;
        }
        catch (ExternalVaultException e)
        {
            throw new ConnectionRefusedException("connection.vault", $"Connection {connection} finds no secret in its vault. {e.Message}", e);
        }

        if (_resolved is { } old && old.Fields.Count == fields.Count && fields.All(f => old.Fields.TryGetValue(f.Key, out var v) && v == f.Value))
        {
            // The same object tells that nothing changed, so that tokens and certificates made of it stay.
            _resolved = old with { Until = time.GetUtcNow() + freshFor };
            return old.Fields;
        }

        _resolved = new Resolved(fields, time.GetUtcNow() + freshFor);
        return fields;
    }

    private sealed record Resolved(IReadOnlyDictionary<string, string> Fields, DateTimeOffset Until);
}
