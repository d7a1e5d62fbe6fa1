using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Auditing;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Connections.Testing;
using FlowRuntime.Credentials;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Connections;

/// <summary>Keeps the connections: settings readable, secrets sealed.</summary>
internal sealed partial class ConnectionAdmin(
    ConnectorCatalog connectors,
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    CredentialSealer sealer,
    ConnectionSource source,
    ConnectionTests tests,
    ConnectionUse use,
    OAuthTokens tokens,
    TokenRevocation revocation,
    TimeProvider time,
    ILogger<ConnectionAdmin> logger
) : IConnectionAdmin
{
    public IConnectionSource SourceOf(string environment) => source.In(environment);

    public async Task<IReadOnlyList<ConnectionSummary>> ListAsync(string? environment, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var rows = await (
                from c in db.Set<ConnectionRow>()
                where environment == null || c.Environment == environment
                join t in db.Set<OAuthTokenRow>() on c.Id equals t.ConnectionId into issued
                from t in issued.DefaultIfEmpty()
                orderby c.Name, c.Environment
                select new { Connection = c, Tokens = t }
            )
                .AsNoTracking()
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            var now = time.GetUtcNow();
            return [.. rows.Select(r => ConnectionSummaries.Of(r.Connection, r.Tokens, KindOf(r.Connection), use.Last(r.Connection.Id), now))];
        }
    }

    public async Task<IReadOnlyList<Problem>> SaveAsync(
        string name,
        ConnectionChange change,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var problems = ConnectionRules.Check(connectors, name, change, out var connector).ToList();
        SealedCredential? credential = null;
        if (connector is not null && change.Credential.ValueKind is not System.Text.Json.JsonValueKind.Undefined)
        {
            // Sealed before the gate is entered: nothing but the database is touched inside of it.
            problems.AddRange(sealer.Seal(connector, change.Credential, out credential));
        }

        if (problems.Count > 0 || connector is null)
        {
            return problems;
        }

        problems.AddRange(
            await gate.WriteAsync((db, token) => StoreAsync(db, name, change, connector, credential, actor, token), cancellationToken)
                .ConfigureAwait(false)
        );
        if (problems.Count == 0)
        {
            source.Forget(name);
            tokens.Forget(ConnectionTarget.IdOf(name, change.Environment));
            LogSaved(name, change.Environment, change.Connector, credential is not null, actor);
        }

        return problems;
    }

    public async Task<bool> DeleteAsync(string name, string environment, string actor, CancellationToken cancellationToken)
    {
        var id = ConnectionTarget.IdOf(name, environment);
        var revoked = await revocation.RevokeAsync(id, cancellationToken).ConfigureAwait(false);
        var deleted = await gate.WriteAsync(
                async (db, token) =>
                {
                    var row = await db.Set<ConnectionRow>().FindAsync([id], token).ConfigureAwait(false);
                    if (row is null)
                    {
                        return false;
                    }

                    await TokenStore.RemoveAsync(db, id, token).ConfigureAwait(false);
                    foreach (var secret in (string?[])[row.SecretId, row.NextSecretId, row.PreviousSecretId])
                    {
                        await SecretRow.RemoveAsync(db, secret, token).ConfigureAwait(false);
                    }

                    db.Remove(row);
                    db.Add(Audit("connection.deleted", id, actor));
                    if (revoked is { } agreed)
                    {
                        db.Add(Audit(agreed ? "connection.tokenRevoked" : "connection.tokenNotRevoked", id, actor));
                    }

                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        source.Forget(name);
        tokens.Forget(id);
        if (deleted)
        {
            LogDeleted(name, environment, actor);
        }

        return deleted;
    }

    public Task<ProbeResult?> TestAsync(string name, string environment, CancellationToken cancellationToken) =>
        tests.RunAsync(name, environment, cancellationToken);

    private async Task<IReadOnlyList<Problem>> StoreAsync(
        StudioDbContext db,
        string name,
        ConnectionChange change,
        ConnectorDefinition connector,
        SealedCredential? credential,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var (row, problem) = await PrepareAsync(db, name, change, connector, credential, actor, cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            return [problem!]; // there is one where there is no row
        }

        db.Add(Audit(credential?.Secret is null ? "connection.saved" : "connection.savedWithSecret", row.Id, actor));
        row.Connector = change.Connector;
        row.Settings = change.Settings.GetRawText();
        (row.AllowLoopback, row.AllowHttp) = (change.AllowLoopback, change.AllowHttp);
        row.AllowedAddresses = change.AllowedAddresses is { } allowed ? AllowedAddresses.ToText(allowed) : row.AllowedAddresses;
        row.Calling = change.Calling?.ToText() ?? row.Calling;
        row.Owner = change.Owner ?? row.Owner;
        row.WarnDays = change.WarnDays ?? row.WarnDays;
        row.ProbeMinutes = change.ProbeMinutes ?? row.ProbeMinutes;
        row.NextProbeAt = connector.Probe is null || row.ProbeMinutes == 0 ? null : time.GetUtcNow().AddMinutes(row.ProbeMinutes);
        row.Revision++;
        if (credential is not null)
        {
            await SecretRow.RemoveAsync(db, row.SecretId, cancellationToken).ConfigureAwait(false);
            row.CredentialKind = credential.Kind;
            row.SecretId = credential.Secret?.Id;
            row.CredentialSetAt = credential.Secret is null ? null : time.GetUtcNow();
            row.CertificateEndsAt = credential.EndsAt;
            (row.CredentialExpiresAt, row.WarnedAt) = (null, null);
            if (credential.Secret is not null)
            {
                db.Add(credential.Secret);
            }
        }

        row.CredentialExpiresAt = change.CredentialExpiresAt ?? row.CredentialExpiresAt;
        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }

    /// <summary>The row to change, or why it must not be changed so.</summary>
    private static async Task<(ConnectionRow? Row, Problem? Problem)> PrepareAsync(
        StudioDbContext db,
        string name,
        ConnectionChange change,
        ConnectorDefinition connector,
        SealedCredential? credential,
        string actor,
        CancellationToken cancellationToken
    )
    {
        if (await db.Set<EnvironmentRow>().FindAsync([change.Environment], cancellationToken).ConfigureAwait(false) is null)
        {
            return (null, ConnectionRules.Error("environment.missing", "/environment", $"There is no environment {change.Environment}. Create it first."));
        }

        var rows = await db.Set<ConnectionRow>().Where(c => c.Name == name).ToListAsync(cancellationToken).ConfigureAwait(false);
        var row = rows.Find(c => c.Environment == change.Environment);
        if (rows.Find(c => c.Environment != change.Environment && c.Connector != change.Connector) is { } other)
        {
            return (
                null,
                ConnectionRules.Error(
                    "connection.connectorDiffers",
                    "/connector",
                    $"In the environment {other.Environment} this connection is of the connector {other.Connector}: flows need the same one everywhere."
                )
            );
        }

        if (row is null)
        {
            row = new ConnectionRow
            {
                Id = ConnectionTarget.IdOf(name, change.Environment),
                Name = name,
                Environment = change.Environment,
                Connector = change.Connector,
                Settings = "{}",
                Owner = actor,
            };
            db.Add(row);
        }
        else if (credential is null && row.SecretId is not null && ConnectionRules.LeadsElsewhere(row, change, connector))
        {
            return (
                null,
                ConnectionRules.Error(
                    "connection.credentialAgain",
                    "/credential",
                    "The connection now leads to another host. Enter the credential again: a stored secret is sent only where it was meant for."
                )
            );
        }

        return (row, null);
    }

    private CredentialKind? KindOf(ConnectionRow row) =>
        connectors.TryGet(row.Connector, out var connector) ? connector.Credentials.FirstOrDefault(k => k.Key == row.CredentialKind) : null;

    private AuditRow Audit(string action, string subject, string actor) => AuditRow.Of(time, action, subject, actor);

    [LoggerMessage(4101, LogLevel.Information, "Connection {Name} in {Environment} ({Connector}) was saved by {Actor}; credential replaced: {CredentialReplaced}.")]
    private partial void LogSaved(string name, string environment, string connector, bool credentialReplaced, string actor);

    [LoggerMessage(4102, LogLevel.Information, "Connection {Name} in {Environment} was deleted by {Actor}.")]
    private partial void LogDeleted(string name, string environment, string actor);
}
