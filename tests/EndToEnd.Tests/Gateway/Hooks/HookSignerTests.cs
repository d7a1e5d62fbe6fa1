using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Gateway.Hooks;

/// <summary>Calls signed by the libraries of the senders themselves are taken, and refused with one flipped bit.</summary>
public sealed class HookSignerTests(GatewayFixture fixture) : GatewayTest(fixture)
{
    private const string Body = """{"id":"evt_7","total":12.50,"name":"Zoë"}""";

    [Theory]
    [InlineData("standardwebhooks", "standard", "webhook-signature")]
    [InlineData("svix", "standard", "webhook-signature")]
    [InlineData("octokit", "github", "X-Hub-Signature-256")]
    [InlineData("stripe", "stripe", "Stripe-Signature")]
    [InlineData("shopify", "shopify", "X-Shopify-Hmac-Sha256")]
    public async Task A_call_signed_by_the_senders_own_library_is_taken_once_and_refused_with_one_flipped_bit(
        string library,
        string preset,
        string signatureHeader
    )
    {
        using var api = Studio.Api();
        using var anybody = Studio.Anonymous();
        var bot = $"hooked-{library}";
        var secret = await PublishAsync(api, bot, preset);
        var signed = JsonNode.Parse((await Node.RunAsync(Path.Combine("Gateway", "Hooks", "sign.mjs"), library, secret, Body)).Trim().Split('\n')[^1])!.AsObject();

        using var first = await CallAsync(anybody, bot, signed, Encoding.UTF8.GetBytes(Body));
        using var again = await CallAsync(anybody, bot, signed, Encoding.UTF8.GetBytes(Body));
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal((await first.JsonAsync()).TextOf("id"), (await again.JsonAsync()).TextOf("id"));

        foreach (var at in new[] { 1, Body.Length / 2, Body.Length - 1 })
        {
            var bytes = Encoding.UTF8.GetBytes(Body);
            bytes[at] ^= 1;
            using var refused = await CallAsync(anybody, bot, signed, bytes);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        var signature = signed[signatureHeader]!.GetValue<string>();
        signed[signatureHeader] = signature[..^5] + (char)(signature[^5] ^ 1) + signature[^4..];
        using var forged = await CallAsync(anybody, bot, signed, Encoding.UTF8.GetBytes(Body));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
    }

    private static async Task<string> PublishAsync(HttpClient api, string bot, string preset)
    {
        var bundle = JsonNode.Parse(
            $$"""
            { "bot": { "id": "{{bot}}", "name": "Hooked", "timeZone": "UTC", "languages": ["en"] },
              "flows": { "main": { "id": "main", "name": "Main", "nodes": {
                "on": { "type": "trigger.webhook", "config": { "hook": "events", "signature": "{{preset}}" }, "links": { "next": "end" } },
                "end": { "type": "end" } } } },
              "tests": {} }
            """
        );
        using var saved = await api.SendAsync(HttpMethod.Put, $"/api/v1/bots/{bot}", JsonContent.Create(bundle));
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
        using var published = await api.SendAsync(HttpMethod.Post, $"/api/v1/bots/{bot}/publish");
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        return (await api.GetJsonAsync($"/api/v1/bots/{bot}/hooks/events/secret")).TextOf("secret");
    }

    private static async Task<HttpResponseMessage> CallAsync(HttpClient client, string bot, JsonObject headers, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/hooks/{bot}/events", UriKind.Relative));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>()); // the script prints texts
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
