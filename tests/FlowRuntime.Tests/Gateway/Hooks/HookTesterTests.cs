using System.Diagnostics;
using System.Net;
using System.Text.Json;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks.Trying;
using FlowRuntime.Tests.Gateway.Management;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Hooks;

/// <summary>Test addresses and the built-in sender.</summary>
public sealed class HookTesterTests
{
    private const string Nodes = """
        { "on": { "type": "trigger.webhook", "config": { "hook": "orders", "response": "flow", "signature": "PRESET" }, "links": { "next": "first" } },
          "first": { "type": "respond", "config": { "status": 201, "body": { "got": "=event.body.id" } } } }
        """;

    [Theory]
    [InlineData("standard")]
    [InlineData("github")]
    [InlineData("slack")]
    [InlineData("stripe")]
    [InlineData("woocommerce")]
    [InlineData("shopify")]
    [InlineData("zendesk")]
    [InlineData("hubspot")]
    [InlineData("hmac")]
    public async Task The_sender_signs_as_the_other_system_does_and_shows_the_answer(string preset)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ChannelsAdmin);
        await studio.PublishAsync("shop", Nodes.Replace("PRESET", preset, StringComparison.Ordinal));

        using var sent = await api.SendAsync(HttpMethod.Post, "bots/shop/hooks/orders/send", """{ "body": "{ \"id\": 7 }" }""");

        var answer = await sent.JsonAsync();
        Assert.Equal((201, """{"got":7}"""), (answer.GetProperty("status").GetInt32(), answer.GetProperty("body").GetString()));
        Assert.Equal(1L, studio.Scalar("SELECT COUNT(*) FROM Audit WHERE Action = 'webhook.testSent'"));
    }

    [Fact]
    public async Task The_command_for_curl_makes_the_same_call()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Nodes.Replace("PRESET", "standard", StringComparison.Ordinal));
        var call = new HookTestCall("shop", "orders", """{ "id": 7, "name": "it's" }""", Query: "?a=1");

        var command = await studio.Get<IHookTester>().WriteCurlAsync(call, studio.Http.BaseAddress!.ToString().TrimEnd('/'), RunningStudio.Token);
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command + " -s"]) { RedirectStandardOutput = true })!; // there is a shell
        var heard = await shell.StandardOutput.ReadToEndAsync(RunningStudio.Token);

        Assert.Equal("""{"got":7}""", heard);
    }

    [Fact]
    public async Task A_test_address_takes_one_call_shows_it_and_tells_whether_its_signature_fits()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ChannelsAdmin);
        await studio.PublishAsync("shop", Nodes.Replace("PRESET", "github", StringComparison.Ordinal));
        using var made = await api.SendAsync(HttpMethod.Get, "bots/shop/hooks/orders/secret");
        using var opened = await api.SendAsync(HttpMethod.Post, "hook-tests", """{ "bot": "shop", "hook": "orders" }""");
        var (token, address) = ((await opened.JsonAsync()).GetProperty("token").GetString(), (await opened.JsonAsync()).GetProperty("address").GetString());
        using var before = await api.SendAsync(HttpMethod.Get, $"hook-tests/{token}");

        using var content = new StringContent("""{ "id": 7 }""");
        var waiting = ShowAsync();
        using var first = await studio.Http.PostAsync(new Uri(address!), content, RunningStudio.Token); // an address was asserted by its use
        using var more = new StringContent("{}");
        using var second = await studio.Http.PostAsync(new Uri(address!), more, RunningStudio.Token);
        var shown = await waiting;

        Assert.Equal(JsonValueKind.Null, (await before.JsonAsync()).GetProperty("call").ValueKind);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Gone), (first.StatusCode, second.StatusCode));
        var call = shown.GetProperty("call");
        Assert.Equal("""{ "id": 7 }""", call.GetProperty("body").GetString());
        Assert.Contains("X-Hub-Signature-256", call.GetProperty("signature").GetString(), StringComparison.Ordinal);
        Assert.Empty(await studio.RunsAsync("shop"));

        async Task<JsonElement> ShowAsync()
        {
            using var answer = await api.SendAsync(HttpMethod.Get, $"hook-tests/{token}?wait=30");
            return await answer.JsonAsync();
        }
    }

    [Fact]
    public async Task A_test_address_expires()
    {
        await using var studio = await RunningStudio.StartAsync();
        var address = studio.Get<IHookTester>().Open(null, null)!; // there is room for one

        studio.Time.Advance(TimeSpan.FromMinutes(15));
        using var content = new StringContent("{}");
        using var late = await studio.Http.PostAsync(new Uri($"/hooks/test/{address.Token}", UriKind.Relative), content, RunningStudio.Token);

        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Null(await studio.Get<IHookTester>().WaitAsync(address.Token, TimeSpan.Zero, RunningStudio.Token));
    }
}
