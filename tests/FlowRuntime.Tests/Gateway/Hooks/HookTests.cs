using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Tests.Gateway.Management;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Hooks;

public sealed class HookTests
{
    private const string Accepting = """
        { "on": { "type": "trigger.webhook", "config": { "hook": "orders" }, "links": { "next": "tell" } },
          "tell": { "type": "say", "config": { "text": "{{ event.body.id }} {{ event.method }} {{ event.query.a }} {{ event.headers['x-shop'] }} {{ event.headers['webhook-signature'] }}" } } }
        """;

    private const string Answering = """
        { "on": { "type": "trigger.webhook", "config": { "hook": "orders", "response": "flow", "timeoutSeconds": 5, "signature": "none" }, "links": { "next": "choose" } },
          "choose": { "type": "branch", "config": { "arms": [
              { "port": "good", "when": "=event.body.id == 1" },
              { "port": "bad", "when": "=event.body.id == 2" },
              { "port": "slow", "when": "=event.body.id == 3" } ] },
            "links": { "good": "created", "bad": "refused", "slow": "pause" } },
          "created": { "type": "respond", "config": { "status": 201, "body": { "id": "=event.body.id" }, "headers": { "X-Order": "7" } } },
          "refused": { "type": "respond", "config": { "status": 409, "body": "Sold out." } },
          "pause": { "type": "wait", "config": { "amount": 1, "unit": "hours" }, "links": { "next": "created" } } }
        """;

    [Fact]
    public async Task A_signed_call_starts_a_run_that_reads_it_and_the_same_event_starts_nothing_again()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Accepting);
        var secret = await studio.Get<HookSecrets>().GetOrCreateAsync("shop", "orders", RunningStudio.Token);

        using var first = await SendAsync(studio, secret, "evt1", """{ "id": 7 }""");
        using var again = await SendAsync(studio, secret, "evt1", """{ "id": 7 }""");
        using var other = await SendAsync(studio, secret, "evt2", """{ "id": 8 }""");
        await studio.WhenCompletedAsync("shop", 2);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(RunningStudio.Token), await again.Content.ReadAsStringAsync(RunningStudio.Token));
        Assert.Equal(
            ["7 POST 1 berlin ", "8 POST 1 berlin "],
            (await studio.HeadlessWordsAsync("shop")).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("wrong secret", HttpStatusCode.Unauthorized, "hook.signature")]
    [InlineData("changed body", HttpStatusCode.Unauthorized, "hook.signature")]
    [InlineData("old stamp", HttpStatusCode.Unauthorized, "hook.signature")]
    [InlineData("unsigned", HttpStatusCode.Unauthorized, "hook.signature")]
    [InlineData("no json", HttpStatusCode.BadRequest, "hook.body")]
    [InlineData("too large", HttpStatusCode.RequestEntityTooLarge, "hook.size")]
    [InlineData("other method", HttpStatusCode.MethodNotAllowed, "hook.method")]
    [InlineData("other hook", HttpStatusCode.NotFound, "hook.missing")]
    [InlineData("other bot", HttpStatusCode.NotFound, "hook.missing")]
    public async Task A_call_that_is_not_as_it_should_be_is_refused_and_starts_nothing(string flaw, HttpStatusCode status, string code)
    {
        await using var studio = await RunningStudio.StartAsync(hooks: o => o.LargestBody = 1_000);
        await studio.PublishAsync("shop", Accepting);
        var secret = await studio.Get<HookSecrets>().GetOrCreateAsync("shop", "orders", RunningStudio.Token);
        var body =
            flaw == "no json" ? "{"
            : flaw == "too large" ? new string('1', 1_001)
            : "{}";
        using var request = Signed(
            studio,
            flaw == "wrong secret" ? "whsec_" + Convert.ToBase64String(new byte[32]) : secret,
            "evt",
            body,
            studio.Time.GetUtcNow() - (flaw == "old stamp" ? TimeSpan.FromMinutes(6) : TimeSpan.Zero)
        );
        switch (flaw)
        {
            case "changed body":
                request.Content = new StringContent("""{ "id": 1 }""", Encoding.UTF8, "application/json");
                break;
            case "unsigned":
                request.Headers.Remove("webhook-signature");
                break;
            case "other method":
                request.Method = HttpMethod.Put;
                break;
            case "other hook":
                request.RequestUri = new Uri("/hooks/shop/nothing", UriKind.Relative);
                break;
            case "other bot":
                request.RequestUri = new Uri("/hooks/nobody/orders", UriKind.Relative);
                break;
            default:
                break;
        }

        using var answer = await studio.Http.SendAsync(request, RunningStudio.Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"problems/{code}\"", await answer.Content.ReadAsStringAsync(RunningStudio.Token), StringComparison.Ordinal);
        Assert.Equal(0L, studio.Scalar("SELECT COUNT(*) FROM Conversations"));
    }

    [Fact]
    public async Task Too_many_calls_from_one_address_are_told_to_wait()
    {
        await using var studio = await RunningStudio.StartAsync(hooks: o => o.CallsPerMinute = 2);
        await studio.PublishAsync("shop", Answering);
        await studio.Get<IHookAdmin>().AllowUnsignedAsync("shop", "orders", true, "test", RunningStudio.Token);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await PostAsync(studio, """{ "id": 1 }""");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task The_caller_hears_what_the_flow_responds()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Answering);
        await studio.Get<IHookAdmin>().AllowUnsignedAsync("shop", "orders", true, "test", RunningStudio.Token);

        using var good = await PostAsync(studio, """{ "id": 1 }""");
        using var bad = await PostAsync(studio, """{ "id": 2 }""");
        using var silent = await PostAsync(studio, """{ "id": 9 }""");

        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        Assert.Equal("7", good.Headers.GetValues("X-Order").Single());
        Assert.Equal("default-src 'none'; sandbox", good.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("""{"id":1}""", await good.Content.ReadAsStringAsync(RunningStudio.Token));
        Assert.Equal(HttpStatusCode.Conflict, bad.StatusCode);
        Assert.Equal("application/problem+json", bad.Content.Headers.ContentType!.MediaType);
        var problem = JsonElement.Parse(await bad.Content.ReadAsStringAsync(RunningStudio.Token));
        Assert.Equal(("Sold out.", 409), (problem.GetProperty("detail").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.Equal(HttpStatusCode.NoContent, silent.StatusCode);
    }

    [Fact]
    public async Task A_flow_that_takes_longer_than_the_limit_is_accepted_and_goes_on()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Answering);
        await studio.Get<IHookAdmin>().AllowUnsignedAsync("shop", "orders", true, "test", RunningStudio.Token);

        var calling = PostAsync(studio, """{ "id": 3 }""");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Timers WHERE Ticket > 0", 1);
        await studio.WhenAsync(
            () =>
            {
                studio.Time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(calling.IsCompleted);
            },
            "the answer"
        );
        using var answer = await calling;
        studio.Time.Advance(TimeSpan.FromHours(1));
        await studio.WhenCompletedAsync("shop", 1);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task An_unsigned_webhook_takes_nothing_until_an_administrator_allows_it_and_nothing_more_when_he_forbids_it()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ChannelsAdmin);
        await studio.PublishAsync("shop", Answering);

        using var before = await PostAsync(studio, """{ "id": 1 }""");
        using var allowed = await api.SendAsync(HttpMethod.Put, "bots/shop/hooks/orders/unsigned", """{ "allowed": true }""");
        using var open = await PostAsync(studio, """{ "id": 1 }""");
        using var forbidden = await api.SendAsync(HttpMethod.Put, "bots/shop/hooks/orders/unsigned", """{ "allowed": false }""");
        using var after = await PostAsync(studio, """{ "id": 1 }""");

        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.Forbidden],
            [before.StatusCode, allowed.StatusCode, open.StatusCode, forbidden.StatusCode, after.StatusCode]
        );
        Assert.Contains("problems/hook.unsigned\"", await after.Content.ReadAsStringAsync(RunningStudio.Token), StringComparison.Ordinal);
        Assert.Equal(
            2L,
            studio.Scalar("SELECT COUNT(*) FROM Audit WHERE Action LIKE 'webhook.unsigned%' AND Subject = 'shop/hooks/orders' AND Actor LIKE '%test%'")
        );
    }

    [Fact]
    public async Task While_a_secret_is_changed_both_count_and_afterwards_only_the_new_one()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ChannelsAdmin);
        await studio.PublishAsync("shop", Accepting);
        var (old, given) = (await studio.Get<HookSecrets>().GetOrCreateAsync("shop", "orders", RunningStudio.Token), HookSecrets.Generate());

        using var begun = await api.SendAsync(HttpMethod.Put, "bots/shop/hooks/orders/secret/next", $$"""{ "secret": "{{given}}" }""");
        using var byOld = await SendAsync(studio, old, "evt1", "{}");
        using var byNew = await SendAsync(studio, given, "evt2", "{}");
        using var ended = await api.SendAsync(HttpMethod.Post, "bots/shop/hooks/orders/secret/promote");
        using var byOldAgain = await SendAsync(studio, old, "evt3", "{}");
        using var byNewAgain = await SendAsync(studio, given, "evt4", "{}");
        using var twice = await api.SendAsync(HttpMethod.Post, "bots/shop/hooks/orders/secret/promote");

        Assert.Equal(given, (await begun.JsonAsync()).GetProperty("next").GetString());
        Assert.Equal(given, (await ended.JsonAsync()).GetProperty("secret").GetString());
        Assert.Equal(
            [HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Unauthorized, HttpStatusCode.Accepted, HttpStatusCode.Conflict],
            [byOld.StatusCode, byNew.StatusCode, byOldAgain.StatusCode, byNewAgain.StatusCode, twice.StatusCode]
        );
        Assert.Equal(
            ["webhook.secretRotationBegun", "webhook.secretRotated"],
            [studio.Scalar("SELECT Action FROM Audit WHERE Action LIKE 'webhook.%' ORDER BY Id"), studio.Scalar("SELECT Action FROM Audit ORDER BY Id DESC")]
        );
    }

    [Theory]
    [InlineData("short")]
    [InlineData("whsec_no base64 !!")]
    [InlineData(" spaces around it ")]
    public async Task A_secret_that_no_sender_can_have_given_is_refused_and_changes_nothing(string secret)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync(ApiScopes.ChannelsAdmin);
        await studio.PublishAsync("shop", Accepting);
        var old = await studio.Get<HookSecrets>().GetOrCreateAsync("shop", "orders", RunningStudio.Token);

        using var refused = await api.SendAsync(HttpMethod.Put, "bots/shop/hooks/orders/secret", $$"""{ "secret": "{{secret}}" }""");
        using var call = await SendAsync(studio, old, "evt", "{}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("/secret", (await refused.JsonAsync()).GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal(HttpStatusCode.Accepted, call.StatusCode);
    }

    [Fact]
    public async Task The_unsigned_ping_of_woocommerce_hears_exactly_200_and_starts_nothing()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Accepting.Replace("\"hook\": \"orders\"", "\"hook\": \"orders\", \"signature\": \"woocommerce\"", StringComparison.Ordinal));
        using var ping = new FormUrlEncodedContent([new("webhook_id", "7")]);
        using var more = new FormUrlEncodedContent([new("webhook_id", "7"), new("id", "1")]);

        using var answer = await studio.Http.PostAsync(new Uri("/hooks/shop/orders", UriKind.Relative), ping, RunningStudio.Token);
        using var other = await studio.Http.PostAsync(new Uri("/hooks/shop/orders", UriKind.Relative), more, RunningStudio.Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (answer.StatusCode, other.StatusCode));
        Assert.Equal(0L, studio.Scalar("SELECT COUNT(*) FROM Conversations"));
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningStudio studio, string secret, string id, string body)
    {
        using var request = Signed(studio, secret, id, body, studio.Time.GetUtcNow());
        return await studio.Http.SendAsync(request, RunningStudio.Token);
    }

    private static HttpRequestMessage Signed(RunningStudio studio, string secret, string id, string body, DateTimeOffset at)
    {
        var stamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{stamp}.{body}"));
        return new HttpRequestMessage(HttpMethod.Post, new Uri(studio.Http.BaseAddress!, "/hooks/shop/orders?a=1"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers =
            {
                { "webhook-id", id },
                { "webhook-timestamp", stamp },
                { "webhook-signature", "v1," + Convert.ToBase64String(signature) },
                { "X-Shop", "berlin" },
            },
        };
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningStudio studio, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await studio.Http.PostAsync(new Uri("/hooks/shop/orders", UriKind.Relative), content, RunningStudio.Token);
    }
}
