using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Tests.Connections.Environments;

public sealed class EnvironmentTests : IAsyncLifetime
{
    private StudioConnections _studio = null!; // set before each test
    private Echo _live = null!; // set before each test
    private Echo _test = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConnectionEnvironments Environments => _studio.Get<IConnectionEnvironments>();

    public async ValueTask InitializeAsync()
    {
        _studio = await StudioConnections.StartAsync();
        _live = await Echo.StartAsync(http => http.Response.WriteAsync("live"));
        _test = await Echo.StartAsync(http => http.Response.WriteAsync("test"));
        Assert.Empty(await _studio.SaveAsync(_live.Address, "live-token"));
    }

    public async ValueTask DisposeAsync()
    {
        await _studio.DisposeAsync();
        await _live.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task The_same_name_leads_to_the_target_and_the_credential_of_its_environment()
    {
        Assert.Empty(await _studio.SaveAsync(_test.Address, "test-token", c => c with { Environment = "test" }));

        Assert.Equal(("test", "live"), (await _studio.CallAsync("test"), await _studio.CallAsync()));
        Assert.Equal("Bearer test-token", Assert.Single(_test.Seen).Authorization);
        Assert.Equal("Bearer live-token", Assert.Single(_live.Seen).Authorization);
        Assert.Equal(["live", "test"], (await _studio.Admin.ListAsync(null, Token)).Select(c => c.Environment));
        Assert.Equal("live", Assert.Single(await _studio.Admin.ListAsync(Token)).Environment);
    }

    [Fact]
    public async Task An_unbound_name_falls_back_to_live_only_where_the_environment_says_so()
    {
        await Environments.SaveAsync("staging", fallsBack: false, "ann", Token);

        Assert.Equal("live", await _studio.CallAsync("test"));
        Assert.Equal("connection.missing", await _studio.RefusalAsync("staging"));
        Assert.Equal("connection.missing", await _studio.RefusalAsync("nowhere"));

        await Environments.SaveAsync("staging", fallsBack: true, "ann", Token);
        Assert.Equal("live", await _studio.CallAsync("staging"));
    }

    [Fact]
    public async Task A_deleted_binding_uncovers_what_it_covered()
    {
        await _studio.SaveAsync(_test.Address, "test-token", c => c with { Environment = "test" });
        await _studio.CallAsync("test");

        Assert.True(await _studio.Admin.DeleteAsync("shop", "test", "ann", Token));

        Assert.Equal("live", await _studio.CallAsync("test"));
        Assert.False(await _studio.Admin.DeleteAsync("shop", "test", "ann", Token));
    }

    [Fact]
    public async Task Refuses_to_bind_in_an_environment_that_is_unknown()
    {
        var unknown = await _studio.SaveAsync(_test.Address, "t", c => c with { Environment = "nowhere" });

        Assert.Equal(("environment.missing", "/environment"), (Assert.Single(unknown).Code, unknown[0].Pointer));
    }

    [Fact]
    public async Task Keeps_live_and_what_is_still_bound()
    {
        await Environments.SaveAsync("staging", fallsBack: false, "ann", Token);
        await _studio.SaveAsync(_test.Address, "t", c => c with { Environment = "staging" });

        Assert.Equal("environment.live", Assert.Single(await Environments.RemoveAsync("live", "ann", Token)).Code);
        Assert.Equal("environment.used", Assert.Single(await Environments.RemoveAsync("staging", "ann", Token)).Code);
        Assert.Equal("environment.live", Assert.Single(await Environments.SaveAsync("live", true, "ann", Token)).Code);
        Assert.Equal("environment.name", Assert.Single(await Environments.SaveAsync("Not a name", false, "ann", Token)).Code);
        await _studio.Admin.DeleteAsync("shop", "staging", "ann", Token);
        Assert.Empty(await Environments.RemoveAsync("staging", "ann", Token));
        Assert.Equal("environment.missing", Assert.Single(await Environments.RemoveAsync("staging", "ann", Token)).Code);
        Assert.Equal([("live", false, 1), ("test", true, 0)], (await Environments.ListAsync(Token)).Select(e => (e.Name, e.FallsBack, e.Connections)));
        await using var db = await _studio.Storage.ContextAsync();
        Assert.Contains("environment.removed", await db.Set<AuditRow>().Select(a => a.Action).ToListAsync(Token));
    }
}
