using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FlowEngine.Connecting;

/// <summary>A configured connector, open for one call. Adds the credential by itself; nobody sees it.</summary>
public interface IConnection
{
    /// <summary>Name in the bot, for example <c>shop</c>.</summary>
    string Name { get; }

    /// <summary>Key of its connector, for example <c>woocommerce</c>.</summary>
    string Connector { get; }

    /// <summary>Non-secret settings, a JSON object with the connector's declared fields.</summary>
    JsonElement Settings { get; }

    /// <summary>
    /// Client whose base address is the connection's; adds the credential for the connection's hosts only and refuses
    /// other hosts and guarded addresses with <see cref="ConnectionRefusedException"/>. Do not dispose.
    /// </summary>
    HttpClient Http { get; }

    /// <summary>Leases the secret to a connector that speaks something else than HTTP.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secret fields by name; keep it no longer than the call.</returns>
    ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken);

    /// <summary>Connects to a host for a connector that speaks something else than HTTP; TLS is the connector's to add.</summary>
    /// <param name="host">Name or literal address.</param>
    /// <param name="port">TCP port, 1 to 65,535.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The line; the caller disposes it.</returns>
    /// <exception cref="ConnectionRefusedException">No address of the host may be reached (<c>connection.address</c>).</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The name is unknown, or nothing answers in time.</exception>
    ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken);
}

/// <summary>The connections of one bot in one environment.</summary>
public interface IConnectionSource
{
    /// <summary>Opens a connection.</summary>
    /// <param name="name">Its name in the bot.</param>
    /// <param name="connector">Connector the caller needs, to refuse a connection of another kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectionRefusedException">
    /// No such connection (<c>connection.missing</c>), of another connector (<c>connection.kind</c>), switched off
    /// (<c>connection.disabled</c>), or its credential cannot be read (<c>connection.credential</c>).
    /// </exception>
    ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken);
}

/// <summary>A connection cannot be used; becomes a failed node result with the same code.</summary>
[SuppressMessage("Design", "CA1032", Justification = "A code is required: without it the author cannot be advised.")]
public sealed class ConnectionRefusedException(string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Stable code such as <c>connection.missing</c>.</summary>
    public string Code { get; } = code;

    /// <summary>True when nothing was sent and the same call may succeed later, for example because the connection is busy.</summary>
    public bool Retryable { get; init; }

    /// <summary>When it may succeed; null when unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
