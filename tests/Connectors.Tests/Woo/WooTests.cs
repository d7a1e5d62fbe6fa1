using System.Globalization;
using System.Text.Json;
using Connectors.Woo;
using FlowEngine.Running;
using Microsoft.AspNetCore.Http;
using TestKit;

namespace Connectors.Tests.Woo;

public sealed class WooTests
{
    private const string Order = """{ "id": 1001, "number": "1001", "status": "processing", "new_member": 1 }""";
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1001")]
    [InlineData("\"1001\"")]
    [InlineData("\" #1001 \"")]
    public async Task Reads_an_order_and_passes_the_vendors_json_on(string orderId)
    {
        await using var shop = await VendorServer.AnsweringAsync(200, Order);

        var completed = Assert.IsType<NodeResult.Completed>(await GetOrderAsync(shop, orderId));

        Assert.Equal(("success", "processing"), (completed.Port, completed.Output.GetProperty("status").GetString()));
        Assert.Equal(1, completed.Output.GetProperty("new_member").GetInt32());
        Assert.Equal("/orders/1001", Assert.Single(shop.Seen).Target);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"1001/notes\"")]
    [InlineData("\"../products\"")]
    [InlineData("-1")]
    [InlineData("null")]
    public async Task Does_not_ask_the_shop_for_what_cannot_be_an_order_number(string orderId)
    {
        await using var shop = await VendorServer.AnsweringAsync(200, "[]");

        var result = await GetOrderAsync(shop, orderId);

        Assert.Equal("notFound", Assert.IsType<NodeResult.Completed>(result).Port);
        Assert.Empty(shop.Seen);
    }

    [Theory]
    [InlineData(404, """{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":404}}""", null)]
    [InlineData(404, """{"code":"rest_no_route","message":"No route","data":{"status":404}}""", "woocommerce.notFound")]
    [InlineData(404, "<html>Not found</html>", "woocommerce.notFound")]
    [InlineData(401, """{"code":"woocommerce_rest_authentication_error","message":"Consumer key is invalid."}""", "woocommerce.unauthorized")]
    [InlineData(403, "no", "woocommerce.unauthorized")]
    [InlineData(400, """{"code":"rest_invalid_param","message":"Invalid parameter(s): id"}""", "woocommerce.refused")]
    [InlineData(503, "<html>Maintenance</html>", "woocommerce.unavailable")]
    [InlineData(200, "<html>Please log in</html>", "woocommerce.invalidAnswer")]
    [InlineData(200, """{ "id": 1001, "status": """, "woocommerce.invalidAnswer")]
    [InlineData(200, "<br /><b>Warning</b> in x.php {\"id\":1}", "woocommerce.invalidAnswer")]
    [InlineData(200, "[]", "woocommerce.invalidAnswer")]
    [InlineData(200, """{ "id": "1001" }""", "woocommerce.invalidAnswer")]
    [InlineData(200, "", "woocommerce.invalidAnswer")]
    [InlineData(301, "", "woocommerce.invalidAnswer")]
    public async Task Sorts_every_answer(int status, string body, string? code)
    {
        await using var shop = await VendorServer.AnsweringAsync(status, body);

        var result = await GetOrderAsync(shop, "1001");

        if (code is null)
        {
            Assert.Equal("notFound", Assert.IsType<NodeResult.Completed>(result).Port);
        }
        else
        {
            Assert.Equal(code, Assert.IsType<NodeResult.Failed>(result).Error.Code);
        }
    }

    [Fact]
    public async Task Reads_an_answer_that_starts_with_a_byte_order_mark()
    {
        await using var shop = await VendorServer.AnsweringAsync(200, "\uFEFF" + Order);

        var result = await GetOrderAsync(shop, "1001");

        Assert.Equal("success", Assert.IsType<NodeResult.Completed>(result).Port);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Mon, 02 Mar 2026 09:01:00 GMT", 60)]
    public async Task Reports_how_long_a_busy_shop_asks_to_wait(string header, int seconds)
    {
        await using var shop = await VendorServer.StartAsync(http =>
        {
            http.Response.Headers.RetryAfter = header;
            return VendorServer.WriteAsync(http, 429, "{}");
        });

        var result = await GetOrderAsync(shop, "1001");

        var error = Assert.IsType<NodeResult.Failed>(result).Error;
        Assert.Equal(("woocommerce.rateLimited", true, TimeSpan.FromSeconds(seconds)), (error.Code, error.Retryable, error.RetryAfter));
    }

    [Fact]
    public async Task Calls_a_cut_line_an_invalid_answer_that_may_be_retried()
    {
        await using var shop = await VendorServer.StartAsync(async http =>
        {
            http.Response.ContentLength = 5_000;
            await http.Response.WriteAsync("{ \"id\": 1001,", Token);
            await http.Response.Body.FlushAsync(Token);
            http.Abort();
        });

        var result = await GetOrderAsync(shop, "1001");

        var error = Assert.IsType<NodeResult.Failed>(result).Error;
        Assert.Equal(("woocommerce.invalidAnswer", true), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task Calls_a_slow_shop_unavailable()
    {
        var reached = new TaskCompletionSource();
        await using var shop = await VendorServer.StartAsync(async http =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
        });

        var running = GetOrderAsync(shop, "1001");
        await reached.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("woocommerce.unavailable", Assert.IsType<NodeResult.Failed>(await running).Error.Code);
    }

    [Fact]
    public async Task Trims_a_huge_order_to_what_a_chat_needs()
    {
        var meta = new string('m', 200_000);
        await using var shop = await VendorServer.AnsweringAsync(
            200,
            $$"""{ "id": 1001, "status": "completed", "meta_data": [ { "value": "{{meta}}" } ], "line_items": [ { "name": "Mug", "meta_data": [] } ] }"""
        );

        var result = await GetOrderAsync(shop, "1001");

        var output = Assert.IsType<NodeResult.Completed>(result).Output;
        Assert.Equal("Mug", output.GetProperty("line_items")[0].GetProperty("name").GetString());
        Assert.False(output.TryGetProperty("meta_data", out _));
    }

    [Fact]
    public async Task Finds_orders_of_one_address_over_all_pages_and_drops_near_hits()
    {
        await using var shop = await VendorServer.StartAsync(http =>
        {
            http.Response.Headers["X-WP-TotalPages"] = "2";
            var page = http.Request.Query["page"].ToString();
            return VendorServer.WriteAsync(
                http,
                200,
                $$"""[ { "id": {{page}}1, "billing": { "email": "Anna@example.com" } }, { "id": {{page}}2, "billing": { "email": "joanna@example.com" } } ]"""
            );
        });

        var result = await RunAsync(shop, "findOrders", """{ "email": "anna@example.com" }""");

        Assert.Equal([11, 21], Assert.IsType<NodeResult.Completed>(result).Output.EnumerateArray().Select(o => o.GetProperty("id").GetInt32()));
        Assert.Equal(2, shop.Seen.Count);
        Assert.Contains("search=anna%40example.com", shop.Seen.First().Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    public async Task Never_lists_the_orders_of_everybody_when_the_address_is_missing(string email)
    {
        await using var shop = await VendorServer.AnsweringAsync(200, "[]");

        var result = await RunAsync(shop, "findOrders", $$"""{ "email": "{{email}}" }""");

        Assert.Equal("notFound", Assert.IsType<NodeResult.Completed>(result).Port);
        Assert.Empty(shop.Seen);
    }

    [Fact]
    public void Refuses_a_search_for_all_orders_when_it_is_saved() =>
        Assert.Equal(
            "woocommerce.filter",
            Assert.Single(WooConnector.Definition.Operations.Single(o => o.Key == "findOrders").Check!(JsonElement.Parse("""{ "status": "any" }"""))).Code
        );

    [Theory]
    [InlineData("mug-01", "success")]
    [InlineData("MUG", "notFound")]
    public async Task Finds_exactly_one_product_by_its_sku(string sku, string port)
    {
        await using var shop = await VendorServer.AnsweringAsync(200, """[ { "id": 1, "sku": "MUG-01" }, { "id": 2, "sku": "MUG-011" } ]""");

        var result = await RunAsync(shop, "findProduct", $$"""{ "sku": "{{sku}}" }""");

        Assert.Equal(port, Assert.IsType<NodeResult.Completed>(result).Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A,B")]
    public async Task Does_not_ask_for_no_sku_or_several(string sku)
    {
        await using var shop = await VendorServer.AnsweringAsync(200, "[]");

        await RunAsync(shop, "findProduct", $$"""{ "sku": "{{sku}}" }""");

        Assert.Empty(shop.Seen);
    }

    [Fact]
    public async Task Stops_searching_products_at_the_limit()
    {
        await using var shop = await VendorServer.StartAsync(http =>
        {
            http.Response.Headers["X-WP-TotalPages"] = "50";
            var size = int.Parse(http.Request.Query["per_page"]!, CultureInfo.InvariantCulture);
            return VendorServer.WriteAsync(http, 200, JsonSerializer.Serialize(Enumerable.Range(1, size).Select(i => new { id = i })));
        });

        var result = await RunAsync(shop, "findProducts", """{ "search": "mug", "limit": 150 }""");

        Assert.Equal(150, Assert.IsType<NodeResult.Completed>(result).Output.GetArrayLength());
        Assert.Equal(2, shop.Seen.Count);
    }

    [Fact]
    public async Task Changes_an_order_with_the_effect_key_and_only_what_was_given()
    {
        await using var shop = await VendorServer.AnsweringAsync(200, Order);

        await UpdateAsync(shop);

        var seen = Assert.Single(shop.Seen);
        Assert.Equal(("PUT", "/orders/1001", """{"status":"cancelled"}"""), (seen.Method, seen.Target, seen.Body));
        Assert.Equal("\"run1/0/node/1\"", seen.Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task Knows_that_a_changed_order_is_missing_although_the_shop_says_bad_request()
    {
        await using var shop = await VendorServer.AnsweringAsync(400, """{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID."}""");

        Assert.Equal("notFound", Assert.IsType<NodeResult.Completed>(await UpdateAsync(shop)).Port);
    }

    [Theory]
    [InlineData(200, "[]", true, "may read its orders")]
    [InlineData(401, "{}", false, "refuses the key")]
    [InlineData(200, "<html>", false, "web page")]
    public async Task Diagnoses_a_connection_in_words(int status, string body, bool ok, string words)
    {
        await using var shop = await VendorServer.AnsweringAsync(status, body);
        using var connection = new FakeConnection(WooConnector.Key, shop.Address);

        var probe = await WooConnector.Definition.Probe!(connection, Token);

        Assert.Equal(ok, probe.Ok);
        Assert.Contains(words, probe.Message, StringComparison.Ordinal);
    }

    private Task<NodeResult> UpdateAsync(VendorServer shop) =>
        RunAsync(shop, "updateOrder", """{ "orderId": "1001", "status": "cancelled" }""");

    private Task<NodeResult> GetOrderAsync(VendorServer shop, string orderId) =>
        RunAsync(shop, "getOrder", $$"""{ "orderId": {{orderId}} }""");

    private Task<NodeResult> RunAsync(VendorServer shop, string operation, string settings) =>
        new Operating(WooConnector.Definition, shop.Address, _time).RunAsync(operation, settings);
}
