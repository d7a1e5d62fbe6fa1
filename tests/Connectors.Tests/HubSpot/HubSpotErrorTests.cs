using Connectors.HubSpot;
using TestKit;

namespace Connectors.Tests.HubSpot;

public sealed class HubSpotErrorTests
{
    private const string Get = """{ "id": "51" }""";
    private const string Create = """{ "email": "anna@example.com" }""";

    [Theory]
    [InlineData(401, """{ "category": "EXPIRED_AUTHENTICATION", "message": "The OAuth token used is expired" }""", "hubspot.unauthorized", false)]
    [InlineData(400, """{ "category": "VALIDATION_ERROR", "message": "no" }""", "hubspot.refused", false)]
    [InlineData(404, """{ "message": "HTTP 404 Not Found" }""", "hubspot.notFound", false)]
    [InlineData(423, """{ "message": "locked" }""", "hubspot.unavailable", true)]
    [InlineData(477, """{ "message": "migration in progress" }""", "hubspot.unavailable", true)]
    [InlineData(502, "\"gateway\"", "hubspot.unavailable", true)]
    [InlineData(302, "{}", "hubspot.invalidAnswer", false)]
    [InlineData(200, "[]", "hubspot.invalidAnswer", false)]
    public async Task Sorts_every_failure(int status, string body, string code, bool retryable)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.AnswerNext(status, body);

        var error = await hubSpot.Connector.FailAsync("getContact", Get);

        Assert.Equal((code, retryable), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task Names_the_scopes_that_the_token_lacks_and_the_correlation_id()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Without.Add("crm.objects.contacts.write");

        var error = await hubSpot.Connector.FailAsync("createContact", Create);

        Assert.Equal("hubspot.unauthorized", error.Code);
        Assert.Contains("crm.objects.contacts.write", error.Message, StringComparison.Ordinal);
        Assert.Contains("aeb5f871-7f07-4993-9211-075dc63e7cbf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passes_on_which_property_hubspot_does_not_know()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var error = await hubSpot.Connector.FailAsync("createContact", """{ "email": "anna@example.com", "properties": { "shoe_size": 38 } }""");

        Assert.Contains("Property \"shoe_size\" does not exist", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TEN_SECONDLY_ROLLING", "x-hubspot-ratelimit-interval-milliseconds", "10000", 10)]
    [InlineData("SECONDLY", "x-hubspot-ratelimit-interval-milliseconds", "1000", 1)]
    [InlineData("TEN_SECONDLY_ROLLING", "retry-after", "3", 3)]
    [InlineData("TEN_SECONDLY_ROLLING", "x-other", "1", 10)]
    public async Task Tells_how_long_a_short_limit_lasts(string policy, string header, string value, int seconds)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.AnswerNext(429, $$"""{ "message": "You have reached your limit.", "errorType": "RATE_LIMIT", "policyName": "{{policy}}" }""", (header, value));

        var error = await hubSpot.Connector.FailAsync("createContact", Create);

        Assert.Equal(("hubspot.rateLimited", true, TimeSpan.FromSeconds(seconds)), (error.Code, error.Retryable, error.RetryAfter));
    }

    [Fact]
    public async Task Does_not_repeat_when_the_calls_of_the_day_are_used_up()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.AnswerNext(429, """{ "message": "You have reached your daily limit.", "policyName": "DAILY" }""");

        var error = await hubSpot.Connector.FailAsync("getContact", Get);

        Assert.Equal(("hubspot.rateLimited", false), (error.Code, error.Retryable));
    }

    [Theory]
    [InlineData("createContact", Create, false)]
    [InlineData("upsertContact", Create, true)]
    [InlineData("updateContact", """{ "id": "51", "firstName": "Anna" }""", true)]
    public async Task Repeats_a_write_that_may_have_arrived_only_where_that_does_no_harm(string operation, string settings, bool retryable)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.AnswerNext(504, """{ "message": "upstream" }""");

        Assert.Equal(retryable, (await hubSpot.Connector.FailAsync(operation, settings)).Retryable);
    }

    [Fact]
    public async Task Takes_the_error_out_of_a_batch_that_did_not_work()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.AnswerNext(
            207,
            """{ "status": "COMPLETE", "results": [], "errors": [{ "status": "error", "category": "VALIDATION_ERROR", "message": "Email address is invalid", "context": {}, "links": {}, "errors": [] }] }"""
        );

        var error = await hubSpot.Connector.FailAsync("upsertContact", """{ "email": "anna@x" }""");

        Assert.Contains("Email address is invalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_a_server_that_is_not_there_unavailable()
    {
        var gone = await HubSpotServer.StartAsync();
        var connector = gone.Connector;
        await gone.DisposeAsync();

        var error = await connector.FailAsync("createContact", Create);

        Assert.Equal(("hubspot.unavailable", true), (error.Code, error.Retryable));
    }

    [Theory]
    [InlineData("", true, "account 12345678, and the token may read its contacts")]
    [InlineData("crm.objects.contacts.read", false, "Add one of these scopes to the app and take its new token: crm.objects.contacts.read")]
    [InlineData("oauth", false, "oauth")]
    public async Task Diagnoses_a_connection_in_words(string missingScope, bool ok, string words)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Without.Add(missingScope);
        using var connection = new FakeConnection(HubSpotConnector.Key, hubSpot.Address);

        var probe = await HubSpotConnector.Definition.Probe!(connection, TestContext.Current.CancellationToken);

        Assert.Equal(ok, probe.Ok);
        Assert.Contains(words, probe.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "https://api.hubapi.com/")]
    [InlineData("""{ "url": "https://proxy.example/hubspot" }""", "https://proxy.example/hubspot/")]
    public void Calls_hubspots_own_address_unless_told_otherwise(string settings, string address) =>
        Assert.Equal(new Uri(address), HubSpotConnector.Definition.BaseAddress!(System.Text.Json.JsonElement.Parse(settings)));
}
