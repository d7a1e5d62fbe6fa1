using System.Collections.Concurrent;
using FlowEngine.Connecting;
using FlowRuntime.Credentials;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Connections;

/// <summary>
/// Opens connections by name and keeps them open: one client each, renewed when the stored connection changed. Another
/// process' change is noticed after <see cref="FreshFor"/>. As a source it is that of the environment <c>live</c>.
/// Thread-safe.
/// </summary>
internal sealed class ConnectionSource(
    IDbContextFactory<StudioDbContext> contexts,
    ConnectionOpener opener,
    TimeProvider time
) : IEnvironmentConnections, IDisposable
{
    internal static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>What a name in an environment leads to; several of them may share a connection.</summary>
    private readonly ConcurrentDictionary<string, Entry> _found = new(StringComparer.Ordinal);

    /// <summary>Open connections by id.</summary>
    private readonly ConcurrentDictionary<string, OpenConnection> _open = new(StringComparer.Ordinal);

    public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
        OpenAsync(name, ConnectionEnvironment.Live, connector, cancellationToken);

    /// <inheritdoc/>
    public IConnectionSource In(string environment) =>
        environment == ConnectionEnvironment.Live ? this : new EnvironmentSource(this, environment);

    /// <summary>Opens a connection whatever its connector, as a test of the admin does.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="environment">The environment, which must bind it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection.</returns>
    public async Task<OpenConnection> ReopenAsync(string name, string environment, CancellationToken cancellationToken)
    {
        Forget(name);
        var connection = await ReadAsync(name, environment, cancellationToken).ConfigureAwait(false);
        return connection.Id == ConnectionTarget.IdOf(name, environment) ? connection : throw Missing(name, environment);
    }

    /// <summary>Makes the next use read the stored connection again, in every environment.</summary>
    /// <param name="name">Name of a changed or deleted connection.</param>
    public void Forget(string name)
    {
        foreach (var key in _found.Keys.Concat(_open.Keys).Where(k => k == name || k.StartsWith($"{name}@", StringComparison.Ordinal)))
        {
            _found.TryRemove(key, out _);
            // Not disposed: calls in progress still use it, and its sockets close when idle.
            _open.TryRemove(key, out _);
        }
    }

    /// <summary>Makes every next use look again.</summary>
    public void ForgetAll() => _found.Clear();

    public void Dispose()
    {
        foreach (var connection in _open.Values)
        {
            connection.Dispose();
        }
    }

    private async ValueTask<IConnection> OpenAsync(string name, string environment, string connector, CancellationToken cancellationToken)
    {
        var connection = _found.TryGetValue(ConnectionTarget.IdOf(name, environment), out var entry) && time.GetUtcNow() < entry.FreshUntil
            ? entry.Connection
            : await ReadAsync(name, environment, cancellationToken).ConfigureAwait(false);
        return connection.Connector == connector
            ? connection
            : throw new ConnectionRefusedException(
                "connection.kind",
                $"Connection {name} is of the connector {connection.Connector}, but {connector} is needed here. Choose another connection."
            );
    }

    private async Task<OpenConnection> ReadAsync(string name, string environment, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var found = await (
                from e in db.Set<EnvironmentRow>()
                where e.Name == environment
                from c in db.Set<ConnectionRow>()
                where c.Name == name && (c.Environment == environment || (e.FallsBack && c.Environment == ConnectionEnvironment.Live))
                join s in db.Set<SecretRow>() on c.SecretId equals s.Id into secrets
                from s in secrets.DefaultIfEmpty()
                    // What the environment binds itself comes before what it falls back to.
                orderby c.Environment != environment
                select new { Row = c, Secret = s }
            )
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            if (found is null)
            {
                Forget(name);
                throw Missing(name, environment);
            }

            var connection = _open.AddOrUpdate(
                found.Row.Id,
                _ => opener.Open(found.Row, found.Secret),
                (_, old) => old.Revision == found.Row.Revision ? old : opener.Open(found.Row, found.Secret)
            );
            _found[ConnectionTarget.IdOf(name, environment)] = new Entry(connection, time.GetUtcNow() + FreshFor);
            return connection;
        }
    }

    private static ConnectionRefusedException Missing(string name, string environment) =>
        new(
            "connection.missing",
            environment == ConnectionEnvironment.Live
                ? $"There is no connection {name}. Create it on the connections page."
                : $"There is no connection {name} in the environment {environment}. Create it on the connections page."
        );

    private sealed record Entry(OpenConnection Connection, DateTimeOffset FreshUntil);

    private sealed class EnvironmentSource(ConnectionSource source, string environment) : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            source.OpenAsync(name, environment, connector, cancellationToken);
    }
}
