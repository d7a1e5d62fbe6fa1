using FlowEngine.Connecting;
using FlowEngine.Nodes;

namespace Connectors.Tests.HubSpot;

/// <summary>Companies, notes, associations, owners and pipelines.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task Creates_reads_changes_and_archives_a_company()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var id = (await hubSpot.Connector.SucceedAsync("createCompany", """{ "name": "Acme", "domain": "acme.example" }""")).GetProperty("id").GetString();

        await hubSpot.Connector.SucceedAsync("updateCompany", $$"""{ "id": "{{id}}", "city": "Bonn" }""");
        var company = await hubSpot.Connector.SucceedAsync("getCompany", $$"""{ "id": "{{id}}" }""");
        await hubSpot.Connector.SucceedAsync("archiveCompany", $$"""{ "id": "{{id}}" }""");

        Assert.Equal("Bonn", company.GetProperty("properties").GetProperty("city").GetString());
        await hubSpot.Connector.LeaveAsync("getCompany", $$"""{ "id": "{{id}}" }""", "notFound");
    }

    [Fact]
    public async Task Writes_a_note_whose_markup_shows_as_what_it_is()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var contact = hubSpot.Account.Add("contacts", ("email", "anna@example.com"));

        var note = await hubSpot.Connector.SucceedAsync("createNote", $$"""{ "text": "Asked for <b>refund</b>\nof 1003", "contactId": "{{contact}}" }""");

        var properties = note.GetProperty("properties");
        Assert.Equal("Asked for &lt;b&gt;refund&lt;/b&gt;<br>of 1003", properties.GetProperty("hs_note_body").GetString());
        Assert.Equal("2026-03-02T09:00:00.000Z", properties.GetProperty("hs_timestamp").GetString());
        Assert.True(hubSpot.Account.AreLinked("notes", note.GetProperty("id").GetString()!, "contacts", contact));
    }

    [Theory]
    [InlineData("""{ "text": " ", "contactId": "51" }""")]
    [InlineData("""{ "text": "Lost" }""")]
    public async Task Refuses_a_note_without_text_or_without_a_place(string settings)
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        Assert.Equal("hubspot.note", (await hubSpot.Connector.FailAsync("createNote", settings)).Code);
        Assert.Empty(hubSpot.Seen);
    }

    [Fact]
    public async Task Associates_records_lists_them_over_all_pages_and_separates_them()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        var contact = hubSpot.Account.Add("contacts", ("email", "anna@example.com"));
        string[] companies = [.. Enumerable.Range(1, 3).Select(i => hubSpot.Account.Add("companies", ("name", $"Acme {i}")))];
        foreach (var company in companies)
        {
            await hubSpot.Connector.SucceedAsync("associate", Link(contact, company));
        }

        var found = await hubSpot.Connector.SucceedAsync("getAssociations", $$"""{ "fromType": "contacts", "fromId": "{{contact}}", "toType": "companies" }""");
        await hubSpot.Connector.SucceedAsync("removeAssociation", Link(contact, companies[0]));

        Assert.Equal(companies, found.EnumerateArray().Select(a => a.GetProperty("toObjectId").GetString()));
        Assert.False(hubSpot.Account.AreLinked("contacts", contact, "companies", companies[0]));

        static string Link(string contact, string company) => $$"""{ "fromId": "{{contact}}", "toId": "{{company}}" }""";
    }

    [Fact]
    public async Task Leaves_by_not_found_when_a_record_to_associate_is_missing()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        await hubSpot.Connector.LeaveAsync("associate", """{ "fromId": "51", "toId": "999" }""", "notFound");
        await hubSpot.Connector.LeaveAsync("getAssociations", """{ "fromId": "51" }""", "notFound");
    }

    [Fact]
    public async Task Reads_all_owners_page_by_page_or_the_one_with_an_address()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var all = await hubSpot.Connector.SucceedAsync("findOwners", "{}");
        var one = await hubSpot.Connector.SucceedAsync("findOwners", """{ "email": "omar@example.com" }""");

        Assert.Equal(["9", "10", "11"], all.EnumerateArray().Select(o => o.GetProperty("id").GetString()));
        Assert.Equal("10", Assert.Single(one.EnumerateArray()).GetProperty("id").GetString());
        await hubSpot.Connector.LeaveAsync("findOwners", """{ "email": "nobody@example.com" }""", "notFound");
    }

    [Fact]
    public async Task Reads_pipelines_with_their_stages()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var pipelines = await hubSpot.Connector.SucceedAsync("getPipelines", "{}");

        Assert.Equal(["Sales Pipeline", "Renewals"], pipelines.EnumerateArray().Select(p => p.GetProperty("label").GetString()));
    }

    [Fact]
    public void Says_of_every_operation_what_it_does_and_whether_it_may_be_repeated()
    {
        var operations = Connectors.HubSpot.HubSpotConnector.Definition.Operations;

        Assert.Equal(["createCompany", "createContact", "createDeal", "createNote"], Keys(o => o is { Effect: EffectKind.Write, Idempotent: false }));
        Assert.Equal(["findOwners", "getPipelines"], Keys(o => o.Cache is not null));

        IEnumerable<string> Keys(Func<OperationDefinition, bool> which) => operations.Where(which).Select(o => o.Key).Order(StringComparer.Ordinal);
    }
}
