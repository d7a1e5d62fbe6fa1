using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Tests.Running;
using Microsoft.AspNetCore.Http;

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

    /// <summary>Example of the Standard Webhooks specification.</summary>
    [Theory]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 1614265330, null)]
    [InlineData("v1,AAAA v1a,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 1614265330, null)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 1614265331, "fits the webhook's secret")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 1614265330, "fits the webhook's secret")]
    [InlineData("", 1614265330, "fits the webhook's secret")]
    public void Knows_the_signatures_of_standard_webhooks(string signature, long stamp, string? refusal)
    {
        var headers = new HeaderDictionary
        {
            ["webhook-id"] = "msg_p5jXN8AQM9LWM0D4loKWxJek",
            ["webhook-timestamp"] = stamp.ToString(CultureInfo.InvariantCulture),
            ["webhook-signature"] = signature,
        };

        var why = HookSignature.Refusal(
            new TriggerWebhookConfig("h"),
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            headers,
            """{"test": 2432232314}"""u8,
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            TimeSpan.FromMinutes(5)
        );

        Assert.Equal(refusal is null, why is null);
        Assert.Contains(refusal ?? "", why ?? "", StringComparison.Ordinal);
    }

    /// <summary>Example of GitHub's documentation.</summary>
    [Theory]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", true)]
    [InlineData("757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17", true)]
    [InlineData("dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=", true)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", false)]
    [InlineData("", false)]
    public void Knows_an_hmac_in_one_header(string signature, bool isKnown)
    {
        var headers = new HeaderDictionary { ["X-Hub-Signature-256"] = signature };

        var why = HookSignature.Refusal(
            new TriggerWebhookConfig("h", Signature: "hmac"),
            "It's a Secret to Everybody",
            headers,
            "Hello, World!"u8,
            DateTimeOffset.UnixEpoch,
            TimeSpan.FromMinutes(5)
        );

        Assert.Equal(isKnown, why is null);
    }

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
