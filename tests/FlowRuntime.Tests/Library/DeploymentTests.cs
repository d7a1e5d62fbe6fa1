using FlowRuntime.Auditing;
using FlowRuntime.Library;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Library;

public class DeploymentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_to_an_environment_leaves_the_others_as_they_are()
    {
        await using var harness = await ShopAsync();

        await harness.Library.PublishAsync("shop", "ann", Token);
        var second = await harness.Library.PublishAsync("shop", "test", "bob", Token);

        Assert.Equal(2, second!.Version);
        Assert.Equal([("live", 1, "ann"), ("test", 2, "bob")], (await harness.Library.ListDeploymentsAsync("shop", Token)).Select(d => (d.Environment, d.Version, d.ChangedBy)));
        Assert.Equal(1, (await harness.Library.FindAsync("shop", Token))!.LiveVersion);
        Assert.Equal(
            ["2: test", "1: live"],
            (await harness.Library.ListVersionsAsync("shop", Token)).Select(v => $"{v.Version}: {string.Join(",", v.Environments!)}")
        );
    }

    [Fact]
    public async Task A_version_that_was_tried_is_promoted_without_another_and_the_draft_counts_as_live_then()
    {
        await using var harness = await ShopAsync();
        await harness.Library.PublishAsync("shop", "test", "ann", Token);
        Assert.True((await harness.Library.ListAsync(Token)).Single().ChangedSincePublish);

        Assert.True(await harness.Library.DeployAsync("shop", "live", 1, "bob", Token));

        var bot = (await harness.Library.ListAsync(Token)).Single();
        Assert.Equal((1, false), (bot.LiveVersion, bot.ChangedSincePublish));
        Assert.Single(await harness.Library.ListVersionsAsync("shop", Token));
    }

    [Fact]
    public async Task Each_environment_knows_the_version_to_go_back_to()
    {
        await using var harness = await ShopAsync();
        await harness.Library.PublishAsync("shop", "ann", Token);
        await harness.Library.PublishAsync("shop", "ann", Token);
        await harness.Library.DeployAsync("shop", "live", 2, "ann", Token);
        Assert.Equal((2, 1), await LiveAsync());

        await harness.Library.DeployAsync("shop", "live", 1, "bob", Token);
        Assert.Equal((1, 2), await LiveAsync());

        await harness.Library.DeployAsync("shop", "live", null, "bob", Token);
        Assert.Equal((null, 1), await LiveAsync());

        await harness.Library.DeployAsync("shop", "live", 2, "bob", Token);
        Assert.Equal((2, 1), await LiveAsync());

        async Task<(int?, int?)> LiveAsync()
        {
            var live = (await harness.Library.ListDeploymentsAsync("shop", Token))[0];
            return (live.Version, live.Previous);
        }
    }

    [Fact]
    public async Task Refuses_what_is_not_there()
    {
        await using var harness = await ShopAsync();
        await harness.Library.PublishAsync("shop", "ann", Token);

        Assert.Null(await harness.Library.PublishAsync("shop", "moon", "ann", Token));
        Assert.Null(await harness.Library.PublishAsync("nobody", "test", "ann", Token));
        Assert.False(await harness.Library.DeployAsync("shop", "moon", 1, "ann", Token));
        Assert.False(await harness.Library.DeployAsync("shop", "test", 2, "ann", Token));
        Assert.False(await harness.Library.DeployAsync("nobody", "test", null, "ann", Token));
        Assert.Single(await harness.Library.ListVersionsAsync("shop", Token));
    }

    [Fact]
    public async Task Writes_down_who_let_what_run_where()
    {
        await using var harness = await ShopAsync();
        await harness.Library.PublishAsync("shop", "test", "ann", Token);
        await harness.Library.DeployAsync("shop", "live", 1, "bob", Token);
        await harness.Library.DeployAsync("shop", "test", null, "cid", Token);

        await using var db = await harness.Storage.ContextAsync();
        Assert.Equal(
            [("ann", "bot.published", "shop@test/1"), ("bob", "bot.live", "shop/1"), ("cid", "bot.unpublished", "shop@test")],
            (await db.Set<AuditRow>().OrderBy(a => a.Id).Skip(1).ToListAsync(Token)).Select(a => (a.Actor, a.Action, a.Subject))
        );
    }

    [Fact]
    public async Task A_bot_that_was_removed_runs_nowhere_when_it_is_made_anew()
    {
        await using var harness = await ShopAsync();
        await harness.Library.PublishAsync("shop", "test", "ann", Token);
        var live = harness.Storage.Services.GetRequiredService<LiveVersions>();
        Assert.Equal(1, await live.FindAsync("shop@test", Token));

        await harness.Library.DeleteAsync("shop", "ann", Token);
        Assert.Null(await live.FindAsync("shop@test", Token));

        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "Again")), null, "ann", Token);
        Assert.All(await harness.Library.ListDeploymentsAsync("shop", Token), d => Assert.Null(d.Version));
    }

    [Fact]
    public async Task A_version_that_a_run_of_an_environment_is_pinned_to_cannot_be_dropped()
    {
        await using var harness = await ShopAsync();
        await harness.Library.PublishAsync("shop", "test", "ann", Token);
        await using var db = await harness.Storage.ContextAsync();
        var at = harness.Time.GetUtcNow();
        db.Add(new ConversationRow { Id = "c", BotId = "shop@test", Channel = "test", ContactId = "anna", Language = "en", CreatedAt = at, ChangedAt = at });
        db.Add(new RunRow { Id = "r", ConversationId = "c", BotId = "shop@test", FlowId = "a", BotVersion = 1, StartedAt = at, ChangedAt = at });
        await db.SaveChangesAsync(Token);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.Set<VersionRow>().ExecuteDeleteAsync(Token));

        Assert.Contains("Runs are pinned to this version.", refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<LibraryHarness> ShopAsync()
    {
        var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "One")), null, "ann", Token);
        return harness;
    }
}
