using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Auditing;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Connections;

/// <summary>Keeps the connections: settings readable, secrets sealed. Thread-safe.</summary>
internal sealed partial class ConnectionAdmin(
    ConnectorCatalog connectors,
    IDbContextFactory<StudioDbContext> contexts,
    IWriteGate gate,
    SecretVault vault,
    ConnectionSource source,
    ConnectionUse use,
    TimeProvider time,
    ILogger<ConnectionAdmin> logger
) : IConnectionAdmin
{
    public IConnectionSource Source => source;

    public async Task<IReadOnlyList<ConnectionSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var rows = await db.Set<ConnectionRow>()
                .AsNoTracking()
                .OrderBy(c => c.Name)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(Summarize)];
        }
    }

    public async Task<IReadOnlyList<Problem>> SaveAsync(
        string name,
        ConnectionChange change,
        string actor,
        CancellationToken cancellationToken
    )
    {
        if (!ConnectionRules.IsName(name))
        {
            return
            [
                ConnectionRules.Error(
                    "connection.name",
                    "",
                    "A name starts with a small letter and has only letters and digits, for example shop or erpTest."
                ),
            ];
        }

        if (!connectors.TryGet(change.Connector, out var connector))
        {
            return
            [
                ConnectionRules.Error(
                    "connection.connector",
                    "/connector",
                    $"Choose one of {string.Join(", ", connectors.All.Select(c => c.Key))}."
                ),
            ];
        }

        var problems = ConnectionRules.CheckSettings(connector, change).ToList();
        problems.AddRange(AllowedAddresses.Check(change.AllowedAddresses ?? []));
        problems.AddRange((change.Calling ?? new CallingSettings()).Check());
        CredentialKind? kind = null;
        var hasCredential = change.Credential.ValueKind is not JsonValueKind.Undefined;
        if (hasCredential)
        {
            problems.AddRange(ConnectionRules.CheckCredential(connector, change.Credential, out kind));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        // Sealed before the gate is entered: nothing but the database is touched inside of it.
        var secret = kind is { Fields.Count: > 0 } ? Seal(kind, change.Credential) : null;
        problems.AddRange(
            await gate.WriteAsync((db, token) => StoreAsync(db, name, change, connector, kind, secret, actor, token), cancellationToken)
                .ConfigureAwait(false)
        );
        if (problems.Count == 0)
        {
            source.Forget(name);
            LogSaved(name, change.Connector, hasCredential, actor);
        }

        return problems;
    }

    public async Task<bool> DeleteAsync(string name, string actor, CancellationToken cancellationToken)
    {
        var deleted = await gate.WriteAsync(
                async (db, token) =>
                {
                    var row = await db.Set<ConnectionRow>().FindAsync([name], token).ConfigureAwait(false);
                    if (row is null)
                    {
                        return false;
                    }

                    db.Remove(row);
                    db.Add(Audit("connection.deleted", name, actor));
                    await RemoveSecretAsync(db, row.SecretId, token).ConfigureAwait(false);
                    await db.SaveChangesAsync(token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        source.Forget(name);
        if (deleted)
        {
            LogDeleted(name, actor);
        }

        return deleted;
    }

    public async Task<ProbeResult?> TestAsync(string name, CancellationToken cancellationToken)
    {
        ProbeResult result;
        try
        {
            var connection = await source.ReopenAsync(name, cancellationToken).ConfigureAwait(false);
            result =
                connectors.TryGet(connection.Connector, out var connector) && connector.Probe is { } probe
                    ? await probe(connection, cancellationToken).ConfigureAwait(false)
                    : new ProbeResult(true, "The connection is complete; this connector has no test call.");
        }
        catch (ConnectionRefusedException e) when (e.Code == "connection.missing")
        {
            return null;
        }
        catch (ConnectionRefusedException e)
        {
            result = new ProbeResult(false, e.Message);
        }

        var at = time.GetUtcNow();
        await gate.WriteAsync(
                (db, token) =>
                    db.Set<ConnectionRow>()
                        .Where(c => c.Name == name)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(c => c.TestedAt, at)
                                    .SetProperty(c => c.TestOk, result.Ok)
                                    .SetProperty(c => c.TestMessage, result.Message),
                            token
                        ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return result;
    }

    private async Task<IReadOnlyList<Problem>> StoreAsync(
        StudioDbContext db,
        string name,
        ConnectionChange change,
        ConnectorDefinition connector,
        CredentialKind? kind,
        SealedCredential? secret,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var row = await db.Set<ConnectionRow>().FindAsync([name], cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            row = new ConnectionRow { Name = name, Connector = change.Connector, Settings = "{}" };
            db.Add(row);
        }
        else if (kind is null && row.SecretId is not null && LeadsElsewhere(row, change, connector))
        {
            return
            [
                ConnectionRules.Error(
                    "connection.credentialAgain",
                    "/credential",
                    "The connection now leads to another host. Enter the credential again: a stored secret is sent only where it was meant for."
                ),
            ];
        }

        db.Add(Audit(secret is null ? "connection.saved" : "connection.savedWithSecret", name, actor));
        row.Connector = change.Connector;
        row.Settings = change.Settings.GetRawText();
        (row.AllowLoopback, row.AllowHttp) = (change.AllowLoopback, change.AllowHttp);
        row.AllowedAddresses = change.AllowedAddresses is { } allowed ? AllowedAddresses.ToText(allowed) : row.AllowedAddresses;
        row.Calling = change.Calling?.ToText() ?? row.Calling;
        row.Revision++;
        if (kind is not null)
        {
            await RemoveSecretAsync(db, row.SecretId, cancellationToken).ConfigureAwait(false);
            row.CredentialKind = kind.Key;
            row.SecretId = secret?.Row.Id;
            row.CredentialSetAt = secret?.At;
            if (secret is not null)
            {
                db.Add(secret.Row);
            }
        }

        await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static bool LeadsElsewhere(ConnectionRow row, ConnectionChange change, ConnectorDefinition connector) =>
        row.Connector != change.Connector
        || Origin(connector.BaseAddress?.Invoke(JsonElement.Parse(row.Settings)))
            != Origin(connector.BaseAddress?.Invoke(change.Settings));

    private static string? Origin(Uri? address) => address?.GetLeftPart(UriPartial.Authority);

    private static async Task RemoveSecretAsync(StudioDbContext db, string? id, CancellationToken cancellationToken)
    {
        if (id is not null && await db.Set<SecretRow>().FindAsync([id], cancellationToken).ConfigureAwait(false) is { } old)
        {
            db.Remove(old);
        }
    }

    private SealedCredential Seal(CredentialKind kind, JsonElement credential)
    {
        var fields = ConnectionRules.Fields(kind, credential);
        var hidden = kind.Fields.Where(f => f.Kind is FieldKind.Secret && fields.ContainsKey(f.Name)).Select(f => f.Name);
        return new SealedCredential(vault.Seal(Guid.NewGuid().ToString("N"), fields, hidden), time.GetUtcNow());
    }

    private ConnectionSummary Summarize(ConnectionRow row)
    {
        var used = use.Last(row.Name);
        return new ConnectionSummary(
            row.Name,
            row.Connector,
            JsonElement.Parse(row.Settings),
            row.CredentialKind,
            row.CredentialSetAt,
            row.AllowLoopback,
            row.AllowHttp,
            row.TestedAt,
            row.TestedAt is null ? null : new ProbeResult(row.TestOk, row.TestMessage ?? ""),
            used > row.LastUsedAt || row.LastUsedAt is null ? used : row.LastUsedAt
        )
        {
            AllowedAddresses = AllowedAddresses.Lines(row.AllowedAddresses),
            Calling = CallingSettings.Read(row.Calling),
        };
    }

    private sealed record SealedCredential(SecretRow Row, DateTimeOffset At);

    private AuditRow Audit(string action, string subject, string actor) =>
        new()
        {
            At = time.GetUtcNow(),
            Actor = actor,
            Action = action,
            Subject = subject,
        };

    [LoggerMessage(4101, LogLevel.Information, "Connection {Name} ({Connector}) was saved by {Actor}; credential replaced: {CredentialReplaced}.")]
    private partial void LogSaved(string name, string connector, bool credentialReplaced, string actor);

    [LoggerMessage(4102, LogLevel.Information, "Connection {Name} was deleted by {Actor}.")]
    private partial void LogDeleted(string name, string actor);
}
