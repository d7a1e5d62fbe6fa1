using System.Text.Json;
using Connectors.HubSpot;

namespace Connectors.Tests.HubSpot;

public sealed class SearchTests
{
    [Fact]
    public async Task Finds_by_words_over_as_many_pages_as_are_asked_for()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        foreach (var i in Enumerable.Range(1, 450))
        {
            hubSpot.Account.Add("contacts", ("email", $"anna{i}@example.com"));
        }

        var found = await hubSpot.Connector.SucceedAsync("search", """{ "query": "anna", "limit": 410 }""");

        Assert.Equal(410, found.GetArrayLength());
        Assert.Equal(3, hubSpot.Seen.Count());
    }

    [Theory]
    [InlineData("""[{ "property": "amount", "operator": "BETWEEN", "value": "10", "highValue": "20" }]""", "A,B")]
    [InlineData("""[{ "property": "dealstage", "operator": "IN", "value": "won, lost" }]""", "B,C")]
    [InlineData("""[{ "property": "dealstage", "operator": "IN", "value": "[\"won\"]" }]""", "B")]
    [InlineData("""[{ "property": "dealstage", "operator": "NOT_HAS_PROPERTY" }]""", "A")]
    [InlineData("""[{ "property": "amount", "value": "10", "group": 1 }, { "property": "dealname", "value": "C", "group": 2 }]""", "A,C")]
    [InlineData("""[{ "property": "amount", "value": "10" }, { "property": "dealname", "value": "C" }]""", "")]
    public async Task Filters_by_groups_of_conditions(string filters, string names)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Add("deals", ("dealname", "A"), ("amount", "10"));
        hubSpot.Account.Add("deals", ("dealname", "B"), ("amount", "15"), ("dealstage", "won"));
        hubSpot.Account.Add("deals", ("dealname", "C"), ("amount", "30"), ("dealstage", "lost"));

        var result = Assert.IsType<FlowEngine.Running.NodeResult.Completed>(
            await hubSpot.Connector.RunAsync("search", $$"""{ "type": "deals", "filters": {{filters}}, "sortBy": "dealname" }""")
        );

        Assert.Equal(names, result.Port == "notFound" ? "" : Names(result.Output));
    }

    [Fact]
    public async Task Finds_the_deals_of_a_contact_the_largest_first()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var contact = hubSpot.Account.Add("contacts", ("email", "anna@example.com"));
        foreach (var name in new[] { "A", "C", "B" })
        {
            await hubSpot.Connector.SucceedAsync("createDeal", $$"""{ "name": "{{name}}", "contactId": "{{contact}}" }""");
        }

        hubSpot.Account.Add("deals", ("dealname", "of somebody else"));

        var found = await hubSpot.Connector.SucceedAsync(
            "search",
            $$"""{ "type": "deals", "filters": [{ "property": "associations.contact", "value": "{{contact}}" }], "sortBy": "dealname", "descending": true }"""
        );

        Assert.Equal("C,B,A", Names(found));
    }

    [Fact]
    public async Task Never_lists_everybody_when_the_visitor_gave_nothing()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        await hubSpot.Connector.LeaveAsync("search", """{ "query": " " }""", "notFound");
        var error = await hubSpot.Connector.FailAsync("search", """{ "filters": [{ "property": "email", "value": "" }] }""");

        Assert.Equal("hubspot.filter", error.Code);
        Assert.Empty(hubSpot.Seen);
    }

    [Fact]
    public async Task Refuses_more_filters_than_hubspot_takes()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var seven = JsonSerializer.Serialize(Enumerable.Range(1, 7).Select(i => new { property = $"p{i}", value = "x" }));

        Assert.Equal("hubspot.filter", (await hubSpot.Connector.FailAsync("search", $$"""{ "filters": {{seven}} }""")).Code);
    }

    [Fact]
    public void Refuses_a_search_without_words_and_filters_when_it_is_saved()
    {
        var check = HubSpotConnector.Definition.Operations.Single(o => o.Key == "search").Check!;

        Assert.Equal("hubspot.filter", Assert.Single(check(JsonElement.Parse("{}"))).Code);
        Assert.Empty(check(JsonElement.Parse("""{ "query": "anna" }""")));
    }

    private static string Names(JsonElement deals) =>
        string.Join(',', deals.EnumerateArray().Select(d => d.GetProperty("properties").GetProperty("dealname").GetString()));
}
