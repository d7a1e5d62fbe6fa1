using System.Globalization;

namespace Connectors.Tests.Woo;

public sealed class RefundTests
{
    [Theory]
    [InlineData("{}", "49.80", 0)]
    [InlineData("""{ "amount": "12,5" }""", "12.50", 0)]
    [InlineData("""{ "items": [{ "lineItemId": "1", "quantity": 1 }] }""", "14.82", 1)]
    [InlineData("""{ "items": [{ "lineItemId": "1", "quantity": 2, "amount": "5" }] }""", "5.00", 1)]
    public async Task Refunds_all_that_is_left_an_amount_or_items(string settings, string amount, int lines)
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder();

        var refund = await shop.Connector.SucceedAsync("refundOrder", With(id, settings));

        Assert.Equal(amount, refund.GetProperty("amount").GetString());
        Assert.Equal(lines, refund.GetProperty("line_items").GetArrayLength());
        Assert.True(refund.GetProperty("refunded_payment").GetBoolean());
    }

    [Fact]
    public async Task Sends_the_tax_of_the_items_along()
    {
        await using var shop = await WooServer.StartAsync();

        await shop.Connector.SucceedAsync("refundOrder", With(shop.Store.AddOrder(), """{ "items": [{ "lineItemId": "1", "quantity": 1 }] }"""));

        Assert.Contains("\"refund_total\":12.45", shop.Seen.Last().Body, StringComparison.Ordinal);
        Assert.Contains("\"refund_tax\":[{\"id\":75,\"refund_total\":2.37}]", shop.Seen.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_sends_money_back_twice_when_an_answer_was_lost()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder();
        var settings = With(id, """{ "amount": "10" }""");
        shop.LoseNextAnswer();

        var lost = await shop.Connector.FailAsync("refundOrder", settings);
        var refund = await shop.Connector.SucceedAsync("refundOrder", settings, attempt: 2);

        Assert.True(lost.Retryable);
        Assert.Equal("10.00", refund.GetProperty("amount").GetString());
        Assert.Single(shop.Store.RefundsOf(id));
    }

    [Fact]
    public async Task Leaves_by_nothing_left_when_all_is_refunded()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder();
        await shop.Connector.SucceedAsync("refundOrder", With(id, "{}"));

        await shop.Connector.LeaveAsync("refundOrder", With(id, """{ "amount": "1" }"""), "nothingLeft");

        Assert.Single(shop.Store.RefundsOf(id));
    }

    [Theory]
    [InlineData("""{ "amount": "49.81" }""", "woocommerce.amount")]
    [InlineData("""{ "amount": "0" }""", "woocommerce.amount")]
    [InlineData("""{ "amount": "-5" }""", "woocommerce.amount")]
    [InlineData("""{ "amount": "all" }""", "woocommerce.amount")]
    [InlineData("""{ "items": [{ "lineItemId": "7" }] }""", "woocommerce.items")]
    [InlineData("""{ "items": [{ "lineItemId": "1", "quantity": 4 }] }""", "woocommerce.items")]
    public async Task Refuses_to_send_back_what_was_not_paid(string settings, string code)
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder();

        Assert.Equal(code, (await shop.Connector.FailAsync("refundOrder", With(id, settings))).Code);
        Assert.Empty(shop.Store.RefundsOf(id));
    }

    [Fact]
    public async Task Calls_it_refused_when_the_payments_provider_takes_no_refunds_and_notes_it_without_money()
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.GatewayRefunds = false;
        var id = shop.Store.AddOrder();

        var error = await shop.Connector.FailAsync("refundOrder", With(id, "{}"));
        await shop.Connector.SucceedAsync("refundOrder", With(id, """{ "sendMoney": false }"""));

        Assert.Equal(("woocommerce.refused", false), (error.Code, error.Retryable));
        Assert.Contains("does not support automatic refunds", error.Message, StringComparison.Ordinal);
        Assert.Single(shop.Store.RefundsOf(id));
    }

    [Fact]
    public async Task Lists_the_refunds_of_an_order()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddOrder();
        await shop.Connector.LeaveAsync("getRefunds", With(id, "{}"), "notFound");
        await shop.Connector.SucceedAsync("refundOrder", With(id, """{ "amount": "1" }"""));
        await shop.Connector.SucceedAsync("refundOrder", With(id, """{ "amount": "2" }"""));

        var refunds = await shop.Connector.SucceedAsync("getRefunds", With(id, "{}"));

        Assert.Equal(["2.00", "1.00"], refunds.EnumerateArray().Select(r => r.GetProperty("amount").GetString()));
    }

    private static string With(int order, string settings) =>
        settings.Insert(1, $" \"orderId\": \"{order.ToString(CultureInfo.InvariantCulture)}\"{(settings == "{}" ? "" : ",")}");
}
