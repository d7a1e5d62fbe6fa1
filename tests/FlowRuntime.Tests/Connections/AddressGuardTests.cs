using System.Net;
using FlowRuntime.Connections;

namespace FlowRuntime.Tests.Connections;

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
    public void Lets_public_addresses_pass(string address) => Assert.True(AddressGuard.Allows(IPAddress.Parse(address), false));

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
    public void Stops_addresses_inside_of_a_network_even_where_loopback_is_allowed(string address)
    {
        Assert.False(AddressGuard.Allows(IPAddress.Parse(address), false));
        Assert.False(AddressGuard.Allows(IPAddress.Parse(address), true));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public void Reaches_this_machine_only_where_allowed(string address)
    {
        Assert.False(AddressGuard.Allows(IPAddress.Parse(address), false));
        Assert.True(AddressGuard.Allows(IPAddress.Parse(address), true));
    }
}
