using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections;

/// <summary>Finds the addresses of a host.</summary>
/// <param name="host">Name or literal address.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>Its addresses.</returns>
internal delegate Task<IPAddress[]> NameResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens sockets to allowed addresses only. The name is resolved once, here, and exactly the addresses that were checked are
/// connected to: a name that changes its address between check and use (rebinding) gains nothing.
/// </summary>
internal sealed class GuardedDialer(NameResolver resolve)
{
    /// <summary>Code of a refused address.</summary>
    internal const string Code = "connection.address";

    /// <summary>Connects.</summary>
    /// <param name="host">Host as in the request.</param>
    /// <param name="port">Port as in the request.</param>
    /// <param name="allowLoopback">True when this machine itself may be reached.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The stream, before TLS.</returns>
    /// <exception cref="ConnectionRefusedException">No address of the host is allowed.</exception>
    /// <exception cref="SocketException">The name is unknown or nothing answers.</exception>
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The stream owns the socket; on the way to it the socket is disposed by the catch."
    )]
    public async ValueTask<Stream> DialAsync(string host, int port, bool allowLoopback, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await resolve(host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, a => AddressGuard.Allows(a, allowLoopback));
        if (allowed.Length == 0)
        {
            throw addresses.Length == 0
                ? new SocketException((int)SocketError.HostNotFound)
                : new ConnectionRefusedException(
                    Code,
                    $"{host} leads to an address inside of this network ({addresses[0]}), which connections may not reach. "
                        + (
                            IPAddress.IsLoopback(addresses[0])
                                ? "Allow this machine itself in the connection's settings, if that is meant."
                                : "Use an address on the public internet."
                        )
                );
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
