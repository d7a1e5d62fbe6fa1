using System.Globalization;
using FlowRuntime.Auditing;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>Tokens as they are stored.</summary>
/// <param name="Mark">Credential that they were issued to.</param>
/// <param name="Tokens">The tokens; null for none.</param>
/// <param name="ReconnectReason">Why an admin has to connect again; null when all is well.</param>
/// <param name="Version">Version to compare with when storing; 0 when nothing is stored.</param>
internal sealed record StoredTokens(string Mark, TokenSet? Tokens, string? ReconnectReason, long Version);

/// <summary>Keeps tokens sealed in the vault; a good token gives way only to a better one. Thread-safe.</summary>
internal sealed class TokenStore(SecretVault vault, IDbContextFactory<StudioDbContext> contexts, IWriteGate gate, TimeProvider time)
{
    private const string Access = "access";
    private const string Refresh = "refresh";
    private const string Obtained = "obtained";
    private const string Expires = "expires";
    private const string Scope = "scope";
    private static readonly string[] Hidden = [Access, Refresh];

    /// <summary>Reads what is stored.</summary>
    /// <param name="connectionId">Id of the connection.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tokens; a version of 0 when nothing is stored.</returns>
    /// <exception cref="VaultException">They cannot be opened.</exception>
    public async Task<StoredTokens> FindAsync(string connectionId, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var found = await (
                from t in db.Set<OAuthTokenRow>()
                where t.ConnectionId == connectionId
                join s in db.Set<SecretRow>() on t.SecretId equals s.Id into secrets
                from s in secrets.DefaultIfEmpty()
                select new { Row = t, Secret = s }
            )
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            return found is null
                ? new StoredTokens("", null, null, 0)
                : new StoredTokens(found.Row.Mark, found.Secret is null ? null : Read(found.Secret), found.Row.ReconnectReason, found.Row.Version);
        }
    }

    /// <summary>Stores new tokens, and is back when they are on the disk.</summary>
    /// <param name="connectionId">Id of the connection.</param>
    /// <param name="mark">Credential that they were issued to.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="version">Version that was read; null to store over whatever there is.</param>
    /// <param name="audit">What an admin did; null when the tokens renewed themselves.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody stored others meanwhile; these stay.</returns>
    public Task<bool> SaveAsync(
        string connectionId,
        string mark,
        TokenSet tokens,
        long? version,
        AuditRow? audit,
        CancellationToken cancellationToken
    )
    {
        var secret = vault.Seal(Guid.NewGuid().ToString("N"), Fields(tokens), Hidden.Where(h => h != Refresh || tokens.RefreshToken is not null));
        return gate.WriteAsync(
            async (db, token) =>
            {
                var row = await db.Set<OAuthTokenRow>().FindAsync([connectionId], token).ConfigureAwait(false);
                if (version is { } seen && (row?.Version ?? 0) != seen)
                {
                    return false;
                }

                if (row is null)
                {
                    row = new OAuthTokenRow { ConnectionId = connectionId, Mark = mark };
                    db.Add(row);
                }

                await SecretRow.RemoveAsync(db, row.SecretId, token).ConfigureAwait(false);
                db.Add(secret);
                (row.Mark, row.SecretId, row.ExpiresAt) = (mark, secret.Id, tokens.ExpiresAt);
                (row.CanRenew, row.SetAt, row.ReconnectReason) = (tokens.RefreshToken is not null, time.GetUtcNow(), null);
                row.Version++;
                if (audit is not null)
                {
                    db.Add(audit);
                }

                await db.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Notes that an admin has to connect again. The tokens stay: they are of no use, but no loss either.</summary>
    /// <param name="connectionId">Id of the connection.</param>
    /// <param name="mark">Credential that was refused.</param>
    /// <param name="reason">Why; holds no secret.</param>
    /// <param name="version">Version that was read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when it is news: not noted before, and nobody stored other tokens meanwhile.</returns>
    public Task<bool> NoteReconnectAsync(string connectionId, string mark, string reason, long version, CancellationToken cancellationToken) =>
        gate.WriteAsync(
            async (db, token) =>
            {
                var row = await db.Set<OAuthTokenRow>().FindAsync([connectionId], token).ConfigureAwait(false);
                if ((row?.Version ?? 0) != version || (row?.Mark == mark && row.ReconnectReason is not null))
                {
                    return false;
                }

                if (row is null)
                {
                    row = new OAuthTokenRow { ConnectionId = connectionId, Mark = mark };
                    db.Add(row);
                }

                (row.Mark, row.ReconnectReason, row.SetAt) = (mark, reason, time.GetUtcNow());
                row.Version++;
                db.Add(AuditRow.Of(time, "connection.reconnect", connectionId, "system"));
                await db.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Removes the tokens of a connection, as part of its removal.</summary>
    /// <param name="db">The open unit of work.</param>
    /// <param name="connectionId">Id of the connection.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RemoveAsync(StudioDbContext db, string connectionId, CancellationToken cancellationToken)
    {
        if (await db.Set<OAuthTokenRow>().FindAsync([connectionId], cancellationToken).ConfigureAwait(false) is { } row)
        {
            await SecretRow.RemoveAsync(db, row.SecretId, cancellationToken).ConfigureAwait(false);
            db.Remove(row);
        }
    }

    private static Dictionary<string, string> Fields(TokenSet tokens)
    {
        var fields = new Dictionary<string, string> { [Access] = tokens.AccessToken, [Obtained] = Format(tokens.ObtainedAt) };
        if (tokens.RefreshToken is { } refresh)
        {
            fields[Refresh] = refresh;
        }

        if (tokens.ExpiresAt is { } expires)
        {
            fields[Expires] = Format(expires);
        }

        if (tokens.Scope is { } scope)
        {
            fields[Scope] = scope;
        }

        return fields;
    }

    private TokenSet Read(SecretRow row)
    {
        var fields = vault.Open(row, Hidden);
        return new TokenSet(
            fields[Access],
            fields.GetValueOrDefault(Refresh),
            Parse(fields[Obtained]),
            fields.TryGetValue(Expires, out var expires) ? Parse(expires) : null,
            fields.GetValueOrDefault(Scope)
        );
    }

    private static string Format(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
