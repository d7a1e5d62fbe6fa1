using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.Vaults;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Credentials;

/// <summary>A stored credential, opened.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Target">The connection.</param>
internal sealed record StoredCredential(CredentialKind Kind, CredentialFields Fields, ConnectionTarget Target);

/// <summary>Opens the credentials of stored connections. Thread-safe.</summary>
internal sealed class StoredCredentials(
    ConnectorCatalog connectors,
    SecretVault vault,
    ExternalVaults vaults,
    IDbContextFactory<StudioDbContext> contexts,
    TimeProvider time
)
{
    /// <summary>Finds and opens a credential.</summary>
    /// <param name="connectionId">Id of the connection.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The credential; null when there is no such connection or it has none.</returns>
    /// <exception cref="ConnectionRefusedException">It cannot be opened (<c>connection.credential</c>).</exception>
    public async Task<StoredCredential?> FindAsync(string connectionId, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var found = await (
                from c in db.Set<ConnectionRow>()
                where c.Id == connectionId
                join s in db.Set<SecretRow>() on c.SecretId equals s.Id into secrets
                from s in secrets.DefaultIfEmpty()
                select new { Row = c, Secret = s }
            )
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            return found is not null
                && connectors.TryGet(found.Row.Connector, out var connector)
                && connector.Credentials.FirstOrDefault(k => k.Key == found.Row.CredentialKind) is { } kind
                ? new StoredCredential(kind, Open(found.Row, found.Secret, kind), ConnectionTarget.Of(found.Row))
                : null;
        }
    }

    /// <summary>Opens the fields of a credential.</summary>
    /// <param name="row">The stored connection.</param>
    /// <param name="secret">Its sealed secret; null for none.</param>
    /// <param name="kind">Kind of the credential; null for none.</param>
    /// <returns>The fields.</returns>
    /// <exception cref="ConnectionRefusedException">They cannot be opened (<c>connection.credential</c>).</exception>
    public CredentialFields Open(ConnectionRow row, SecretRow? secret, CredentialKind? kind) =>
        new(Unseal(row, secret, kind), vaults, row.Name, time);

    private IReadOnlyDictionary<string, string> Unseal(ConnectionRow row, SecretRow? secret, CredentialKind? kind)
    {
        if (kind is null or { Fields.Count: 0 })
        {
            return new Dictionary<string, string>();
        }

        if (secret is null)
        {
            throw NoCredential(row, "has none");
        }

        try
        {
            var hidden = kind.Fields.Where(f => f.Kind is FieldKind.Secret).Select(f => f.Name);
            var fields = vault.Open(secret, hidden);
            return kind.Fields.All(f => !f.Required || fields.ContainsKey(f.Name)) ? fields : throw NoCredential(row, "is incomplete");
        }
        catch (VaultException e)
        {
            throw NoCredential(row, "cannot be opened", e);
        }
    }

    private static ConnectionRefusedException NoCredential(ConnectionRow row, string what, Exception? inner = null) =>
        new(
            "connection.credential",
            $"Connection {row.Name} needs a credential, but it {what}. Enter it again on the connections page.",
            inner
        );
}
