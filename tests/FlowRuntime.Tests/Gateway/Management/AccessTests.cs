using System.Net;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Management;

/// <summary>Which key may do what, and which bodies are taken.</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("POST", "runs/r1/cancel", ApiScopes.RunsWrite)]
    [InlineData("POST", "bots/shop/events", ApiScopes.RunsWrite)]
    [InlineData("PUT", "bots/shop/live", ApiScopes.FlowsPublish)]
    [InlineData("PUT", "bots/shop/environments/test", ApiScopes.FlowsPublish)]
    [InlineData("GET", "bots/shop/environments", ApiScopes.FlowsRead)]
    [InlineData("POST", "bots/shop/versions/1/moves", ApiScopes.FlowsPublish)]
    [InlineData("POST", "bots/shop/versions/1/moves?preview=true", ApiScopes.FlowsPublish)]
    [InlineData("GET", "bots/shop/hooks", ApiScopes.FlowsRead)]
    [InlineData("GET", "bots/shop/hooks/orders/secret", ApiScopes.ChannelsAdmin)]
    public async Task A_key_with_every_other_scope_is_not_enough_and_one_with_the_scope_alone_is(string method, string path, string scope)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var others = await studio.ApiAsync([.. ApiScopes.All.Where(s => s != scope)]);
        using var alone = await studio.ApiAsync(scope);

        using var refused = await others.SendAsync(new HttpMethod(method), path, "{}");
        using var passed = await alone.SendAsync(new HttpMethod(method), path, "{}");

        await refused.RefusesAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.NotEqual(HttpStatusCode.Forbidden, passed.StatusCode);
        Assert.NotEqual(HttpStatusCode.Unauthorized, passed.StatusCode);
    }

    [Theory]
    [InlineData("POST", "runs/r1/cancel", "run.missing", "")]
    [InlineData("POST", "bots/nobody/events", "bot.notLive", """{ "name": "paid" }""")]
    [InlineData("PUT", "bots/nobody/live", "bot.missing", """{ "version": null }""")]
    [InlineData("PUT", "bots/shop/live", "version.missing", """{ "version": 7 }""")]
    [InlineData("PUT", "bots/shop/environments/moon", "environment.missing", """{ "version": 1 }""")]
    [InlineData("PUT", "bots/shop/environments/test", "version.missing", """{ "version": 7 }""")]
    [InlineData("POST", "bots/shop/publish?environment=moon", "environment.missing", "")]
    [InlineData("POST", "bots/shop/versions/7/moves", "version.missing", "")]
    [InlineData("POST", "bots/nobody/versions/1/moves?preview=true", "version.missing", "")]
    [InlineData("POST", "bots/shop/versions/one/moves", "notFound", "")]
    [InlineData("GET", "bots/nobody/hooks", "bot.notLive", null)]
    [InlineData("GET", "bots/nobody/hooks/orders/secret", "bot.notLive", null)]
    [InlineData("GET", "bots/shop/hooks/orders/secret", "hook.missing", null)]
    public async Task What_is_not_there_is_named(string method, string path, string code, string? body)
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", """{ "start": { "type": "trigger.start", "links": { "next": "end" } }, "end": { "type": "end" } }""");
        using var api = await studio.ApiAsync([.. ApiScopes.All]);

        using var answer = await api.SendAsync(new HttpMethod(method), path, body);

        await answer.RefusesAsync(HttpStatusCode.NotFound, code);
    }

    [Theory]
    [InlineData("PUT", "bots/shop/live", "{", 400, "json.syntax", "")]
    [InlineData("PUT", "bots/shop/live", "[]", 422, "document.type", "")]
    [InlineData("PUT", "bots/shop/live", "{}", 422, "document.missing", "/version")]
    [InlineData("PUT", "bots/shop/live", """{ "version": "1" }""", 422, "document.type", "/version")]
    [InlineData("PUT", "bots/shop/live", """{ "version": 1, "version": 2 }""", 422, "document.type", "/version")]
    [InlineData("POST", "bots/shop/events", "", 422, "document.missing", "/name")]
    [InlineData("POST", "bots/shop/events", """{ "name": null }""", 422, "document.type", "/name")]
    [InlineData("POST", "bots/shop/events", """{ "name": "1st" }""", 422, "event.name", "/name")]
    [InlineData("POST", "bots/shop/events", """{ "name": "paid", "corelation": "7" }""", 422, "document.member", "/corelation")]
    [InlineData("POST", "bots/shop/versions/1/moves", """{ "fromVersio": 1 }""", 422, "document.member", "/fromVersio")]
    [InlineData("POST", "bots/shop/versions/1/moves", """{ "nodes": { "main/a": 7 } }""", 422, "document.type", "/nodes/main~1a")]
    [InlineData("POST", "bots/shop/versions/1/moves", """{ "nodes": { "main/a": "b" } }""", 422, "move.place", "/nodes/main~1a")]
    [InlineData("POST", "bots/shop/versions/1/moves", """{ "nodes": { "main/a": null } }""", 422, "move.place", "/nodes/main~1a")]
    [InlineData("POST", "runs/r1/cancel", """{ "reason": 7 }""", 422, "document.type", "/reason")]
    public async Task A_body_that_is_wrong_is_refused_with_its_place(
        string method,
        string path,
        string body,
        int status,
        string code,
        string pointer
    )
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", """{ "start": { "type": "trigger.start", "links": { "next": "end" } }, "end": { "type": "end" } }""");
        using var api = await studio.ApiAsync([.. ApiScopes.All]);

        using var answer = await api.SendAsync(new HttpMethod(method), path, body);

        await answer.RefusesAsync((HttpStatusCode)status, code, pointer);
    }

    [Fact]
    public async Task A_body_or_a_text_that_is_too_long_is_refused()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.RunsWrite);

        using var body = await api.SendAsync(HttpMethod.Post, "bots/shop/events", $$"""{ "name": "{{new string('x', 1024 * 1024)}}" }""");
        using var data = await api.SendAsync(
            HttpMethod.Post,
            "bots/shop/events",
            $$"""{ "name": "paid", "data": "{{new string('x', 256 * 1024)}}" }"""
        );
        using var reason = await api.SendAsync(HttpMethod.Post, "runs/r1/cancel", $$"""{ "reason": "{{new string('x', 501)}}" }""");

        await body.RefusesAsync(HttpStatusCode.RequestEntityTooLarge, "json.size");
        await data.RefusesAsync(HttpStatusCode.UnprocessableEntity, "event.size", "/data");
        await reason.RefusesAsync(HttpStatusCode.UnprocessableEntity, "run.reason", "/reason");
    }
}
