using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Calling;

/// <summary>Finds the addresses of a host.</summary>
/// <param name="host">Name or literal address.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>Its addresses.</returns>
internal delegate Task<IPAddress[]> NameResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens sockets to allowed addresses only. The name is resolved once, here, and exactly the addresses that were checked are
/// connected to: a name that changes its address between check and use (rebinding) gains nothing.
/// </summary>
internal sealed class GuardedDialer(NameResolver resolve, TimeProvider time)
{
    /// <summary>Code of a refused address.</summary>
    internal const string Code = "connection.address";

    /// <summary>Longest wait for a line, the name's look-up included.</summary>
    internal static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Connects, or gives up after <see cref="ConnectTimeout"/>.</summary>
    /// <param name="host">Name or literal address.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="allowed">What the connection may reach.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The stream, before TLS.</returns>
    /// <exception cref="ConnectionRefusedException">No address of the host is allowed.</exception>
    /// <exception cref="SocketException">The name is unknown, or nothing answers in time.</exception>
    public async ValueTask<Stream> DialInTimeAsync(string host, int port, AllowedAddresses allowed, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        using var timeout = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await DialAsync(host, port, allowed, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    /// <summary>Connects.</summary>
    /// <param name="host">Host as in the request.</param>
    /// <param name="port">Port as in the request.</param>
    /// <param name="allowed">What the connection may reach.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The stream, before TLS.</returns>
    /// <exception cref="ConnectionRefusedException">No address of the host is allowed.</exception>
    /// <exception cref="SocketException">The name is unknown or nothing answers.</exception>
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The stream owns the socket; on the way to it the socket is disposed by the catch."
    )]
    public async ValueTask<Stream> DialAsync(string host, int port, AllowedAddresses allowed, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await resolve(host, cancellationToken).ConfigureAwait(false);
        var reachable = Array.FindAll(addresses, a => allowed.Contains(host, port, a));
        if (reachable.Length == 0)
        {
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : Refusal(host, port, addresses[0]);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static ConnectionRefusedException Refusal(string host, int port, IPAddress address) =>
        new(
            Code,
            $"{host} leads to an address inside of this network ({address}), which connections may not reach. "
                + (
                    IPAddress.IsLoopback(AddressGuard.Innermost(address))
                        ? "Allow this machine itself in the connection's settings, if that is meant."
                        : $"Use an address on the public internet, or let an admin allow {host}:{port} for this connection."
                )
        );
}
