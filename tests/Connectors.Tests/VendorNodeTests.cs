using Connectors.HubSpot;
using Connectors.Tests.HubSpot;
using Connectors.Tests.Woo;
using Connectors.Woo;
using FlowEngine.Connecting;
using FlowEngine.Schemas;
using Microsoft.Extensions.DependencyInjection;
using TestKit;
using TestKit.Contract;

namespace Connectors.Tests;

/// <summary>Operations of the vendors as an author uses them: JSON with expressions and templates, through the engine.</summary>
public sealed class VendorNodeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ "items": "=[{ sku: 'MUG-' + '01', quantity: 1 + 1 }]", "email": "anna@example.com", "billing": { "city": "{{ 'Ber' + 'lin' }}" }, "saveTo": "result" }""")]
    [InlineData("""{ "items": [{ "sku": "{{ 'MUG' }}-01", "quantity": "=1 + 1" }], "email": "anna@example.com", "billing": { "city": "Berlin" }, "saveTo": "result" }""")]
    public async Task Orders_what_expressions_say(string config)
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.Catalog.Add("MUG-01", 4);

        var outcome = await RunAsync(shop.Address, WooConnector.Key, "woocommerce.createOrder", config);

        Assert.Equal("success", outcome.Port);
        var order = outcome.Variables["result"];
        Assert.Equal(2, order.GetProperty("line_items")[0].GetProperty("quantity").GetInt32());
        Assert.Equal("Berlin", order.GetProperty("billing").GetProperty("city").GetString());
    }

    [Fact]
    public async Task Refunds_the_items_that_an_expression_picks()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder();

        var outcome = await RunAsync(
            shop.Address,
            WooConnector.Key,
            "woocommerce.refundOrder",
            $$"""{ "orderId": "={{id}}", "items": "=[1].map(function (id) { return { lineItemId: id, quantity: 1 }; })", "sendMoney": "=1 > 2" }"""
        );

        Assert.Equal("success", outcome.Port);
        var refund = Assert.Single(shop.Store.RefundsOf(id));
        Assert.Equal(("14.82", false), ((string?)refund["amount"], (bool)refund["refunded_payment"]!));
    }

    [Theory]
    [InlineData("woocommerce.updateOrder", """{ "connection": "shop", "orderId": "1003" }""", "woocommerce.nothing")]
    [InlineData("woocommerce.updateOrder", """{ "connection": "shop", "orderId": "1003", "status": "lost" }""", "config.option")]
    [InlineData("woocommerce.findOrders", """{ "connection": "shop" }""", "woocommerce.filter")]
    [InlineData("woocommerce.findOrders", """{ "connection": "shop", "email": "a@b.example", "limit": 500 }""", "config.range")]
    [InlineData("woocommerce.refundOrder", """{ "connection": "shop", "orderId": "1003", "sum": 5 }""", "")]
    [InlineData("hubspot.search", """{ "connection": "shop" }""", "hubspot.filter")]
    public void Refuses_wrong_settings_when_they_are_saved(string type, string config, string code)
    {
        using var bench = Bench(null);

        Assert.Contains(bench.Validate(type, config), p => p.Code.Contains(code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("woocommerce.getOrder", """{ "connection": "shop", "orderId": "=vars.result", "saveTo": "result" }""")]
    [InlineData("woocommerce.findOrders", """{ "connection": "shop", "email": "{{ vars.result }}", "status": "any", "limit": 5, "saveTo": "result" }""")]
    [InlineData("woocommerce.updateOrder", """{ "connection": "shop", "orderId": "#1003", "status": "completed", "customerNote": "x", "saveTo": "result" }""")]
    [InlineData("woocommerce.getProduct", """{ "connection": "shop", "productId": "=vars.result.product_id", "saveTo": "result" }""")]
    [InlineData("woocommerce.findProduct", """{ "connection": "shop", "sku": "=vars.result", "saveTo": "result" }""")]
    [InlineData("woocommerce.findProducts", """{ "connection": "shop", "search": "mug", "limit": 5, "saveTo": "result" }""")]
    public void Still_takes_documents_of_the_first_six_nodes(string type, string config)
    {
        using var bench = Bench(null);

        Assert.DoesNotContain(bench.Validate(type, config), p => p.Pointer.StartsWith("/nodes/call/config", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Searches_hubspot_by_filters_with_expressions()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();
        hubSpot.Account.Add("contacts", ("email", "anna@example.com"), ("lifecyclestage", "lead"));
        hubSpot.Account.Add("contacts", ("email", "tom@example.com"), ("lifecyclestage", "customer"));

        var outcome = await RunAsync(
            hubSpot.Address,
            HubSpotConnector.Key,
            "hubspot.search",
            """{ "filters": [{ "property": "lifecyclestage", "operator": "IN", "value": "=['lead', 'other']" }], "saveTo": "result" }"""
        );

        Assert.Equal("anna@example.com", Assert.Single(outcome.Variables["result"].EnumerateArray()).GetProperty("properties").GetProperty("email").GetString());
    }

    [Fact]
    public async Task Saves_a_contact_with_properties_from_expressions()
    {
        await using var hubSpot = await HubSpotServer.StartAsync();

        var outcome = await RunAsync(
            hubSpot.Address,
            HubSpotConnector.Key,
            "hubspot.upsertContact",
            """{ "email": "{{ 'anna' }}@example.com", "properties": { "favourite_colour": "=['green', 'blue']", "city": "=null" } }"""
        );

        Assert.Equal("success", outcome.Port);
        Assert.Equal("green;blue", (string?)Assert.Single(hubSpot.Account.Records("contacts"))["properties"]!["favourite_colour"]);
    }

    [Theory]
    [InlineData("woocommerce", "orderUpdated", """{ "id": 1003, "status": "completed", "number": "1003" }""", true)]
    [InlineData("woocommerce", "orderUpdated", """{ "status": "completed" }""", false)]
    [InlineData("woocommerce", "productDeleted", """{ "id": 201 }""", true)]
    [InlineData("hubspot", "contactCreated", """[{ "eventId": 1, "subscriptionType": "contact.creation", "portalId": 2, "occurredAt": 3, "objectId": 51, "attemptNumber": 0 }]""", true)]
    [InlineData("hubspot", "contactCreated", """{ "objectId": 51 }""", false)]
    public void Describes_what_the_other_system_tells_by_webhook(string connector, string trigger, string body, bool fits)
    {
        using var bench = Bench(null);
        var declared = Assert.Single(bench.Connectors.All.Single(c => c.Key == connector).Triggers, t => t.Key == trigger);

        var schema = JsonSchema.Read(declared.EventSchema);

        Assert.Equal(connector, declared.Signature);
        Assert.Empty(schema.Problems);
        Assert.Equal(fits, schema.Check(System.Text.Json.JsonElement.Parse(body), Token).Count == 0);
    }

    private static async Task<NodeOutcome> RunAsync(Uri address, string connector, string type, string config)
    {
        using var connection = new FakeConnection(connector, address);
        using var bench = Bench(connection);
        return await bench.RunAsync(type, config, Token);
    }

    private static ConnectorBench Bench(IConnection? connection) =>
        new(services => services.AddWooCommerceConnector().AddHubSpotConnector(), connection);
}
