using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Calling;

/// <summary>Where the requests of one connection may go: its own address and below, and the hosts its connector declares. Immutable.</summary>
internal sealed class RequestBounds
{
    private readonly Uri _base;
    private readonly bool _allowHttp;
    private readonly HashSet<string> _hosts;

    /// <summary>Makes the bounds.</summary>
    /// <param name="baseAddress">Address of the connection.</param>
    /// <param name="hosts">Further hosts, with a port where it is not the usual one.</param>
    /// <param name="allowHttp">True when requests may go over plain http.</param>
    public RequestBounds(Uri baseAddress, IEnumerable<string> hosts, bool allowHttp)
    {
        (_base, _allowHttp) = (baseAddress, allowHttp);
        _hosts = new HashSet<string>(hosts, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Checks an address.</summary>
    /// <param name="address">Absolute address of a request.</param>
    /// <exception cref="ConnectionRefusedException">The request may not go there.</exception>
    public void Check(Uri address)
    {
        if (!IsOwn(address))
        {
            throw new ConnectionRefusedException(
                "connection.host",
                $"The connection leads to {_base.Host} only, below {_base.AbsolutePath}; a request cannot choose another address."
            );
        }

        if (address.Scheme == Uri.UriSchemeHttp && !_allowHttp)
        {
            throw new ConnectionRefusedException(
                "connection.http",
                "The connection's address is plain http, on which others can read the credential. Use https, or allow http in the connection's settings."
            );
        }
    }

    /// <summary>Checks a host that a connector dials itself.</summary>
    /// <param name="host">Name or literal address.</param>
    /// <param name="port">TCP port.</param>
    /// <exception cref="ConnectionRefusedException">The connection does not lead there.</exception>
    public void Check(string host, int port)
    {
        if (!host.Equals(_base.Host, StringComparison.OrdinalIgnoreCase) && !_hosts.Contains(host) && !_hosts.Contains($"{host}:{port}"))
        {
            throw new ConnectionRefusedException("connection.host", $"The connection does not lead to {host}; only the hosts of its settings are dialled.");
        }
    }

    /// <summary>Where a redirect may be followed to: the origin that was asked, and nowhere the request could not go itself.</summary>
    /// <param name="from">Address of the request.</param>
    /// <param name="to">Where the answer sends it.</param>
    /// <returns>The address; null when the redirect is not followed.</returns>
    public Uri? Follow(Uri from, Uri? to) =>
        to is not null && Uri.TryCreate(from, to, out var next) && IsSameOrigin(from, next) && next.UserInfo.Length == 0 && IsOwn(next)
            ? next
            : null;

    private bool IsOwn(Uri address) =>
        (IsSameOrigin(_base, address) && address.AbsolutePath.StartsWith(_base.AbsolutePath, StringComparison.Ordinal))
        || (_hosts.Count > 0 && address.Scheme is "https" or "http" && _hosts.Contains(address.Authority));

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Port == other.Port
        && one.Scheme.Equals(other.Scheme, StringComparison.Ordinal)
        && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);
}
