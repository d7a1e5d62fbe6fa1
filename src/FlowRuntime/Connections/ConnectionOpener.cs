using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Credentials.Sending;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Connections;

/// <summary>Makes open connections of stored ones: settings, opened secret and the guarded client.</summary>
internal sealed class ConnectionOpener(
    ConnectorCatalog connectors,
    StoredCredentials credentials,
    GuardedDialer dialer,
    ConnectionUse use,
    OAuthTokens tokens,
    CallingStates states,
    IOptions<CallingOptions> options,
    CallingLog log,
    TimeProvider time
)
{
    /// <summary>No such host can exist (RFC 2606).</summary>
    private static readonly Uri NoHttp = new("https://no-http.invalid/");

    /// <summary>Opens a connection.</summary>
    /// <param name="row">The stored connection.</param>
    /// <param name="secret">Its sealed secret; null for none.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectionRefusedException">Its connector is not installed or its credential cannot be read.</exception>
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The client owns its handlers, and the open connection owns the client."
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
        var limits = CallingLimits.Of(connector.RateLimit, CallingSettings.Read(row.Calling), options.Value);
        var calling = states.Of(row.Id);
        // A connector that speaks something else than HTTP gets a client that refuses every request.
        var bounds = new RequestBounds(address ?? NoHttp, connector.Hosts?.Invoke(settings) ?? [], row.AllowHttp);
        var sockets = Sockets(target.Allowed);
        CredentialHandler.ShowCertificate(sockets.SslOptions, credential);
        var handler = new CallingHandler(
            bounds,
            calling,
            calling.Open(row.Revision, limits),
            use,
            time,
            log,
            new CredentialHandler(credential, new AnswerHandler(options.Value, sockets))
        );
        var client = new HttpClient(handler)
        {
            BaseAddress = address ?? NoHttp,
            MaxResponseContentBufferSize = int.MaxValue,
            // The handler has its own limits, and each call brings one more.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return new OpenConnection(row, settings, credential, client, DialAsync);

        ValueTask<Stream> DialAsync(string host, int port, CancellationToken token)
        {
            bounds.Check(host, port);
            return dialer.DialInTimeAsync(host, port, target.Allowed, token);
        }
    }

    private SocketsHttpHandler Sockets(AllowedAddresses allowed) =>
        new()
        {
            AllowAutoRedirect = false,
            // Unpacked by us, so that the size on the wire is known.
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = GuardedDialer.ConnectTimeout,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Cookies would carry the session of one visitor to the next; a proxy would connect past the guard.
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (context, token) =>
                dialer.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, allowed, token),
        };
}
