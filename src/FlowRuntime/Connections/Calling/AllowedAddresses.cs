using System.Net;
using System.Net.Sockets;
using FlowEngine.Definition;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// Addresses that one connection may reach: public ones, and what an admin allowed for it, as networks
/// (<c>10.1.0.0/16</c>), single addresses (<c>10.1.2.3</c>) or names with a port (<c>erp.example:8443</c>). A name opens
/// private addresses and this machine, never link-local ones and metadata services. Immutable.
/// </summary>
internal sealed class AllowedAddresses
{
    /// <summary>Most entries of a connection.</summary>
    internal const int Most = 50;

    private readonly bool _loopback;
    private readonly IPNetwork[] _networks;
    private readonly (string Host, int Port)[] _names;

    /// <summary>Reads what is stored; entries that are none are left out, which allows less.</summary>
    /// <param name="loopback">True when this machine itself may be reached on every port.</param>
    /// <param name="entries">The entries.</param>
    public AllowedAddresses(bool loopback, IEnumerable<string> entries)
    {
        var read = entries.Select(Read).ToList();
        _loopback = loopback;
        _networks = [.. read.Select(r => r.Network).OfType<IPNetwork>()];
        _names = [.. read.Select(r => r.Name).OfType<(string, int)>()];
    }

    /// <summary>Decides.</summary>
    /// <param name="host">Host as in the request.</param>
    /// <param name="port">Port as in the request.</param>
    /// <param name="address">The address that will be connected to.</param>
    /// <returns>Whether the connection may be made.</returns>
    public bool Contains(string host, int port, IPAddress address)
    {
        var inner = AddressGuard.Innermost(address);
        var isLoopback = IPAddress.IsLoopback(inner);
        return (isLoopback ? _loopback : AddressGuard.IsPublic(inner))
            || Array.Exists(_networks, n => n.Contains(inner))
            || ((isLoopback || AddressGuard.IsPrivate(inner)) && Array.Exists(_names, n => n.Port == port && IsSame(n.Host, host)));
    }

    /// <summary>Checks what an admin wants to allow.</summary>
    /// <param name="entries">The entries.</param>
    /// <returns>Problems with pointers into the change.</returns>
    public static IEnumerable<Problem> Check(IReadOnlyList<string> entries) =>
        entries.Count > Most
            ? [ConnectionRules.Error("connection.allowed", "/allowedAddresses", $"Allow at most {Most} addresses; write them as networks.")]
            : entries
                .Select((entry, i) => (Wrong: WhatIsWrong(entry), Pointer: $"/allowedAddresses/{i}"))
                .Where(e => e.Wrong is not null)
                .Select(e => ConnectionRules.Error("connection.allowed", e.Pointer, e.Wrong!)); // filtered above

    /// <summary>The entries as they are stored.</summary>
    /// <param name="entries">Entries that were checked.</param>
    /// <returns>One a line; null for none.</returns>
    public static string? ToText(IReadOnlyList<string> entries) =>
        entries.Count == 0 ? null : string.Join('\n', entries.Select(e => e.Trim()).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>The entries that are stored.</summary>
    /// <param name="text">As <see cref="ToText"/> made it.</param>
    /// <returns>The entries.</returns>
    public static IReadOnlyList<string> Lines(string? text) => text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? WhatIsWrong(string entry) =>
        Read(entry) switch
        {
            { Network: { } network } when network.PrefixLength < (network.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? 8 : 16) =>
                "The network is too wide: allow at most a /8 of IPv4 or a /16 of IPv6.",
            { Network: null, Name: null } => "Write a network as 10.1.0.0/16, an address as 10.1.2.3, or a name with its port as erp.example:8443.",
            _ => null,
        };

    private static (IPNetwork? Network, (string, int)? Name) Read(string entry)
    {
        var text = entry.Trim();
        if (IPNetwork.TryParse(text, out var network))
        {
            return (network, null);
        }

        if (IPAddress.TryParse(text, out var address))
        {
            var inner = AddressGuard.Innermost(address);
            return (new IPNetwork(inner, inner.AddressFamily is AddressFamily.InterNetwork ? 32 : 128), null);
        }

        var colon = text.LastIndexOf(':');
        return
            colon > 0
            && Uri.CheckHostName(text[..colon]) is not UriHostNameType.Unknown
            && ushort.TryParse(text.AsSpan(colon + 1), out var port)
            && port > 0
            ? (null, (text[..colon], port))
            : (null, null);
    }

    private static bool IsSame(string allowed, string host) =>
        allowed.Trim('[', ']').Equals(host.Trim('[', ']').TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
