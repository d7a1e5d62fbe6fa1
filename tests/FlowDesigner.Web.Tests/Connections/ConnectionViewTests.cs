using System.Text.Json;
using Connectors.Http;
using Connectors.Woo;
using FlowDesigner.Web.Connections;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Connecting;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Tests.Connections;

public sealed class ConnectionViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly ConnectionView _view = new(Speaking.English<ConnectionsText>(), new ConnectorCatalog([HttpConnector.Definition, WooConnector.Definition]))
    {
        Environments = [new("live", false, 2), new("test", true, 1)],
        All = [Binding("shop", "test", ConnectionState.Failing), Binding("shop", "live", ConnectionState.Ok), Binding("erp", "live", ConnectionState.Untested)],
    };

    [Fact]
    public void Shows_a_name_once_with_the_target_of_live_first_and_the_worst_of_all_as_its_health()
    {
        var entries = _view.Entries(Now);

        Assert.Equal(["erp", "shop"], entries.Select(e => e.Name));
        Assert.Equal(["live", "test"], entries[1].Bindings.Select(b => b.Environment));
        Assert.Equal(("bad", "test"), (entries[1].Health.Kind, entries[1].Worst.Target.Environment));
    }

    [Theory]
    [InlineData("SHOP", false, "shop")]
    [InlineData("woo", false, "erp,shop")]
    [InlineData("mira", false, "erp,shop")]
    [InlineData("", true, "shop")]
    [InlineData("nothing", false, "")]
    public void Finds_by_name_system_and_owner_and_what_needs_the_admin(string search, bool onlyBroken, string expected)
    {
        (_view.Search, _view.OnlyBroken) = (search, onlyBroken);

        Assert.Equal(expected, string.Join(',', _view.Shown(_view.Entries(Now)).Select(e => e.Name)));
    }

    [Fact]
    public void Says_what_is_most_urgent()
    {
        var ends = new CredentialExpiry(Now.AddDays(6), "token", IsSoon: true, IsPast: false);
        var ended = new CredentialExpiry(Now.AddDays(-1), "token", IsSoon: true, IsPast: true);

        Assert.Equal("Working", Health.Of(Speaking.English<ConnectionsText>(), Binding("shop", "live", ConnectionState.Ok), Now).Words);
        Assert.Equal("Ends in 6 days", Health.Of(Speaking.English<ConnectionsText>(), Binding("shop", "live", ConnectionState.Ok) with { Expiry = ends }, Now).Words);
        Assert.Equal("Needs you", Health.Of(Speaking.English<ConnectionsText>(), Binding("shop", "live", ConnectionState.Failing) with { Expiry = ends }, Now).Words);
        Assert.Equal("Ended yesterday", Health.Of(Speaking.English<ConnectionsText>(), Binding("shop", "live", ConnectionState.Ok) with { Expiry = ended }, Now).Words);
        Assert.Equal("Sign in", Health.Of(Speaking.English<ConnectionsText>(), Binding("shop", "live", ConnectionState.Reconnect) with { Expiry = ended }, Now).Words);
    }

    private static ConnectionSummary Binding(string name, string environment, ConnectionState state) =>
        new(name, "woocommerce", JsonElement.Parse("{}"), "basic", null, AllowLoopback: false, AllowHttp: false, null, null, null)
        {
            Environment = environment,
            State = state,
            Owner = "Mira",
        };
}
