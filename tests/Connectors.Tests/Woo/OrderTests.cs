using System.Globalization;

namespace Connectors.Tests.Woo;

public sealed class OrderTests
{
    private const string MugForAnna = """{ "items": [{ "sku": "mug-01", "quantity": 2 }], "email": "anna@example.com", "firstName": "Anna", "billing": { "city": "Berlin" }, "coupon": "spring" }""";

    [Fact]
    public async Task Creates_an_order_of_products_and_variations_by_sku_or_id()
    {
        await using var shop = await WooServer.StartAsync();
        var mug = shop.Store.Catalog.Add("MUG-01", 4);
        var tee = shop.Store.Catalog.Add("TEE", 9);
        var large = shop.Store.Catalog.Add("TEE-L", 9, parent: tee);

        var order = await shop.Connector.SucceedAsync(
            "createOrder",
            $$"""{ "items": [{ "sku": "mug-01", "quantity": 2 }, { "sku": "TEE-L" }, { "productId": "{{mug}}", "quantity": "1" }], "email": "anna@example.com" }"""
        );

        var lines = order.GetProperty("line_items").EnumerateArray().Select(l => (l.GetProperty("product_id").GetInt32(), l.GetProperty("variation_id").GetInt32(), l.GetProperty("quantity").GetInt32()));
        Assert.Equal([(mug, 0, 2), (tee, large, 1), (mug, 0, 1)], lines);
        Assert.Contains("/order-pay/", order.GetProperty("payment_url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_who_buys_where_it_goes_and_the_coupon()
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.Catalog.Add("MUG-01", 4);

        await shop.Connector.SucceedAsync("createOrder", MugForAnna);

        var order = Assert.Single(shop.Store.Orders);
        Assert.Equal(("anna@example.com", "Anna", "Berlin"), ((string?)order["billing"]!["email"], (string?)order["billing"]!["first_name"], (string?)order["billing"]!["city"]));
        Assert.Equal(("spring", "pending"), ((string?)order["coupon_lines"]![0]!["code"], (string?)order["status"]));
    }

    [Fact]
    public async Task Finds_the_order_of_an_attempt_whose_answer_was_lost_instead_of_making_a_second_one()
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.Catalog.Add("MUG-01", 4);
        shop.LoseNextAnswer();

        var lost = await shop.Connector.FailAsync("createOrder", MugForAnna);
        for (var i = 0; i < 120; i++)
        {
            shop.Store.AddOrder();
        }

        var order = await shop.Connector.SucceedAsync("createOrder", MugForAnna, attempt: 2);

        Assert.True(lost.Retryable);
        Assert.Equal(121, shop.Store.Orders.Count);
        Assert.Equal("anna@example.com", order.GetProperty("billing").GetProperty("email").GetString());
    }

    [Fact]
    public async Task Creates_the_order_in_the_second_attempt_when_the_first_did_not_arrive()
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.Catalog.Add("MUG-01", 4);

        await shop.Connector.SucceedAsync("createOrder", MugForAnna, attempt: 2);

        Assert.Single(shop.Store.Orders);
    }

    [Fact]
    public async Task Does_not_order_again_when_there_are_too_many_new_orders_to_tell()
    {
        await using var shop = await WooServer.StartAsync();
        for (var i = 0; i < 1_001; i++)
        {
            shop.Store.AddOrder();
        }

        var result = Assert.IsType<FlowEngine.Running.NodeResult.Failed>(await shop.Connector.RunAsync("createOrder", MugForAnna, attempt: 2));

        Assert.Equal(("woocommerce.unknown", false), (result.Error.Code, result.Error.Retryable));
        Assert.Equal(1_001, shop.Store.Orders.Count);
    }

    [Fact]
    public async Task Says_which_sku_the_shop_does_not_have()
    {
        await using var shop = await WooServer.StartAsync();

        var missing = await shop.Connector.LeaveAsync("createOrder", """{ "items": [{ "sku": "MUG-99" }] }""", "notFound");

        Assert.Equal("MUG-99", missing.Output.GetProperty("sku").GetString());
        Assert.Empty(shop.Store.Orders);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{ "quantity": 2 }]""")]
    [InlineData("""[{ "sku": "MUG-01", "quantity": 0 }]""")]
    [InlineData("""[{ "sku": "MUG-01", "quantity": -1 }]""")]
    [InlineData("""["MUG-01"]""")]
    public async Task Refuses_to_order_nothing(string items)
    {
        await using var shop = await WooServer.StartAsync();

        Assert.Equal("woocommerce.items", (await shop.Connector.FailAsync("createOrder", $$"""{ "items": {{items}} }""")).Code);
        Assert.Empty(shop.Seen);
    }

    [Theory]
    [InlineData("processing", "success", "cancelled")]
    [InlineData("cancelled", "success", "cancelled")]
    [InlineData("completed", "tooLate", "completed")]
    [InlineData("refunded", "tooLate", "refunded")]
    public async Task Cancels_an_order_unless_it_is_too_late(string status, string port, string then)
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder(status);

        await shop.Connector.LeaveAsync("cancelOrder", $$"""{ "orderId": "#{{id}}" }""", port);

        Assert.Equal(then, (string?)Assert.Single(shop.Store.Orders)["status"]);
    }

    [Fact]
    public async Task Writes_notes_for_the_shop_and_for_the_customer_and_shows_only_the_latter()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder().ToString(CultureInfo.InvariantCulture);
        await shop.Connector.SucceedAsync("addOrderNote", $$"""{ "orderId": "{{id}}", "note": "Called twice" }""");
        await shop.Connector.SucceedAsync("addOrderNote", $$"""{ "orderId": "{{id}}", "note": "On its way", "forCustomer": true }""");

        var notes = await shop.Connector.SucceedAsync("getOrderNotes", $$"""{ "orderId": "{{id}}" }""");

        Assert.Equal("On its way", Assert.Single(notes.EnumerateArray()).GetProperty("note").GetString());
    }

    [Theory]
    [InlineData("cancelOrder", """{ "orderId": "9" }""")]
    [InlineData("addOrderNote", """{ "orderId": "9", "note": "x" }""")]
    [InlineData("getOrderNotes", """{ "orderId": "9" }""")]
    [InlineData("refundOrder", """{ "orderId": "9" }""")]
    [InlineData("getRefunds", """{ "orderId": "9" }""")]
    [InlineData("getOrder", """{ "orderId": "9" }""")]
    [InlineData("updateOrder", """{ "orderId": "9", "status": "completed" }""")]
    public async Task Leaves_by_not_found_for_an_order_that_is_not_there(string operation, string settings)
    {
        await using var shop = await WooServer.StartAsync();

        await shop.Connector.LeaveAsync(operation, settings, "notFound");
    }

    [Fact]
    public async Task Calls_a_note_whose_answer_was_lost_a_write_that_must_not_be_repeated()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder();
        shop.LoseNextAnswer();

        Assert.False((await shop.Connector.FailAsync("addOrderNote", $$"""{ "orderId": "{{id}}", "note": "x" }""")).Retryable);
    }
}
