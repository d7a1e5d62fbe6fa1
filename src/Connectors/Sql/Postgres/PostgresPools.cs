using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Connectors.Trust;
using FlowEngine.Connecting;
using Npgsql;

namespace Connectors.Sql.Postgres;

/// <summary>
/// Open lines to PostgreSQL servers, one pool a connection. The name of the server is resolved and dialled once through the
/// connection's guarded dialer; the pool connects to exactly the address that was reached there, so that a name which
/// changes its address afterwards leads nowhere else. The certificate is still checked against the name. Thread-safe.
/// </summary>
internal sealed class PostgresPools(TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a pool that nobody uses is kept.</summary>
    private static readonly TimeSpan KeptUnused = TimeSpan.FromMinutes(10);

    private const int MaxLines = 10;

    private readonly ConcurrentDictionary<Key, Pool> _pools = new();

    /// <summary>Opens a line.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="server">Its settings, read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The line; disposing it gives it back.</returns>
    /// <exception cref="ConnectionRefusedException">The guard refuses the server, or the settings cannot be used.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached or refuses the login.</exception>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public async Task<NpgsqlConnection> OpenAsync(
        IConnection connection,
        SqlSettings.Server server,
        CancellationToken cancellationToken
    )
    {
        var secret = await connection.LeaseSecretAsync(cancellationToken).ConfigureAwait(false);
        if (!secret.TryGetValue("username", out var user))
        {
            throw new ConnectionRefusedException(
                "connection.credential",
                $"Connection {connection.Name} needs a user name and a password. Enter them on the connections page."
            );
        }

        await DropUnusedAsync().ConfigureAwait(false);
        var key = new Key(connection.Name, server, user);
        if (!_pools.TryGetValue(key, out var pool))
        {
            var address = await ResolveAsync(connection, server, cancellationToken).ConfigureAwait(false);
            var made = new Pool(server, user, address);
            pool = _pools.GetOrAdd(key, made);
            if (pool != made)
            {
                await made.DisposeAsync().ConfigureAwait(false);
            }
        }

        // The password is leased when a line is opened, from the connection as it is now.
        (pool.Connection, pool.UsedAt) = (connection, time.GetTimestamp());
        try
        {
            return await pool.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The server may have moved: the next call asks for its address again.
            if (_pools.TryRemove(new KeyValuePair<Key, Pool>(key, pool)))
            {
                await pool.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<IPAddress> ResolveAsync(
        IConnection connection,
        SqlSettings.Server server,
        CancellationToken cancellationToken
    )
    {
        var line = await connection.DialAsync(server.Host, server.Port, cancellationToken).ConfigureAwait(false);
        await using (line.ConfigureAwait(false))
        {
            return line is NetworkStream { Socket.RemoteEndPoint: IPEndPoint reached }
                ? reached.Address.IsIPv4MappedToIPv6
                    ? reached.Address.MapToIPv4()
                    : reached.Address
                : throw new InvalidOperationException("The guarded dialer opens network streams.");
        }
    }

    private async Task DropUnusedAsync()
    {
        foreach (var (key, pool) in _pools)
        {
            if (time.GetElapsedTime(pool.UsedAt) > KeptUnused && _pools.TryRemove(new KeyValuePair<Key, Pool>(key, pool)))
            {
                await pool.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>What makes lines interchangeable: another environment or changed settings get a pool of their own.</summary>
    private sealed record Key(string Name, SqlSettings.Server Server, string User);

    private sealed class Pool : IAsyncDisposable
    {
        private readonly X509Certificate2? _authority;

        public Pool(SqlSettings.Server server, string user, IPAddress address)
        {
            var builder = new NpgsqlDataSourceBuilder(Describe(server, user, address).ConnectionString);
            builder.UsePasswordProvider(
                _ => throw new NotSupportedException("Lines are opened asynchronously."),
                async (_, token) => (await Connection!.LeaseSecretAsync(token).ConfigureAwait(false))["password"] // set before a line is opened
            );
            if (server.Tls is not TlsMode.Off)
            {
                builder.UseSslClientAuthenticationOptionsCallback(options => options.TargetHost = server.Host);
            }

            if (server is { Tls: TlsMode.Verify, RootCertificate: { } certificate })
            {
                _authority = Authority.Read(certificate);
                builder.UseRootCertificate(_authority);
            }

            Source = builder.Build();
        }

        public NpgsqlDataSource Source { get; }

        public IConnection? Connection { get; set; }

        public long UsedAt { get; set; }

        public async ValueTask DisposeAsync()
        {
            await Source.DisposeAsync().ConfigureAwait(false);
            _authority?.Dispose();
        }

        private static NpgsqlConnectionStringBuilder Describe(SqlSettings.Server server, string user, IPAddress address) =>
            new()
            {
                Host = address.ToString(),
                Port = server.Port,
                Database = server.Database,
                Username = user,
                ApplicationName = "FlowStudio",
                SslMode = server.Tls switch
                {
                    TlsMode.Verify => SslMode.VerifyFull,
                    TlsMode.Encrypt => SslMode.Require,
                    _ => SslMode.Disable,
                },
                // Whoever answers unverified gets a proof of the password, never the password.
                RequireAuth = server.Tls is TlsMode.Verify ? null : "ScramSHA256",
                GssEncryptionMode = GssEncryptionMode.Disable,
                MaxPoolSize = MaxLines,
                ConnectionLifetime = 120,
                ConnectionIdleLifetime = 60,
                Timeout = 15,
                // The call's own limit cancels; a second one would only race with it.
                CommandTimeout = 0,
                IncludeErrorDetail = false,
            };
    }
}
