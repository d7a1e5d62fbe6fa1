using System.Net;
using System.Net.Sockets;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// Tells public addresses from those inside of a network. Sources: the IANA special-purpose registries for IPv4 and IPv6
/// (RFC 6890), and the addresses at which cloud providers serve the metadata of a machine.
/// </summary>
internal static class AddressGuard
{
    private static readonly IPNetwork[] NotPublic = Networks(
        "0.0.0.0/8", // this network
        "10.0.0.0/8", // private
        "100.64.0.0/10", // shared, carrier NAT
        "127.0.0.0/8", // loopback
        "168.63.129.16/32", // public by its number, but the host's agent on Azure
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
        "2001::/23", // protocol assignments, Teredo
        "2001:db8::/32", // documentation
        "3fff::/20" // documentation
    );

    /// <summary>What organisations use inside: what an allowed name may lead to.</summary>
    private static readonly IPNetwork[] Private = Networks("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    /// <summary>Metadata services that lie among private addresses: of Alibaba Cloud and of Amazon.</summary>
    private static readonly IPAddress[] Metadata = [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("fd00:ec2::254")];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address is on the public internet.</summary>
    /// <param name="address">As <see cref="Innermost"/> gave it.</param>
    /// <returns>True when every connection may reach it.</returns>
    public static bool IsPublic(IPAddress address) =>
        !IsIn(NotPublic, address) && (address.AddressFamily is AddressFamily.InterNetwork || GlobalUnicast.Contains(address));

    /// <summary>Whether an address is one that organisations use inside, and no metadata service.</summary>
    /// <param name="address">As <see cref="Innermost"/> gave it.</param>
    /// <returns>True when a connection may reach it under a name that an admin allowed.</returns>
    public static bool IsPrivate(IPAddress address) => IsIn(Private, address) && !Metadata.Contains(address);

    /// <summary>The IPv4 address that an IPv6 address stands for, which is where the packets go in the end.</summary>
    /// <param name="address">An address.</param>
    /// <returns>What to judge.</returns>
    public static IPAddress Innermost(IPAddress address)
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
        if (SixToFour.Contains(address))
        {
            return new IPAddress(bytes.AsSpan(2, 4));
        }

        // ::1 and :: are addresses of their own, all else below ::/96 is an old way to write IPv4.
        var isWritten = Compatible.Contains(address) && !address.Equals(IPAddress.IPv6Loopback) && !address.Equals(IPAddress.IPv6Any);
        return isWritten || Nat64.Contains(address) || Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4)) : address;
    }

    private static IPNetwork[] Networks(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, n => n.Contains(address));
}
