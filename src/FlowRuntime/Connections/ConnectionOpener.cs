using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials;
using FlowRuntime.Credentials.Sending;

namespace FlowRuntime.Connections;

/// <summary>Makes open connections of stored ones: settings, opened secret and the guarded client.</summary>
internal sealed class ConnectionOpener(
    ConnectorCatalog connectors,
    SecretVault vault,
    GuardedDialer dialer,
    ConnectionUse use,
    TimeProvider time
)
{
    /// <summary>Largest answer that is buffered by a connector which sets no limit of its own. Unit: bytes.</summary>
    private const int MaxBufferedBytes = 16 * 1024 * 1024;

    /// <summary>Opens a connection.</summary>
    /// <param name="row">The stored connection.</param>
    /// <param name="secret">Its sealed secret; null for none.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectionRefusedException">Its connector is not installed or its credential cannot be read.</exception>
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The open connection owns the client."
    )]
    public OpenConnection Open(ConnectionRow row, SecretRow? secret)
    {
        if (!connectors.TryGet(row.Connector, out var connector))
        {
            throw new ConnectionRefusedException(
                "connection.connector",
                $"Connection {row.Name} needs the connector {row.Connector}, which is not installed."
            );
        }

        var settings = JsonElement.Parse(row.Settings);
        var kind = connector.Credentials.FirstOrDefault(k => k.Key == row.CredentialKind);
        var fields = Unseal(row, secret, kind);
        var address = connector.BaseAddress?.Invoke(settings);
        var allowed = new AllowedAddresses(row.AllowLoopback, AllowedAddresses.Lines(row.AllowedAddresses));
        var credential = new OpenCredential(kind, fields, time);
        var client = Client(row, address, allowed, credential);
        return new OpenConnection(row, settings, credential, client, (host, port, token) => dialer.DialInTimeAsync(host, port, allowed, token));
    }

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
            var fields = vault.Open(secret, kind.Fields.Where(f => f.Kind is FieldKind.Secret).Select(f => f.Name));
            return kind.Fields.All(f => !f.Required || fields.ContainsKey(f.Name)) ? fields : throw NoCredential(row, "is incomplete");
        }
        catch (VaultException e)
        {
            throw NoCredential(row, "cannot be opened", e);
        }
    }

    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The client owns its handlers, and the open connection owns the client."
    )]
    private HttpClient Client(ConnectionRow row, Uri? address, AllowedAddresses allowed, OpenCredential credential)
    {
        if (address is null)
        {
            // A connector that speaks something else than HTTP: a client that refuses every request.
            address = new Uri("https://no-http.invalid/");
        }

        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = GuardedDialer.ConnectTimeout,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Cookies would carry the session of one visitor to the next; a proxy would connect past the guard.
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (context, token) =>
                dialer.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, allowed, token),
        };
        CredentialHandler.ShowCertificate(sockets.SslOptions, credential);
        var handler = new ConnectionHandler(address, row.AllowHttp, () => use.Mark(row.Name), new CredentialHandler(credential, sockets));
        return new HttpClient(handler)
        {
            BaseAddress = address,
            MaxResponseContentBufferSize = MaxBufferedBytes,
            // Each call brings its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    private static ConnectionRefusedException NoCredential(ConnectionRow row, string what, Exception? inner = null) =>
        new(
            "connection.credential",
            $"Connection {row.Name} needs a credential, but it {what}. Enter it again on the connections page.",
            inner
        );
}
