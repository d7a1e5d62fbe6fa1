using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Chat;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Gateway;

/// <summary>Programs keep bots over <c>/api/v1</c>.</summary>
public sealed class ManagementApiTests(GatewayFixture fixture) : GatewayTest(fixture)
{
    private const string Json = "application/json";

    [Fact]
    public async Task A_new_bot_is_created_changed_only_with_its_etag_and_removed()
    {
        using var api = Studio.Api();
        const string Address = "/api/v1/bots/greeter";

        using var created = await PutAsync(api, Address, Greeter("Hello."));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var etag = created.Headers.ETag!.ToString();

        using var without = await PutAsync(api, Address, Greeter("Good day."));
        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.EndsWith("/etag.required", (await without.JsonAsync()).TextOf("type"), StringComparison.Ordinal);

        using var changed = await PutAsync(api, Address, Greeter("Good day."), etag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var stale = await PutAsync(api, Address, Greeter("Good night."), etag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("application/problem+json", stale.Content.Headers.ContentType?.MediaType);

        var read = await api.GetJsonAsync(Address);
        Assert.Contains("Good day.", read.GetRawText(), StringComparison.Ordinal);

        using var removed = await api.SendAsync(HttpMethod.Delete, Address);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await api.SendAsync(HttpMethod.Get, Address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_bundle_with_a_misspelt_setting_is_refused_with_the_place()
    {
        using var api = Studio.Api();
        var bundle = Greeter("Hello.");
        bundle["flows"]!["welcome"]!["nodes"]!["hello"]!["linsk"] = new JsonObject();

        using var answer = await PutAsync(api, "/api/v1/bots/misspelt", bundle);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = (await answer.JsonAsync()).GetProperty("errors")[0];
        Assert.Equal("/flows/welcome/nodes/hello/linsk", problem.TextOf("pointer"));
    }

    [Fact]
    public async Task Problems_of_a_draft_have_code_severity_place_and_advice()
    {
        using var api = Studio.Api();
        var bundle = Greeter("Hello.");
        bundle["flows"]!["welcome"]!["nodes"]!["hello"]!["links"] = new JsonObject { ["next"] = "nowhere" };
        using var saved = await PutAsync(api, "/api/v1/bots/flawed", bundle);
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);

        using var answer = await api.SendAsync(HttpMethod.Post, "/api/v1/bots/flawed/validate");

        var problems = (await answer.JsonAsync()).GetProperty("problems").EnumerateArray().ToList();
        Assert.Contains(problems, p => p.TextOf("pointer").StartsWith("/flows/welcome/nodes/hello", StringComparison.Ordinal));
        Assert.All(
            problems,
            p =>
            {
                Assert.NotEmpty(p.TextOf("code"));
                Assert.Contains(p.TextOf("severity"), new[] { "error", "warning" });
                Assert.NotEmpty(p.TextOf("message"));
            }
        );
    }

    [Fact]
    public async Task A_published_bot_talks_and_its_run_can_be_read_with_its_journal()
    {
        using var api = Studio.Api();
        using var saved = await PutAsync(api, "/api/v1/bots/talker", Greeter("Hello from the API.", "talker"));
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);

        using var published = await api.SendAsync(HttpMethod.Post, "/api/v1/bots/talker/publish");
        Assert.Equal(1, (await published.JsonAsync()).GetProperty("version").GetInt32());
        await using (var visitor = await Visitor.ArriveAsync(Studio, "talker"))
        {
            await visitor.HearAsync("Hello from the API.");
        }

        var run = (await api.GetJsonAsync("/api/v1/bots/talker/runs")).GetProperty("runs")[0];
        Assert.Equal(("welcome", "completed"), (run.TextOf("flow"), run.TextOf("status")));
        var journal = (await api.GetJsonAsync($"/api/v1/bots/talker/runs/{run.TextOf("id")}")).GetProperty("journal");
        Assert.Contains(journal.EnumerateArray(), line => line.TryGetProperty("node", out var node) && node.GetString() == "hello");
    }

    [Fact]
    public async Task A_connection_never_shows_its_secret_again()
    {
        using var api = Studio.Api();
        const string Secret = "cs_never_to_be_seen";
        using var saved = await api.SendAsync(
            HttpMethod.Put,
            "/api/v1/connections/private",
            new
            {
                connector = "woocommerce",
                settings = new { url = "https://shop.example.com" },
                credential = new { consumerKey = "ck_x", consumerSecret = Secret },
            }
        );

        Assert.DoesNotContain(Secret, (await saved.JsonAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await api.GetJsonAsync("/api/v1/connections")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Studio.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_describes_itself_in_OpenApi_3_1()
    {
        using var client = Studio.Anonymous();

        var document = await client.GetJsonAsync("/openapi/v1.json");

        Assert.StartsWith("3.1", document.TextOf("openapi"), StringComparison.Ordinal);
        Assert.True(document.GetProperty("paths").TryGetProperty("/api/v1/bots/{bot}", out _));
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient api, string address, JsonObject bundle, string? etag = null)
    {
        bundle["bot"]!["id"] = address[(address.LastIndexOf('/') + 1)..];
        return await api.SendAsync(HttpMethod.Put, address, new StringContent(bundle.ToJsonString(), Encoding.UTF8, Json), ifMatch: etag);
    }

    private static JsonObject Greeter(string text, string id = "greeter") =>
        JsonNode.Parse(
            $$"""
            {
              "bot": { "schemaVersion": 1, "id": "{{id}}", "name": "Greeter", "timeZone": "Europe/Berlin", "languages": ["en"] },
              "flows": {
                "welcome": {
                  "schemaVersion": 1, "id": "welcome", "name": "Welcome",
                  "nodes": {
                    "opened": { "type": "trigger.start", "links": { "next": "hello" } },
                    "hello": { "type": "say", "config": { "text": {{JsonSerializer.Serialize(text)}} } }
                  }
                }
              },
              "tests": {}
            }
            """
        )!.AsObject(); // the text above is an object
}
