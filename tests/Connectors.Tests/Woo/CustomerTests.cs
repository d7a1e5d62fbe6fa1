using System.Globalization;

namespace Connectors.Tests.Woo;

/// <summary>Customers and coupons: what belongs to one address or code only.</summary>
public sealed class CustomerTests
{
    private const string Anna = """{ "email": "anna@example.com", "firstName": "Anna", "billing": { "city": "Bonn", "phone": 123, "state": null } }""";
    private const string Sorry = """{ "code": "SORRY-10", "type": "percent", "amount": "10", "email": "anna@example.com", "expires": "2026-12-31", "minimum": "20" }""";

    [Fact]
    public async Task Finds_a_customer_by_address_or_id()
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.AddCustomer("joanna@example.com");
        var id = shop.Store.AddCustomer("anna@example.com");

        var byAddress = await shop.Connector.SucceedAsync("findCustomer", """{ "customer": " Anna@example.com" }""");
        var byId = await shop.Connector.SucceedAsync("findCustomer", $$"""{ "customer": {{id}} }""");

        Assert.Equal((id, id), (byAddress.GetProperty("id").GetInt32(), byId.GetProperty("id").GetInt32()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("5/notes")]
    public async Task Never_lists_customers_for_what_names_none(string customer)
    {
        await using var shop = await WooServer.StartAsync();

        await shop.Connector.LeaveAsync("findCustomer", $$"""{ "customer": "{{customer}}" }""", "notFound");

        Assert.Empty(shop.Seen);
    }

    [Fact]
    public async Task Creates_a_customer_once_although_an_answer_was_lost()
    {
        await using var shop = await WooServer.StartAsync();
        shop.LoseNextAnswer();

        var lost = await shop.Connector.FailAsync("createCustomer", Anna);
        var customer = await shop.Connector.SucceedAsync("createCustomer", Anna, attempt: 2);

        Assert.True(lost.Retryable);
        Assert.Equal(("Bonn", "123"), (customer.GetProperty("billing").GetProperty("city").GetString(), customer.GetProperty("billing").GetProperty("phone").GetString()));
        Assert.Single(shop.Store.Customers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Leaves_by_conflict_when_somebody_else_has_the_address(int attempt)
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddCustomer("anna@example.com");

        var result = Assert.IsType<FlowEngine.Running.NodeResult.Completed>(await shop.Connector.RunAsync("createCustomer", Anna, attempt));

        Assert.Equal(("conflict", id), (result.Port, result.Output.GetProperty("existingId").GetInt32()));
    }

    [Fact]
    public async Task Changes_only_what_is_given_by_address()
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.AddCustomer("anna@example.com");

        await shop.Connector.SucceedAsync("updateCustomer", """{ "customer": "anna@example.com", "billing": { "city": "Bonn" } }""");

        var billing = Assert.Single(shop.Store.Customers)["billing"]!;
        Assert.Equal(("Bonn", "DE"), ((string?)billing["city"], (string?)billing["country"]));
    }

    [Fact]
    public async Task Does_not_give_a_customer_the_address_of_another()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddCustomer("anna@example.com").ToString(CultureInfo.InvariantCulture);
        shop.Store.AddCustomer("tom@example.com");

        await shop.Connector.LeaveAsync("updateCustomer", $$"""{ "customer": "{{id}}", "email": "tom@example.com" }""", "conflict");
        Assert.Equal("woocommerce.nothing", (await shop.Connector.FailAsync("updateCustomer", $$"""{ "customer": "{{id}}" }""")).Code);
        Assert.Equal("woocommerce.email", (await shop.Connector.FailAsync("createCustomer", """{ "email": "tom" }""")).Code);
    }

    [Fact]
    public async Task Creates_a_coupon_for_one_person_once()
    {
        await using var shop = await WooServer.StartAsync();
        shop.LoseNextAnswer();

        await shop.Connector.FailAsync("createCoupon", Sorry);
        await shop.Connector.SucceedAsync("createCoupon", Sorry, attempt: 2);

        var coupon = Assert.Single(shop.Store.Coupons);
        Assert.Equal(("10.00", 1, "anna@example.com"), ((string?)coupon["amount"], (int?)coupon["usage_limit"], (string?)coupon["email_restrictions"]![0]));
    }

    [Fact]
    public async Task Leaves_by_conflict_when_the_code_is_taken()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.AddCoupon("sorry-10");

        var conflict = await shop.Connector.LeaveAsync("createCoupon", Sorry, "conflict");

        Assert.Equal(id, conflict.Output.GetProperty("existingId").GetInt32());
    }

    [Theory]
    [InlineData("""{ "code": "X", "amount": "0" }""", "woocommerce.amount")]
    [InlineData("""{ "code": "X", "type": "percent", "amount": "101" }""", "woocommerce.amount")]
    [InlineData("""{ "code": " ", "amount": "5" }""", "woocommerce.code")]
    public async Task Refuses_a_coupon_that_makes_no_sense(string settings, string code)
    {
        await using var shop = await WooServer.StartAsync();

        Assert.Equal(code, (await shop.Connector.FailAsync("createCoupon", settings)).Code);
        Assert.Empty(shop.Seen);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("usage_limit", "1", null)]
    [InlineData("usage_count", "3", "usedUp")]
    [InlineData("date_expires_gmt", "\"2026-03-02T08:59:59\"", "expired")]
    [InlineData("date_expires_gmt", "\"2026-03-02T09:00:01\"", null)]
    [InlineData("email_restrictions", "[\"*@example.com\"]", null)]
    [InlineData("email_restrictions", "[\"tom@example.com\"]", "email")]
    [InlineData("minimum_amount", "\"30.01\"", "tooLittle")]
    [InlineData("maximum_amount", "\"29.99\"", "tooMuch")]
    [InlineData("status", "\"draft\"", "draft")]
    public async Task Tells_why_a_coupon_cannot_be_used(string member, string value, string? reason)
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.AddCoupon(
            "spring",
            coupon =>
            {
                coupon["usage_limit"] = 2;
                if (member.Length > 0)
                {
                    coupon[member] = System.Text.Json.Nodes.JsonNode.Parse(value);
                }
            }
        );

        var result = await shop.Connector.LeaveAsync(
            "checkCoupon",
            """{ "code": "SPRING", "email": "anna@example.com", "amount": "30" }""",
            reason is null ? "success" : "notValid"
        );

        Assert.Equal(reason, result.Output.TryGetProperty("reason", out var said) ? said.GetString() : null);
    }

    [Theory]
    [InlineData("findCoupon")]
    [InlineData("checkCoupon")]
    public async Task Never_lists_coupons_for_no_code(string operation)
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.AddCoupon("spring");

        await shop.Connector.LeaveAsync(operation, """{ "code": "" }""", "notFound");

        Assert.Empty(shop.Seen);
    }
}
