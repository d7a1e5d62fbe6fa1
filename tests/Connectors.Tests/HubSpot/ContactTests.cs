namespace Connectors.Tests.HubSpot;

public sealed class ContactTests
{
    [Theory]
    [InlineData("\"51\"")]
    [InlineData("51")]
    [InlineData("\" Anna@Example.com \"")]
    public async Task Reads_a_contact_by_id_or_address(string id)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Add("contacts", ("email", "anna@example.com"), ("firstname", "Anna"), ("favourite_colour", "green"));

        var contact = await hubSpot.Connector.SucceedAsync("getContact", $$"""{ "id": {{id}}, "read": ["favourite_colour"] }""");

        Assert.Equal("51", contact.GetProperty("id").GetString());
        Assert.Equal("green", contact.GetProperty("properties").GetProperty("favourite_colour").GetString());
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"../companies/7\"")]
    [InlineData("\"search\"")]
    [InlineData("\"51?archived=true\"")]
    [InlineData("\"a b@example.com\"")]
    public async Task Does_not_ask_for_what_names_no_contact(string id)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        await hubSpot.Connector.LeaveAsync("getContact", $$"""{ "id": {{id}} }""", "notFound");

        Assert.Empty(hubSpot.Seen);
    }

    [Theory]
    [InlineData("\"999\"")]
    [InlineData("\"nobody/else?@example.com\"")]
    public async Task Leaves_by_not_found_when_there_is_no_such_contact(string id)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        await hubSpot.Connector.LeaveAsync("getContact", $$"""{ "id": {{id}} }""", "notFound");

        Assert.Single(hubSpot.Seen);
    }

    [Fact]
    public async Task Reads_the_ids_of_associated_records_along()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var company = hubSpot.Account.Add("companies", ("name", "Acme"));
        await hubSpot.Connector.SucceedAsync("createContact", $$"""{ "email": "anna@example.com", "companyId": "{{company}}" }""");

        var contact = await hubSpot.Connector.SucceedAsync("getContact", """{ "id": "anna@example.com", "associations": ["companies"] }""");

        Assert.Equal(company, contact.GetProperty("associations").GetProperty("companies").GetProperty("results")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Creates_a_contact_with_the_properties_that_are_given()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var contact = await hubSpot.Connector.SucceedAsync(
            "createContact",
            """{ "email": "anna@example.com", "firstName": "Anna", "phone": " ", "properties": { "lifecyclestage": "lead", "favourite_colour": ["green", "blue"], "city": null } }"""
        );

        var properties = contact.GetProperty("properties");
        Assert.Equal("green;blue", properties.GetProperty("favourite_colour").GetString());
        Assert.Equal(["email", "favourite_colour", "firstname", "lifecyclestage"], properties.EnumerateObject().Select(p => p.Name).Order());
    }

    [Fact]
    public async Task Leaves_by_conflict_with_the_contact_that_has_the_address_already()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var id = hubSpot.Account.Add("contacts", ("email", "anna@example.com"));

        var conflict = await hubSpot.Connector.LeaveAsync("createContact", """{ "email": "ANNA@example.com" }""", "conflict");

        Assert.Equal(id, conflict.Output.GetProperty("existingId").GetString());
    }

    [Fact]
    public async Task Reads_a_created_contact_out_of_the_envelope_that_newer_descriptions_show()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.AnswerNext(200, """{ "createdResourceId": "7", "entity": { "id": "7", "properties": {} } }""");

        var contact = await hubSpot.Connector.SucceedAsync("createContact", """{ "email": "anna@example.com" }""");

        Assert.Equal("7", contact.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Changes_and_clears_properties_by_address()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Add("contacts", ("email", "anna@example.com"), ("phone", "1"), ("city", "Bonn"));

        await hubSpot.Connector.SucceedAsync("updateContact", """{ "id": "anna@example.com", "firstName": "Anna", "properties": { "phone": "" } }""");

        var properties = hubSpot.Account.Records("contacts").Single()["properties"]!;
        Assert.Equal(("Anna", null, "Bonn"), ((string?)properties["firstname"], (string?)properties["phone"], (string?)properties["city"]));
    }

    [Fact]
    public async Task Refuses_a_change_of_nothing_before_it_is_sent()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var error = await hubSpot.Connector.FailAsync("updateContact", """{ "id": "51", "firstName": "" }""");

        Assert.Equal("hubspot.nothing", error.Code);
        Assert.Empty(hubSpot.Seen);
    }

    [Fact]
    public async Task Saves_a_contact_twice_as_one_and_tells_whether_it_is_new()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        const string Anna = """{ "email": "anna@example.com", "firstName": "Anna" }""";

        var first = await hubSpot.Connector.SucceedAsync("upsertContact", Anna);
        var second = await hubSpot.Connector.SucceedAsync("upsertContact", Anna, attempt: 2);

        Assert.Single(hubSpot.Account.Records("contacts"));
        Assert.Equal((true, false), (first.GetProperty("new").GetBoolean(), second.GetProperty("new").GetBoolean()));
    }

    [Theory]
    [InlineData("""{ "email": "" }""")]
    [InlineData("""{ "email": "anna" }""")]
    public async Task Does_not_save_a_contact_without_an_address(string settings)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        Assert.Equal("hubspot.key", (await hubSpot.Connector.FailAsync("upsertContact", settings)).Code);
        Assert.Empty(hubSpot.Seen);
    }

    [Theory]
    [InlineData("\"51\"")]
    [InlineData("\"anna@example.com\"")]
    public async Task Archives_a_contact_also_by_address(string id)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Add("contacts", ("email", "anna@example.com"));

        await hubSpot.Connector.SucceedAsync("archiveContact", $$"""{ "id": {{id}} }""");

        await hubSpot.Connector.LeaveAsync("getContact", """{ "id": "51" }""", "notFound");
    }
}
