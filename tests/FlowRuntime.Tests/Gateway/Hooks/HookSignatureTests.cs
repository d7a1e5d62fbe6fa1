using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Gateway.Hooks.Signing;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Tests.Gateway.Hooks;

/// <summary>Signatures of known senders, by the examples of their documentation, and what is refused.</summary>
public sealed class HookSignatureTests
{
    private const string Url = "https://studio.example/hooks/shop/orders?a=1";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private const string SlackBody =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    /// <summary>Preset, secret, time, headers and body of an example.</summary>
    public static TheoryData<string, string, long, string, string> Examples =>
        new()
        {
            {
                HookSignatures.Standard,
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                1614265330,
                "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek\nwebhook-timestamp: 1614265330\nwebhook-signature: v1,AAAA v1a,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                """{"test": 2432232314}"""
            },
            {
                HookSignatures.Standard,
                "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                1649367553,
                "webhook-id: msg_27UH4WbU6Z5A5EzD8u03UvzRbpk\nwebhook-timestamp: 1649367553\nwebhook-signature: v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
                """{"email":"test@example.com","username":"test_user"}"""
            },
            {
                HookSignatures.GitHub,
                "It's a Secret to Everybody",
                0,
                "X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "Hello, World!"
            },
            {
                HookSignatures.Slack,
                "8f742231b10e8888abcd99yyyzzz85a5",
                1531420618,
                "X-Slack-Request-Timestamp: 1531420618\nX-Slack-Signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                SlackBody
            },
        };

    public static TheoryData<string> Presets => [.. HookSignatures.Options.Select(o => o.Value).Where(v => v != HookSignatures.Unsigned)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Knows_the_examples_of_the_senders_documentation(string preset, string secret, long at, string headers, string body)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(at);

        Assert.Null(Refusal(new TriggerWebhookConfig("h", Signature: preset), [secret], headers, body, now));
        Assert.Null(Refusal(new TriggerWebhookConfig("h", Signature: preset), ["another secret", secret], headers, body, now));
        Assert.NotNull(Refusal(new TriggerWebhookConfig("h", Signature: preset), ["another secret"], headers, body, now));
        Assert.NotNull(Refusal(new TriggerWebhookConfig("h", Signature: preset), [secret], headers, body + " ", now));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Refuses_every_flipped_bit_of_a_body_and_of_a_signature(string preset)
    {
        var config = new TriggerWebhookConfig("h", Signature: preset);
        var headers = Signed(config, Now);
        var body = Encoding.UTF8.GetBytes("""{"id":7}""");

        Assert.Null(Refusal(config, headers, body));
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            var changed = body.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(Refusal(config, headers, changed));
        }

        var name = HookSchemes.Of(config)!.Header; // every preset but none has a scheme
        var signature = headers[name].ToString();
        var start = signature.LastIndexOf('=', signature.Length - 3) + 1;
        headers[name] = string.Concat(signature.AsSpan(0, start + 3), signature[start + 3] == 'a' ? "b" : "a", signature.AsSpan(start + 4));
        Assert.NotNull(Refusal(config, headers, body));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Refuses_a_call_without_any_one_of_its_headers_and_without_all(string preset)
    {
        var config = new TriggerWebhookConfig("h", Signature: preset);

        foreach (var name in Signed(config, Now).Keys.ToList())
        {
            var headers = Signed(config, Now);
            headers.Remove(name);
            Assert.NotNull(Refusal(config, headers, """{"id":7}"""u8.ToArray()));
        }

        Assert.NotNull(Refusal(config, new HeaderDictionary(), """{"id":7}"""u8.ToArray()));
    }

    [Theory]
    [InlineData(HookSignatures.Standard)]
    [InlineData(HookSignatures.Slack)]
    [InlineData(HookSignatures.Stripe)]
    [InlineData(HookSignatures.Zendesk)]
    [InlineData(HookSignatures.HubSpot)]
    public void Refuses_a_time_stamp_beyond_the_tolerance_in_both_directions(string preset)
    {
        var config = new TriggerWebhookConfig("h", Signature: preset);
        var body = """{"id":7}"""u8.ToArray();

        Assert.Null(Refusal(config, Signed(config, Now.AddSeconds(-300)), body));
        Assert.Null(Refusal(config, Signed(config, Now.AddSeconds(300)), body));
        Assert.NotNull(Refusal(config, Signed(config, Now.AddSeconds(-301)), body));
        Assert.NotNull(Refusal(config, Signed(config, Now.AddSeconds(301)), body));
    }

    [Theory]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", true)]
    [InlineData("757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17", true)]
    [InlineData("dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=", true)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", false)]
    [InlineData("sha256=", false)]
    public void An_hmac_in_one_header_is_known_in_each_way_of_writing(string signature, bool isKnown)
    {
        var why = Refusal(
            new TriggerWebhookConfig("h", Signature: "hmac"),
            ["It's a Secret to Everybody"],
            $"X-Hub-Signature-256: {signature}",
            "Hello, World!",
            Now
        );

        Assert.Equal(isKnown, why is null);
    }

    [Fact]
    public void An_hmac_is_built_of_what_is_signed_and_how_it_is_written()
    {
        var config = new TriggerWebhookConfig(
            "h",
            Signature: "hmac",
            SignatureHeader: "X-Acme-Signature",
            SignaturePrefix: "acme:",
            SignatureEncoding: "base64url",
            SignatureAlgorithm: "sha512",
            SignedContent: "{method} {url}|{id}|{timestamp}|{body}",
            TimestampHeader: "X-Acme-Time",
            EventIdHeader: "X-Acme-Id",
            ToleranceSeconds: 60
        );
        var hash = HMACSHA512.HashData("a long secret"u8, Encoding.UTF8.GetBytes($"POST {Url}|e1|1700000000123|héllo"));
        var signature = Convert.ToBase64String(hash).Replace('+', '-').Replace('/', '_').TrimEnd('=');

        string? RefusalOf(string header, DateTimeOffset now) =>
            Refusal(config, ["a long secret"], $"X-Acme-Signature: {header}\nX-Acme-Time: 1700000000123\nX-Acme-Id: e1", "héllo", now);

        Assert.Null(RefusalOf($"acme:{signature}", Now.AddSeconds(60)));
        Assert.NotNull(RefusalOf($"acme:{signature}", Now.AddSeconds(61)));
        Assert.NotNull(RefusalOf(signature, Now));
        Assert.NotNull(RefusalOf($"ACME:{signature}", Now));
    }

    [Theory]
    [InlineData(HookSignatures.Standard, "webhook-id: a", "{}", "a")]
    [InlineData(HookSignatures.GitHub, "X-GitHub-Delivery: 72d3162e", "{}", "72d3162e")]
    [InlineData(HookSignatures.Slack, "X-Slack-Retry-Num: 1", """{"event_id":"Ev08"}""", "Ev08")]
    [InlineData(HookSignatures.Slack, "", "command=%2Fgo", null)]
    [InlineData(HookSignatures.Stripe, "", """{"id":"evt_1","data":{"id":"no"}}""", "evt_1")]
    [InlineData(
        HookSignatures.WooCommerce,
        "X-WC-Webhook-Topic: order.updated\nX-WC-Webhook-Delivery-ID: changes",
        """{"id":7,"date_modified":"2026-03-02T09:00:00","date_modified_gmt":"2026-03-02T08:00:00"}""",
        "order.updated/7/2026-03-02T08:00:00"
    )]
    [InlineData(HookSignatures.WooCommerce, "X-WC-Webhook-Topic: order.deleted\nX-WC-Webhook-Delivery-ID: d1", """{"id":7}""", "d1")]
    [InlineData(HookSignatures.Shopify, "X-Shopify-Webhook-Id: b54557e4", "{}", "b54557e4")]
    [InlineData(HookSignatures.Zendesk, "X-Zendesk-Webhook-Invocation-Id: 01GX", "{}", "01GX")]
    [InlineData(HookSignatures.Hmac, "webhook-id: mine", "{}", "mine")]
    [InlineData(HookSignatures.Hmac, "", "{}", null)]
    public void Tells_the_event_from_its_repetition(string preset, string headers, string body, string? id)
    {
        var scheme = HookSchemes.Of(new TriggerWebhookConfig("h", Signature: preset))!; // every preset but none has a scheme

        Assert.Equal(id, scheme.EventId(new SignedRequest("POST", Url, Headers(headers), Encoding.UTF8.GetBytes(body))));
    }

    [Fact]
    public void Events_of_hubspot_are_the_same_at_another_attempt_only()
    {
        static string? IdOf(int eventId, int attempt) =>
            HookSchemes
                .Of(new TriggerWebhookConfig("h", Signature: HookSignatures.HubSpot))!
                .EventId(
                    new SignedRequest(
                        "POST",
                        Url,
                        new HeaderDictionary(),
                        Encoding.UTF8.GetBytes($$"""[{"eventId":{{eventId}},"subscriptionId":8,"occurredAt":1700000000000,"attemptNumber":{{attempt}}}]""")
                    )
                );

        Assert.Equal(IdOf(1, 0), IdOf(1, 1));
        Assert.NotEqual(IdOf(1, 0), IdOf(2, 0));
    }

    private static HeaderDictionary Signed(TriggerWebhookConfig config, DateTimeOffset at)
    {
        var headers = new HeaderDictionary();
        var scheme = HookSchemes.Of(config)!; // every preset but none has a scheme
        if (scheme.Signed.Any(p => p.Part == "id"))
        {
            headers["webhook-id"] = "msg_1";
        }

        foreach (var (name, value) in HookSignature.Sign(scheme, "a long secret", new SignedRequest("POST", Url, headers, """{"id":7}"""u8.ToArray()), at))
        {
            headers[name] = value;
        }

        return headers;
    }

    private static string? Refusal(TriggerWebhookConfig config, IHeaderDictionary headers, byte[] body) =>
        Refusal(config, ["a long secret"], headers, body, Now);

    private static string? Refusal(TriggerWebhookConfig config, string[] secrets, string headers, string body, DateTimeOffset now) =>
        Refusal(config, secrets, Headers(headers), Encoding.UTF8.GetBytes(body), now);

    private static string? Refusal(TriggerWebhookConfig config, string[] secrets, IHeaderDictionary headers, byte[] body, DateTimeOffset now)
    {
        var scheme = HookSchemes.Of(config)!; // every preset but none has a scheme
        var keys = secrets.Select(s => HookSignature.KeyOf(scheme.Key, s)).ToList();
        return HookSignature.Refusal(scheme, keys, new SignedRequest("POST", Url, headers, body), now, TimeSpan.FromSeconds(config.ToleranceSeconds));
    }

    private static HeaderDictionary Headers(string lines)
    {
        var headers = new HeaderDictionary();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            headers[name] = value.Trim().ToString(CultureInfo.InvariantCulture);
        }

        return headers;
    }
}
