using System.Net;
using System.Net.Sockets;

namespace FlowRuntime.Connections;

/// <summary>
/// Says which addresses a connection may talk to: public ones, and this machine where an admin allowed it. Sources: the
/// IANA special-purpose registries for IPv4 and IPv6 (RFC 6890).
/// </summary>
internal static class AddressGuard
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared, carrier NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and the metadata service of cloud providers
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "::/128", // unspecified
            "::1/128", // loopback
            "64:ff9b:1::/48", // local NAT64
            "100::/64", // discard
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "3fff::/20", // documentation
            "5f00::/16", // segment routing
            "fc00::/7", // unique local
            "fe80::/10", // link-local
            "fec0::/10", // site-local
            "ff00::/8", // multicast
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Decides.</summary>
    /// <param name="address">The address that will be connected to.</param>
    /// <param name="allowLoopback">True when this machine itself may be reached.</param>
    /// <returns>Whether the connection may be made.</returns>
    public static bool Allows(IPAddress address, bool allowLoopback)
    {
        var inner = Innermost(address);
        return IPAddress.IsLoopback(inner) ? allowLoopback : !Array.Exists(NotPublic, n => n.Contains(inner));
    }

    /// <summary>The IPv4 address that an IPv6 address stands for, which is where the packets go in the end.</summary>
    private static IPAddress Innermost(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(12, 4));
        }

        if (SixToFour.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(2, 4));
        }

        // ::1 and :: are addresses of their own, all else below ::/96 is an old way to write IPv4.
        return Compatible.Contains(address) && !address.Equals(IPAddress.IPv6Loopback) && !address.Equals(IPAddress.IPv6Any)
            ? new IPAddress(bytes.AsSpan(12, 4))
            : address;
    }
}
