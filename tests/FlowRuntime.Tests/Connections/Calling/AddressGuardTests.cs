using System.Net;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Tests.Connections.Calling;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Lets_public_addresses_pass(string address) => Assert.True(IsAllowed(address, loopback: false));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:0a00:0001::1")]
    [InlineData("2001:0:1::1")]
    [InlineData("168.63.129.16")]
    [InlineData("240.0.0.1")]
    [InlineData("100::1")]
    [InlineData("5f00::1")]
    [InlineData("fec0::1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("4000::1")]
    public void Stops_addresses_inside_of_a_network_even_where_loopback_is_allowed(string address)
    {
        Assert.False(IsAllowed(address, loopback: false));
        Assert.False(IsAllowed(address, loopback: true));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public void Reaches_this_machine_only_where_allowed(string address)
    {
        Assert.False(IsAllowed(address, loopback: false));
        Assert.True(IsAllowed(address, loopback: true));
    }

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "10.2.0.1", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("fd12:3456::/32", "fd12:3456::7", true)]
    [InlineData("erp.test:8443", "192.168.1.9", true)]
    [InlineData("ERP.test:8443", "fd12::9", true)]
    [InlineData("erp.test:8443", "127.0.0.1", true)]
    [InlineData("erp.test:443", "192.168.1.9", false)]
    [InlineData("other.test:8443", "192.168.1.9", false)]
    [InlineData("erp.test:8443", "169.254.169.254", false)]
    [InlineData("erp.test:8443", "fd00:ec2::254", false)]
    [InlineData("erp.test:8443", "100.100.100.200", false)]
    [InlineData("erp.test:8443", "0.0.0.0", false)]
    [InlineData("nonsense", "10.0.0.1", false)]
    public void Opens_what_an_admin_allowed_and_nothing_beside_it(string entry, string address, bool allowed) =>
        Assert.Equal(allowed, new AllowedAddresses(loopback: false, [entry]).Contains("erp.test", 8443, IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/7")]
    [InlineData("::/8")]
    [InlineData("erp.test")]
    [InlineData("erp.test:0")]
    [InlineData("erp.test:70000")]
    [InlineData("https://erp.test:443")]
    [InlineData("")]
    public void Refuses_entries_that_are_too_wide_or_no_address(string entry) =>
        Assert.Equal("/allowedAddresses/1", Assert.Single(AllowedAddresses.Check(["10.0.0.0/8", entry])).Pointer);

    private static bool IsAllowed(string address, bool loopback) =>
        new AllowedAddresses(loopback, []).Contains("any.test", 443, IPAddress.Parse(address));
}
