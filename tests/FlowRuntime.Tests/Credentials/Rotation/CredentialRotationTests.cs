using FlowRuntime.Auditing;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Testing;
using FlowRuntime.Credentials;
using FlowRuntime.Credentials.Rotation;
using FlowRuntime.Tests.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Tests.Credentials.Rotation;

public sealed class CredentialRotationTests : IAsyncLifetime
{
    private readonly HashSet<string> _good = ["Bearer first-token", "Bearer second-token"];
    private StudioConnections _studio = null!; // set before each test
    private Echo _shop = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ICredentialRotation Rotation => _studio.Get<ICredentialRotation>();

    public async ValueTask InitializeAsync()
    {
        _studio = await StudioConnections.StartAsync();
        _shop = await Echo.StartAsync(http =>
        {
            http.Response.StatusCode = _good.Contains(http.Request.Headers.Authorization.ToString()) ? 200 : 401;
            return Task.CompletedTask;
        });
        Assert.Empty(await _studio.SaveAsync(_shop.Address, "first-token"));
    }

    public async ValueTask DisposeAsync()
    {
        await _studio.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task The_next_credential_is_staged_tested_and_promoted_and_the_previous_one_destroyed_later()
    {
        await StageAsync("second-token");
        await _studio.CallAsync();
        var untested = await PromoteAsync();
        var test = await Rotation.TestNextAsync("shop", "live", Token);
        var promoted = await PromoteAsync();
        await _studio.CallAsync();
        var kept = await SecretsAsync();
        _studio.Time.Advance(TimeSpan.FromHours(25));
        await WatchAsync();

        Assert.Equal("connection.rotation", Assert.Single(untested).Code);
        Assert.True(test?.Ok);
        Assert.Empty(promoted);
        Assert.Equal(["Bearer first-token", "Bearer second-token", "Bearer second-token"], _shop.Seen.Take(3).Select(s => s.Authorization));
        Assert.Equal((2, 1), (kept, await SecretsAsync()));
        var summary = Assert.Single(await _studio.Admin.ListAsync(Token));
        Assert.Equal((null, null), (summary.Next, summary.PreviousUntil));
        await using var db = await _studio.Storage.ContextAsync();
        Assert.Equal(
            ["connection.savedWithSecret", "connection.credentialStaged", "connection.credentialPromoted", "connection.credentialDestroyed"],
            await db.Set<AuditRow>().OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Token)
        );
    }

    [Fact]
    public async Task A_next_credential_that_fails_its_test_is_not_promoted_and_can_be_discarded()
    {
        await StageAsync("wrong-token");

        var test = await Rotation.TestNextAsync("shop", "live", Token);

        Assert.False(test?.Ok);
        Assert.Contains(test!.Findings, f => f.Code == "unauthorized");
        Assert.Single(await PromoteAsync());
        Assert.Empty(await Rotation.DiscardAsync("shop", "live", "ann", Token));
        Assert.Equal(1, await SecretsAsync());
        await _studio.CallAsync();
        Assert.Equal("Bearer first-token", _shop.Seen.Last().Authorization);
    }

    [Fact]
    public async Task The_previous_credential_can_be_restored_while_it_is_kept()
    {
        await StageAsync("second-token");
        await Rotation.TestNextAsync("shop", "live", Token);
        await PromoteAsync();

        Assert.Empty(await Rotation.RestoreAsync("shop", "live", "ann", Token));
        await _studio.CallAsync();

        Assert.Equal("Bearer first-token", _shop.Seen.Last().Authorization);
        Assert.Single(await Rotation.RestoreAsync("shop", "live", "ann", Token));
        Assert.NotNull(Assert.Single(await _studio.Admin.ListAsync(Token)).Next);
    }

    [Fact]
    public async Task Says_what_is_not_there()
    {
        Assert.Equal("connection.missing", Assert.Single(await Rotation.StageAsync("none", "live", StudioConnections.Bearer("x"), "ann", Token)).Code);
        Assert.Equal("connection.required", Assert.Single(await Rotation.StageAsync("shop", "live", System.Text.Json.JsonElement.Parse("{}"), "ann", Token)).Code);
        Assert.Equal("connection.rotation", Assert.Single(await PromoteAsync()).Code);
        Assert.Equal("connection.rotation", Assert.Single(await Rotation.DiscardAsync("shop", "live", "ann", Token)).Code);
        Assert.Null(await Rotation.TestNextAsync("shop", "live", Token));
    }

    [Fact]
    public async Task Warns_once_before_a_credential_ends()
    {
        var end = _studio.Time.GetUtcNow().AddDays(20);
        await _studio.SaveAsync(_shop.Address, "first-token", c => c with { CredentialExpiresAt = end, WarnDays = 10, ProbeMinutes = 0 });
        await WatchAsync();
        var early = Assert.Single(await _studio.Admin.ListAsync(Token)).Expiry;

        _studio.Time.Advance(TimeSpan.FromDays(11));
        await WatchAsync();
        await WatchAsync();

        Assert.Equal(new CredentialExpiry(end, "entered", false, false), early);
        Assert.Equal(new CredentialExpiry(end, "entered", true, false), Assert.Single(await _studio.Admin.ListAsync(Token)).Expiry);
        Assert.Single(_studio.Logs.Lines, l => l.Contains("Stage the next one", StringComparison.Ordinal));
        await using var db = await _studio.Storage.ContextAsync();
        Assert.Equal(1, await db.Set<AuditRow>().CountAsync(a => a.Action == "connection.credentialEnds", Token));
    }

    private async Task StageAsync(string token) => Assert.Empty(await Rotation.StageAsync("shop", "live", StudioConnections.Bearer(token), "ann", Token));

    private Task<IReadOnlyList<FlowEngine.Definition.Problem>> PromoteAsync() =>
        Rotation.PromoteAsync("shop", "live", TimeSpan.FromHours(24), untested: false, "ann", Token);

    private Task WatchAsync() => _studio.Storage.Services.GetServices<IHostedService>().OfType<ConnectionWatch>().Single().LookAsync(Token);

    private async Task<int> SecretsAsync()
    {
        await using var db = await _studio.Storage.ContextAsync();
        return await db.Set<SecretRow>().CountAsync(Token);
    }
}
