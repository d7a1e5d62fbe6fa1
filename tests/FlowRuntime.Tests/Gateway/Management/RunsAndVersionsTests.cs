using System.Net;
using System.Text.Json;
using FlowRuntime.Conversations;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Management;

/// <summary>Programs end runs, move them to other versions and choose the live version.</summary>
public sealed class RunsAndVersionsTests
{
    [Theory]
    [InlineData(null, "key test: No reason was given.")]
    [InlineData("""{ "reason": "Ordered twice." }""", "key test: Ordered twice.")]
    public async Task A_waiting_run_is_cancelled_once_and_says_by_whom_and_why(string? body, string why)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.RunsWrite, ApiScopes.RunsRead);
        await studio.PublishAsync("shop", Waiting("words"));
        var run = await WaitingRunAsync(studio, "anna");

        using var taken = await api.SendAsync(HttpMethod.Post, $"runs/{run.Id}/cancel", body);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Runs WHERE Status = 4", 1);
        using var again = await api.SendAsync(HttpMethod.Post, $"runs/{run.Id}/cancel");
        using var read = await api.SendAsync(HttpMethod.Get, $"bots/shop/runs/{run.Id}");

        await again.RefusesAsync(HttpStatusCode.Conflict, "run.ended");
        var found = await read.JsonAsync();
        Assert.Equal("cancelled", found.GetProperty("run").GetProperty("status").GetString());
        Assert.Contains(why, found.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1L, studio.Scalar("SELECT COUNT(*) FROM Audit WHERE Action = 'run.cancelled' AND Actor = 'key test'"));
    }

    [Fact]
    public async Task A_move_is_seen_before_and_takes_the_run_to_the_new_words()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.FlowsPublish);
        await studio.PublishAsync("shop", Waiting("old words"));
        var run = await WaitingRunAsync(studio, "anna");
        await studio.PublishAsync("shop", Waiting("new words"));

        using var preview = await api.SendAsync(HttpMethod.Post, "bots/shop/versions/2/moves?preview=true");
        var versionAfterPreview = (await studio.RunsAsync("shop"))[0].BotVersion;
        using var elsewhere = await api.SendAsync(HttpMethod.Post, "bots/shop/versions/2/moves", """{ "fromVersion": 2 }""");
        using var moved = await api.SendAsync(HttpMethod.Post, "bots/shop/versions/2/moves", """{ "fromVersion": 1 }""");
        studio.Time.Advance(TimeSpan.FromHours(1));
        await studio.WhenSaidAsync("anna", "new words");

        var place = Assert.Single((await preview.JsonAsync()).GetProperty("places").EnumerateArray().ToList());
        Assert.Equal(("pause", "pause", 1), (Text(place, "node"), Text(place, "toNode"), place.GetProperty("runs").GetInt32()));
        Assert.Equal(JsonValueKind.Null, place.GetProperty("obstacle").ValueKind);
        Assert.Equal(1, versionAfterPreview);
        Assert.Empty((await elsewhere.JsonAsync()).GetProperty("moved").EnumerateArray());
        Assert.Equal([run.Id], (await moved.JsonAsync()).GetProperty("moved").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task A_run_whose_node_is_gone_stays_with_the_reason_until_its_new_place_is_named()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.FlowsPublish);
        await studio.PublishAsync("shop", Waiting("old words"));
        var run = await WaitingRunAsync(studio, "anna");
        await studio.PublishAsync("shop", Waiting("new words", node: "rest"));

        using var preview = await api.SendAsync(HttpMethod.Post, "bots/shop/versions/2/moves?preview=true");
        using var stays = await api.SendAsync(HttpMethod.Post, "bots/shop/versions/2/moves");
        using var moved = await api.SendAsync(HttpMethod.Post, "bots/shop/versions/2/moves", """{ "nodes": { "main/pause": "main/rest" } }""");
        studio.Time.Advance(TimeSpan.FromHours(1));
        await studio.WhenSaidAsync("anna", "new words");

        var obstacle = Text(Assert.Single((await preview.JsonAsync()).GetProperty("places").EnumerateArray().ToList()), "obstacle");
        var skipped = Assert.Single((await stays.JsonAsync()).GetProperty("skipped").EnumerateArray().ToList());
        Assert.Equal("Version 2 has no node main/pause. Say which node takes its place.", obstacle);
        Assert.Equal((run.Id, obstacle), (Text(skipped, "runId"), Text(skipped, "reason")));
        Assert.Equal([run.Id], (await moved.JsonAsync()).GetProperty("moved").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task An_older_version_is_made_live_again_and_null_takes_the_bot_offline()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.FlowsPublish, ApiScopes.FlowsRead);
        await studio.PublishAsync("shop", Saying("one"));
        await studio.PublishAsync("shop", Saying("two"));

        using var older = await api.SendAsync(HttpMethod.Put, "bots/shop/live", """{ "version": 1 }""");
        Assert.Equal(HttpStatusCode.NoContent, older.StatusCode);
        await studio.OpenAsync("anna", "shop");
        await studio.WhenSaidAsync("anna", "one");
        using var offline = await api.SendAsync(HttpMethod.Put, "bots/shop/live", """{ "version": null }""");
        using var hooks = await api.SendAsync(HttpMethod.Get, "bots/shop/hooks");

        Assert.Equal(HttpStatusCode.NoContent, offline.StatusCode);
        await hooks.RefusesAsync(HttpStatusCode.NotFound, "bot.notLive");
    }

    [Fact]
    public async Task An_environment_runs_a_version_of_its_own_and_its_runs_are_listed_apart()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.FlowsPublish, ApiScopes.FlowsRead, ApiScopes.RunsRead);
        await studio.PublishAsync("shop", Saying("one"));

        using var published = await api.SendAsync(HttpMethod.Post, "bots/shop/publish?environment=test");
        await studio.OpenAsync("anna", "shop@test");
        await studio.WhenSaidAsync("anna", "one");
        var elsewhere = await (await api.SendAsync(HttpMethod.Get, "bots/shop/runs?environment=test")).JsonAsync();
        var live = await (await api.SendAsync(HttpMethod.Get, "bots/shop/runs")).JsonAsync();
        var environments = await (await api.SendAsync(HttpMethod.Get, "bots/shop/environments")).JsonAsync();

        Assert.Equal(2, (await published.JsonAsync()).GetProperty("version").GetInt32());
        var run = Assert.Single(elsewhere.GetProperty("runs").EnumerateArray().ToList());
        Assert.Equal((2, "test"), (run.GetProperty("botVersion").GetInt32(), Text(run, "environment")));
        Assert.Empty(live.GetProperty("runs").EnumerateArray());
        Assert.Equal(
            [("live", 1), ("test", 2)],
            environments.GetProperty("environments").EnumerateArray().Select(e => (Text(e, "environment"), e.GetProperty("version").GetInt32()))
        );
    }

    private static async Task<RunSummary> WaitingRunAsync(RunningStudio studio, string conversation)
    {
        await studio.OpenAsync(conversation, "shop");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Runs WHERE Status = 1", 1);
        return Assert.Single(await studio.RunsAsync("shop"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Saying(string words) =>
        $$$"""{ "start": { "type": "trigger.start", "links": { "next": "words" } }, "words": { "type": "say", "config": { "text": "{{{words}}}" } } }""";

    private static string Waiting(string words, string node = "pause") =>
        $$$"""
        { "start": { "type": "trigger.start", "links": { "next": "{{{node}}}" } },
          "{{{node}}}": { "type": "wait", "config": { "amount": 1, "unit": "hours" }, "links": { "next": "words" } },
          "words": { "type": "say", "config": { "text": "{{{words}}}" } } }
        """;
}
