using System.Net;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks.Deliveries;
using FlowRuntime.Storage;
using FlowRuntime.Tests.Gateway.Management;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Hooks;

/// <summary>The log of calls, and what can be made of it.</summary>
public sealed class DeliveryTests
{
    private const string ByFlow = "\"response\": \"flow\"";
    private const string Echo = """ "first": { "type": "respond", "config": { "status": 201, "body": { "got": "=event.body.id" } } } """;

    [Fact]
    public async Task Every_call_is_in_the_log_with_what_became_of_it_and_without_what_proves_who_called()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.RunsRead);
        await studio.PublishOpenAsync(Echo, ByFlow);

        using var taken = await studio.CallAsync("""{ "id": 7 }""", headers: [("webhook-id", "evt"), ("Authorization", "Bearer abc"), ("X-Shop", "berlin")]);
        using var repeated = await studio.CallAsync("""{ "id": 7 }""", headers: ("webhook-id", "evt"));
        using var refused = await studio.CallAsync("{");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM HookDeliveries", 3);

        var lines = (await (await api.SendAsync(HttpMethod.Get, "bots/shop/deliveries")).JsonAsync()).GetProperty("deliveries").EnumerateArray().ToList();
        Assert.Equal(
            [("refused", 400, "hook.body"), ("repeated", 201, null), ("taken", 201, null)],
            lines
                .Select(l => (l.GetProperty("outcome").GetString(), l.GetProperty("status").GetInt32(), l.GetProperty("problem").GetString()))
                .OrderBy(l => l.Item1, StringComparer.Ordinal)
        );
        var first = lines.Single(l => l.GetProperty("outcome").GetString() == "taken");
        Assert.Equal(("evt", 11), (first.GetProperty("eventId").GetString(), first.GetProperty("size").GetInt32()));
        var detail = await (await api.SendAsync(HttpMethod.Get, $"bots/shop/deliveries/{first.GetProperty("id").GetString()}")).JsonAsync();
        var headers = detail.GetProperty("head").GetProperty("headers");
        Assert.Equal("berlin", headers.GetProperty("x-shop").GetString());
        Assert.False(headers.TryGetProperty("authorization", out _));
        Assert.Equal("""{ "id": 7 }""", detail.GetProperty("body").GetString());
        Assert.Equal((await studio.RunsAsync("shop")).Single().Id, detail.GetProperty("runId").GetString());
    }

    [Theory]
    [InlineData("text=evt2", 1)]
    [InlineData("text=berlin", 1)]
    [InlineData("outcome=refused", 0)]
    [InlineData("hook=other", 0)]
    [InlineData("limit=1", 1)]
    public async Task The_log_is_searched(string query, int found)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.RunsRead);
        await studio.PublishOpenAsync(Echo, ByFlow);
        using var first = await studio.CallAsync("""{ "id": 1, "city": "berlin" }""", headers: ("webhook-id", "evt1"));
        using var second = await studio.CallAsync("""{ "id": 2 }""", headers: ("webhook-id", "evt2"));

        using var answer = await api.SendAsync(HttpMethod.Get, $"bots/shop/deliveries?{query}");

        Assert.Equal(found, (await answer.JsonAsync()).GetProperty("deliveries").GetArrayLength());
    }

    [Fact]
    public async Task A_call_runs_again_with_the_live_version_and_in_memory_with_the_draft()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.RunsWrite);
        await studio.PublishOpenAsync(Echo, ByFlow);
        using var call = await studio.CallAsync("""{ "id": 7 }""", headers: ("webhook-id", "evt"));
        var id = (string)studio.Scalar("SELECT Id FROM HookDeliveries")!;

        using var live = await api.SendAsync(HttpMethod.Post, $"bots/shop/deliveries/{id}/replay", """{ "target": "live" }""");
        await studio.WhenCompletedAsync("shop", 2);
        await studio.SaveDraftAsync("shop", Echo.Replace("201", "202", StringComparison.Ordinal));
        using var draft = await api.SendAsync(HttpMethod.Post, $"bots/shop/deliveries/{id}/replay", """{ "target": "draft" }""");
        using var wrong = await api.SendAsync(HttpMethod.Post, $"bots/shop/deliveries/{id}/replay", """{ "target": "both" }""");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        var ran = await draft.JsonAsync();
        Assert.Equal(
            ("completed", 202, 7),
            (ran.GetProperty("status").GetString(), ran.GetProperty("responseStatus").GetInt32(), ran.GetProperty("responseBody").GetProperty("got").GetInt32())
        );
        Assert.Equal(2, (await studio.RunsAsync("shop")).Count);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(2L, studio.Scalar("SELECT COUNT(*) FROM Audit WHERE Action LIKE 'webhook.replayed%'"));
    }

    [Fact]
    public async Task A_call_becomes_a_flow_test_that_the_product_reads_and_that_passes()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.RunsRead);
        await studio.PublishOpenAsync(Echo, ByFlow);
        using var call = await studio.CallAsync("""{ "id": 7 }""");
        var id = (string)studio.Scalar("SELECT Id FROM HookDeliveries")!;

        using var answer = await api.SendAsync(HttpMethod.Get, $"bots/shop/deliveries/{id}/test?name=Takes%20an%20order");
        var test = await answer.TextAsync();

        var bundle = (await studio.Library.FindAsync("shop", RunningStudio.Token))!.Bundle;
        var report = await studio.RunTestAsync(bundle, test);
        Assert.True(report, test);
        Assert.False(await studio.RunTestAsync(bundle, test.Replace("201", "200", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Payloads_are_forgotten_when_they_are_too_many_and_lines_after_the_memory_of_events()
    {
        await using var studio = await RunningStudio.StartAsync(hooks: o => o.KeepPayloads = 2);
        await studio.PublishOpenAsync(Echo, ByFlow);
        for (var i = 0; i < 4; i++)
        {
            using var call = await studio.CallAsync("""{ "id": 7 }""", headers: ("webhook-id", $"evt{i}"));
            studio.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await studio.WhenAsync(
            () =>
            {
                studio.Time.Advance(TimeSpan.FromMinutes(1));
                return Task.FromResult(studio.Scalar("SELECT COUNT(*) FROM HookDeliveries WHERE Head IS NOT NULL") is 2L);
            },
            "two payloads"
        );
        Assert.Equal(4L, studio.Scalar("SELECT COUNT(*) FROM HookDeliveries"));
        studio.Time.Advance(TimeSpan.FromDays(7));
        await studio.WhenAsync(
            () =>
            {
                studio.Time.Advance(TimeSpan.FromMinutes(1));
                return Task.FromResult(studio.Scalar("SELECT COUNT(*) FROM HookDeliveries") is 0L);
            },
            "an empty log"
        );

        Assert.Equal(0L, studio.Scalar("SELECT COUNT(*) FROM Conversations WHERE Response IS NOT NULL"));
    }

    [Fact]
    public async Task Forgetting_takes_a_few_payloads_a_commit_the_oldest_first_until_none_is_too_many()
    {
        await using var studio = await RunningStudio.StartAsync(hooks: o => o.KeepPayloads = 2);
        await studio.PublishOpenAsync(Echo, ByFlow);
        for (var i = 0; i < 5; i++)
        {
            using var call = await studio.CallAsync("""{ "id": 7 }""", headers: ("webhook-id", $"evt{i}"));
            studio.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var deliveries = studio.Get<HookDeliveries>();
        var oldest = deliveries.OldestPayload();
        var kept = new List<long?>();
        for (var i = 0; i < 4; i++)
        {
            await studio.Get<StudioWriter>().CommitAsync(unit => deliveries.Forget(unit, DateTimeOffset.UnixEpoch, oldest, most: 1), RunningStudio.Token);
            kept.Add((long?)studio.Scalar("SELECT COUNT(*) FROM HookDeliveries WHERE Head IS NOT NULL"));
        }

        Assert.Equal([4, 3, 2, 2], kept);
        Assert.Equal(oldest, studio.Scalar("SELECT MIN(Number) FROM HookDeliveries WHERE Head IS NOT NULL"));
    }
}
