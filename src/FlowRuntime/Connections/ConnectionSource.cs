using System.Collections.Concurrent;
using FlowEngine.Connecting;
using FlowRuntime.Credentials;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Connections;

/// <summary>
/// Opens connections by name and keeps them open: one client each, renewed when the stored connection changed. Another
/// process' change is noticed after <see cref="FreshFor"/>. Thread-safe.
/// </summary>
internal sealed class ConnectionSource(
    IDbContextFactory<StudioDbContext> contexts,
    ConnectionOpener opener,
    TimeProvider time
) : IConnectionSource, IDisposable
{
    internal static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _open = new(StringComparer.Ordinal);

    public async ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken)
    {
        var connection = _open.TryGetValue(name, out var entry) && time.GetUtcNow() < entry.FreshUntil
            ? entry.Connection
            : await ReadAsync(name, cancellationToken).ConfigureAwait(false);
        return connection.Connector == connector
            ? connection
            : throw new ConnectionRefusedException(
                "connection.kind",
                $"Connection {name} is of the connector {connection.Connector}, but {connector} is needed here. Choose another connection."
            );
    }

    /// <summary>Opens a connection whatever its connector, as a test of the admin does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection.</returns>
    public async Task<IConnection> ReopenAsync(string name, CancellationToken cancellationToken)
    {
        Forget(name);
        return await ReadAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the next use read the stored connection again.</summary>
    /// <param name="name">Name of a changed or deleted connection.</param>
    public void Forget(string name) => _open.TryRemove(name, out _);

    public void Dispose()
    {
        foreach (var entry in _open.Values)
        {
            entry.Connection.Dispose();
        }
    }

    private async Task<OpenConnection> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var row = await db.Set<ConnectionRow>()
                .AsNoTracking()
                .FirstOrDefaultAsync(c => c.Name == name, cancellationToken)
                .ConfigureAwait(false);
            if (row is null)
            {
                Forget(name);
                throw new ConnectionRefusedException(
                    "connection.missing",
                    $"There is no connection {name}. Create it on the connections page."
                );
            }

            var secret = row.SecretId is null
                ? null
                : await db.Set<SecretRow>()
                    .AsNoTracking()
                    .FirstOrDefaultAsync(s => s.Id == row.SecretId, cancellationToken)
                    .ConfigureAwait(false);
            var freshUntil = time.GetUtcNow() + FreshFor;
            // A client that is replaced is not disposed: calls in progress still use it, and its sockets close when idle.
            return _open
                .AddOrUpdate(
                    name,
                    _ => new Entry(opener.Open(row, secret), freshUntil),
                    (_, old) =>
                        old.Connection.Revision == row.Revision
                            ? old with
                            {
                                FreshUntil = freshUntil,
                            }
                            : new Entry(opener.Open(row, secret), freshUntil)
                )
                .Connection;
        }
    }

    private sealed record Entry(OpenConnection Connection, DateTimeOffset FreshUntil);
}
