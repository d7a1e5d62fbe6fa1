using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Credentials.Sending;

namespace FlowRuntime.Connections;

/// <summary>Makes open connections of stored ones: settings, opened secret and the guarded client.</summary>
internal sealed class ConnectionOpener(
    ConnectorCatalog connectors,
    StoredCredentials credentials,
    GuardedDialer dialer,
    ConnectionUse use,
    OAuthTokens tokens,
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
        var fields = credentials.Open(row, secret, kind);
        var address = connector.BaseAddress?.Invoke(settings);
        var target = ConnectionTarget.Of(row);
        var credential = new OpenCredential(kind, fields, target, tokens, time);
        var client = Client(row, address, target.Allowed, credential);
        return new OpenConnection(row, settings, credential, client, (host, port, token) => dialer.DialInTimeAsync(host, port, target.Allowed, token));
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
        var handler = new ConnectionHandler(address, row.AllowHttp, () => use.Mark(row.Id), new CredentialHandler(credential, sockets));
        return new HttpClient(handler)
        {
            BaseAddress = address,
            MaxResponseContentBufferSize = MaxBufferedBytes,
            // Each call brings its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
