using System.Net;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Management;

/// <summary>Programs tell events and read webhooks with their secrets.</summary>
public sealed class EventsAndHooksTests
{
    [Fact]
    public async Task An_event_wakes_the_run_that_waits_for_it_and_no_other()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.RunsWrite);
        await studio.PublishAsync(
            "shop",
            """
            { "start": { "type": "trigger.start", "links": { "next": "which" } },
              "which": { "type": "ask", "config": { "text": "Which order?", "saveTo": "order" }, "links": { "answered": "paid", "gaveUp": "paid" } },
              "paid": { "type": "waitForEvent", "config": { "event": "payment.received", "correlation": "{{ vars.order }}", "saveTo": "payment" }, "links": { "received": "thanks" } },
              "thanks": { "type": "say", "config": { "text": "Thanks for {{ vars.payment.amount }}." } } }
            """,
            variables: """{ "order": { "type": "any" }, "payment": { "type": "any" } }"""
        );
        foreach (var (visitor, order) in new[] { ("anna", "7"), ("bert", "8") })
        {
            await studio.OpenAsync(visitor, "shop");
            await studio.WhenSaidAsync(visitor, "Which order?");
            await studio.PostAsync(visitor, order);
        }

        await studio.WhenScalarAsync("SELECT COUNT(*) FROM EventWaits", 2);

        using var told = await api.SendAsync(
            HttpMethod.Post,
            "bots/shop/events",
            """{ "name": "payment.received", "correlation": "8", "data": { "amount": 12 } }"""
        );
        await studio.WhenSaidAsync("bert", "Thanks for 12.");

        Assert.Equal(HttpStatusCode.Accepted, told.StatusCode);
        Assert.Equal(["Which order?"], await studio.SaidAsync("anna"));
    }

    [Fact]
    public async Task A_webhook_is_listed_and_its_secret_stays_the_same_and_every_reading_is_audited()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.FlowsRead, ApiScopes.ChannelsAdmin);
        await studio.PublishAsync("shop", """{ "on": { "type": "trigger.webhook", "config": { "hook": "orders" }, "links": { "next": "end" } }, "end": { "type": "end" } }""");

        using var listed = await api.SendAsync(HttpMethod.Get, "bots/shop/hooks");
        using var first = await api.SendAsync(HttpMethod.Get, "bots/shop/hooks/orders/secret");
        using var second = await api.SendAsync(HttpMethod.Get, "bots/shop/hooks/orders/secret");

        var hook = Assert.Single((await listed.JsonAsync()).GetProperty("hooks").EnumerateArray().ToList());
        Assert.Equal(
            ("orders", "main", new Uri(studio.Http.BaseAddress!, "/hooks/shop/orders").ToString(), "POST"), // the client has one
            (
                hook.GetProperty("hook").GetString(),
                hook.GetProperty("flow").GetString(),
                hook.GetProperty("address").GetString(),
                hook.GetProperty("method").GetString()
            )
        );
        var secret = (await first.JsonAsync()).GetProperty("secret").GetString();
        Assert.Equal((await studio.Get<HookSecrets>().FindAsync("shop", "orders", RunningStudio.Token)).Current, secret);
        Assert.Equal(secret, (await second.JsonAsync()).GetProperty("secret").GetString());
        Assert.True(first.Headers.CacheControl?.NoStore);
        Assert.Equal(2L, studio.Scalar("SELECT COUNT(*) FROM Audit WHERE Action = 'channel.secretRead' AND Subject = 'shop/hooks/orders'"));
    }
}
