using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Testing;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Credentials.Rotation;

/// <summary>Keeps next and previous credentials beside those in use.</summary>
internal sealed partial class CredentialRotation(
    ConnectorCatalog connectors,
    CredentialSealer sealer,
    ConnectionOpener opener,
    ConnectionProber prober,
    ConnectionSource source,
    OAuthTokens tokens,
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    TimeProvider time,
    ILogger<CredentialRotation> logger
) : ICredentialRotation
{
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<Problem>> StageAsync(
        string name,
        string environment,
        JsonElement credential,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var id = ConnectionTarget.IdOf(name, environment);
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Row: var stored } || !connectors.TryGet(stored.Connector, out var connector))
        {
            return [Missing(name)];
        }

        var problems = sealer.Seal(connector, credential, out var next);
        if (next is null)
        {
            return problems;
        }

        if (connector.Credentials.First(k => k.Key == next.Kind).OAuth is { Grant: OAuthGrant.AuthorizationCode })
        {
            return [ConnectionRules.Error("connection.rotation", "/credential/kind", "A credential with sign-in cannot be staged: save it and connect again.")];
        }

        return await ChangeAsync(
                id,
                name,
                "connection.credentialStaged",
                actor,
                async (db, row, token) =>
                {
                    await SecretRow.RemoveAsync(db, row.NextSecretId, token).ConfigureAwait(false);
                    row.Stage(next.Kind, next.Secret?.Id, time.GetUtcNow(), next.EndsAt);
                    if (next.Secret is not null)
                    {
                        db.Add(next.Secret);
                    }

                    return null;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<ProbeResult?> TestNextAsync(string name, string environment, CancellationToken cancellationToken)
    {
        var id = ConnectionTarget.IdOf(name, environment);
        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Row: { NextKind: not null } row, Next: var secret })
        {
            return null;
        }

        var staged = row.WithNext();
        ProbeResult result;
        try
        {
            using var connection = opener.Open(staged, secret);
            result = await prober.RunAsync(connection, ConnectionTarget.Of(staged), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionRefusedException e)
        {
            result = new ProbeResult(false, e.Message) { Findings = [new ProbeFinding("refused", FindingLevel.Error, e.Message)] };
        }

        await gate.WriteAsync(
                async (db, token) =>
                {
                    // Tokens of the test are of no further use.
                    await TokenStore.RemoveAsync(db, staged.Id, token).ConfigureAwait(false);
                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                    return await db.Set<ConnectionRow>()
                        .Where(c => c.Id == id && c.NextSecretId == row.NextSecretId)
                        .ExecuteUpdateAsync(set => set.SetProperty(c => c.NextTestOk, result.Ok), token)
                        .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        tokens.Forget(staged.Id);
        return result;
    }

    public Task<IReadOnlyList<Problem>> PromoteAsync(
        string name,
        string environment,
        TimeSpan keepPrevious,
        bool untested,
        string actor,
        CancellationToken cancellationToken
    ) =>
        keepPrevious < TimeSpan.Zero || keepPrevious > LongestOverlap
            ? Task.FromResult<IReadOnlyList<Problem>>([
                ConnectionRules.Error("connection.range", "/keepHours", $"Keep the previous credential for at most {LongestOverlap.TotalDays:0} days."),
            ])
            : ChangeAsync(
                ConnectionTarget.IdOf(name, environment),
                name,
                untested ? "connection.credentialPromotedUntested" : "connection.credentialPromoted",
                actor,
                async (db, row, token) =>
                {
                    if (row.NextKind is null)
                    {
                        return NothingStaged();
                    }

                    if (!row.NextTestOk && !untested)
                    {
                        return ConnectionRules.Error("connection.rotation", "", "The next credential has not passed its test. Test it first, or promote it untested.");
                    }

                    await SecretRow.RemoveAsync(db, row.PreviousSecretId, token).ConfigureAwait(false);
                    if (keepPrevious > TimeSpan.Zero)
                    {
                        (row.PreviousKind, row.PreviousSecretId, row.PreviousUntil) = (row.CredentialKind, row.SecretId, time.GetUtcNow() + keepPrevious);
                    }
                    else
                    {
                        await SecretRow.RemoveAsync(db, row.SecretId, token).ConfigureAwait(false);
                        (row.PreviousKind, row.PreviousSecretId, row.PreviousUntil) = (null, null, null);
                    }

                    row.Use(row.NextKind, row.NextSecretId, row.NextSetAt, row.NextEndsAt);
                    row.Stage(null, null, null, null);
                    return null;
                },
                cancellationToken
            );

    public Task<IReadOnlyList<Problem>> DiscardAsync(string name, string environment, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            ConnectionTarget.IdOf(name, environment),
            name,
            "connection.credentialDiscarded",
            actor,
            async (db, row, token) =>
            {
                if (row.NextKind is null)
                {
                    return NothingStaged();
                }

                await SecretRow.RemoveAsync(db, row.NextSecretId, token).ConfigureAwait(false);
                row.Stage(null, null, null, null);
                return null;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<Problem>> RestoreAsync(string name, string environment, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            ConnectionTarget.IdOf(name, environment),
            name,
            "connection.credentialRestored",
            actor,
            async (db, row, token) =>
            {
                if (row.PreviousKind is null)
                {
                    return ConnectionRules.Error("connection.rotation", "", "The previous credential is not kept any more.");
                }

                await SecretRow.RemoveAsync(db, row.NextSecretId, token).ConfigureAwait(false);
                row.Stage(row.CredentialKind, row.SecretId, row.CredentialSetAt, row.CertificateEndsAt);
                row.Use(row.PreviousKind, row.PreviousSecretId, time.GetUtcNow(), endsAt: null);
                (row.PreviousKind, row.PreviousSecretId, row.PreviousUntil) = (null, null, null);
                return null;
            },
            cancellationToken
        );

    /// <summary>Destroys the credentials that were kept long enough.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task DestroyPreviousAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            if (!await db.Set<ConnectionRow>().AnyAsync(c => c.PreviousUntil <= now, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        var destroyed = await gate.WriteAsync(
                async (write, token) =>
                {
                    var rows = await write.Set<ConnectionRow>().Where(c => c.PreviousUntil <= now).ToListAsync(token).ConfigureAwait(false);
                    var ids = rows.ConvertAll(r => r.PreviousSecretId);
                    write.RemoveRange(await write.Set<SecretRow>().Where(s => ids.Contains(s.Id)).ToListAsync(token).ConfigureAwait(false));
                    foreach (var row in rows)
                    {
                        (row.PreviousKind, row.PreviousSecretId, row.PreviousUntil) = (null, null, null);
                        write.Add(AuditRow.Of(time, "connection.credentialDestroyed", row.Id, "system"));
                    }

                    await write.SaveChangesAsync(token).ConfigureAwait(false);
                    return rows.Count;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        LogDestroyed(destroyed);
    }

    private async Task<IReadOnlyList<Problem>> ChangeAsync(
        string id,
        string name,
        string action,
        string actor,
        Func<StudioDbContext, ConnectionRow, CancellationToken, Task<Problem?>> change,
        CancellationToken cancellationToken
    )
    {
        var problem = await gate.WriteAsync(
                async (db, token) =>
                {
                    if (await db.Set<ConnectionRow>().FindAsync([id], token).ConfigureAwait(false) is not { } row)
                    {
                        return Missing(name);
                    }

                    if (await change(db, row, token).ConfigureAwait(false) is { } wrong)
                    {
                        return wrong;
                    }

                    row.Revision++;
                    db.Add(AuditRow.Of(time, action, id, actor));
                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                    return null;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        source.Forget(name);
        return problem is null ? [] : [problem];
    }

    private async Task<Found?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await (
                from c in db.Set<ConnectionRow>()
                where c.Id == id
                join s in db.Set<SecretRow>() on c.NextSecretId equals s.Id into secrets
                from s in secrets.DefaultIfEmpty()
                select new Found(c, s)
            )
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static Problem Missing(string name) => ConnectionRules.Error("connection.missing", "", $"There is no connection {name}.");

    private static Problem NothingStaged() => ConnectionRules.Error("connection.rotation", "", "There is no next credential. Stage one first.");

    private sealed record Found(ConnectionRow Row, SecretRow? Next);

    [LoggerMessage(4123, LogLevel.Information, "Destroyed {Count} credentials that had been replaced.")]
    private partial void LogDestroyed(int count);
}
