namespace Connectors.Tests.HubSpot;

public sealed class DealTests
{
    [Fact]
    public async Task Creates_a_deal_with_the_stage_by_name_and_its_people()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var contact = hubSpot.Account.Add("contacts", ("email", "anna@example.com"));
        var company = hubSpot.Account.Add("companies", ("name", "Acme"));

        var deal = await hubSpot.Connector.SucceedAsync(
            "createDeal",
            $$"""{ "name": "Ten licences", "stage": "contract SENT", "amount": 1200.50, "closeDate": "2026-04-30", "contactId": "{{contact}}", "companyId": "{{company}}" }"""
        );

        var (id, properties) = (deal.GetProperty("id").GetString()!, deal.GetProperty("properties"));
        Assert.Equal(("contractsent", "default", "1200.50"), (properties.GetProperty("dealstage").GetString(), properties.GetProperty("pipeline").GetString(), properties.GetProperty("amount").GetString()));
        Assert.True(hubSpot.Account.AreLinked("deals", id, "contacts", contact) && hubSpot.Account.AreLinked("deals", id, "companies", company));
    }

    [Theory]
    [InlineData("""{ "id": "51", "stage": "closedwon" }""", "closedwon", "default")]
    [InlineData("""{ "id": "51", "stage": "Closed won", "pipeline": "Renewals" }""", "772", "77")]
    [InlineData("""{ "id": "51", "stage": "Reminder sent" }""", "771", "77")]
    public async Task Moves_a_deal_to_a_stage_by_name_or_id(string settings, string stage, string pipeline)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Add("deals", ("dealname", "Ten licences"), ("dealstage", "contractsent"), ("pipeline", "default"));

        await hubSpot.Connector.SucceedAsync("moveDeal", settings);

        var properties = hubSpot.Account.Records("deals").Single()["properties"]!;
        Assert.Equal((stage, pipeline), ((string?)properties["dealstage"], (string?)properties["pipeline"]));
    }

    [Theory]
    [InlineData("Closed won", "Several pipelines")]
    [InlineData("Won", "There is no stage")]
    public async Task Names_the_stages_when_one_is_unknown_or_not_clear(string stage, string words)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Add("deals", ("dealname", "Ten licences"), ("dealstage", "contractsent"));

        var error = await hubSpot.Connector.FailAsync("moveDeal", $$"""{ "id": "51", "stage": "{{stage}}" }""");

        Assert.Equal("hubspot.stage", error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("Renewals: Reminder sent, Closed won", error.Message, StringComparison.Ordinal);
        Assert.Equal("contractsent", (string?)hubSpot.Account.Records("deals").Single()["properties"]!["dealstage"]);
    }

    [Fact]
    public async Task Does_not_create_a_deal_for_what_is_no_contact()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var error = await hubSpot.Connector.FailAsync("createDeal", """{ "name": "Ten licences", "contactId": "anna" }""");

        Assert.Equal("hubspot.id", error.Code);
        Assert.Empty(hubSpot.Account.Records("deals"));
    }

    [Fact]
    public async Task Saves_a_deal_twice_as_one_by_a_unique_property()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        const string Deal = """{ "by": "shop_number", "value": "1003", "name": "Order 1003" }""";

        await hubSpot.Connector.SucceedAsync("upsertDeal", Deal);
        await hubSpot.Connector.SucceedAsync("upsertDeal", Deal, attempt: 2);

        Assert.Equal("Order 1003", (string?)Assert.Single(hubSpot.Account.Records("deals"))["properties"]!["dealname"]);
    }

    [Fact]
    public async Task Reports_a_property_that_is_not_unique_in_hubspots_words()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var error = await hubSpot.Connector.FailAsync("upsertCompany", """{ "by": "domain", "value": "acme.example" }""");

        Assert.Equal("hubspot.refused", error.Code);
        Assert.Contains("Property domain does not have unique values", error.Message, StringComparison.Ordinal);
    }
}
