using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowDesigner.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowDesigner.Web.Tests.Demo;

public sealed class DemoShopTests : IAsyncLifetime
{
    private WebApplication _app = null!; // set before each test
    private HttpClient _client = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<DemoShop>().AddAuthorization();
        _app = builder.Build();
        _app.MapDemoShop();
        await _app.StartAsync(Token);
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First() + DemoShopEndpoints.ApiPath + "/") };
        _client.DefaultRequestHeaders.Authorization = Basic("ck_demo", "cs_demo");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Gives_an_order_as_woocommerce_does()
    {
        var order = await GetAsync("orders/1001");

        Assert.Equal(("1001", "processing", "49.80"), (Text(order, "number"), Text(order, "status"), Text(order, "total")));
        Assert.Equal("MUG-01", Text(order.GetProperty("line_items")[0], "sku"));
    }

    [Theory]
    [InlineData("orders/9999", HttpStatusCode.NotFound, "woocommerce_rest_shop_order_invalid_id")]
    [InlineData("products/1", HttpStatusCode.NotFound, "woocommerce_rest_product_invalid_id")]
    [InlineData("orders/abc", HttpStatusCode.NotFound, "rest_no_route")]
    [InlineData("products?per_page=101", HttpStatusCode.BadRequest, "rest_invalid_param")]
    [InlineData("orders?status=lost", HttpStatusCode.BadRequest, "rest_invalid_param")]
    public async Task Gives_errors_as_woocommerce_does(string path, HttpStatusCode status, string code)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), Token);

        var error = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((status, code), (response.StatusCode, Text(error, "code")));
        Assert.Equal((int)status, error.GetProperty("data").GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("ck_demo", "wrong", "Consumer secret is invalid.")]
    [InlineData("wrong", "cs_demo", "Consumer key is invalid.")]
    public async Task Refuses_a_wrong_key(string key, string secret, string message)
    {
        _client.DefaultRequestHeaders.Authorization = Basic(key, secret);

        using var response = await _client.GetAsync(new Uri("orders", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(message, Text(await response.Content.ReadFromJsonAsync<JsonElement>(Token), "message"));
    }

    [Fact]
    public async Task Pages_a_list_and_tells_of_the_other_pages()
    {
        using var response = await _client.GetAsync(new Uri("orders?per_page=4&page=2", UriKind.Relative), Token);

        Assert.Equal(4, (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetArrayLength());
        Assert.Equal("10", response.Headers.GetValues("X-WP-Total").Single());
        Assert.Equal("3", response.Headers.GetValues("X-WP-TotalPages").Single());
        var links = string.Join(",", response.Headers.GetValues("Link"));
        Assert.Contains("rel=\"prev\"", links, StringComparison.Ordinal);
        Assert.Contains("rel=\"next\"", links, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("products?sku=mug-01", 1)]
    [InlineData("products?search=mug", 2)]
    [InlineData("products?stock_status=outofstock", 1)]
    [InlineData("orders?status=completed", 2)]
    [InlineData("orders?search=anna.berger%40example.com", 3)]
    [InlineData("orders?customer=12", 2)]
    [InlineData("customers?email=mira.novak%40example.com", 1)]
    public async Task Filters_lists(string path, int count) => Assert.Equal(count, (await GetAsync(path)).GetArrayLength());

    [Fact]
    public async Task Changes_an_order()
    {
        using var response = await _client.PutAsJsonAsync(new Uri("orders/1004", UriKind.Relative), new { status = "cancelled" }, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("cancelled", Text(await GetAsync("orders/1004"), "status"));
    }

    [Fact]
    public async Task Sends_money_back_until_nothing_is_left()
    {
        var refunds = new Uri("orders/1003/refunds", UriKind.Relative);

        using var part = await _client.PostAsJsonAsync(refunds, new { amount = "10.00", reason = "Broken" }, Token);
        using var tooMuch = await _client.PostAsJsonAsync(refunds, new { amount = "29.71" }, Token);
        using var rest = await _client.PostAsJsonAsync(refunds, new { amount = "29.70" }, Token);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.InternalServerError, HttpStatusCode.Created), (part.StatusCode, tooMuch.StatusCode, rest.StatusCode));
        var order = await GetAsync("orders/1003");
        Assert.Equal(("refunded", "-29.70"), (Text(order, "status"), Text(order.GetProperty("refunds")[0], "total")));
        Assert.Equal(2, (await GetAsync("orders/1003/refunds")).GetArrayLength());
    }

    [Fact]
    public async Task Makes_a_coupon_once()
    {
        var coupons = new Uri("coupons", UriKind.Relative);

        using var made = await _client.PostAsJsonAsync(coupons, new { code = "SORRY-1003", amount = "10.00" }, Token);
        using var again = await _client.PostAsJsonAsync(coupons, new { code = "sorry-1003", amount = "10.00" }, Token);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.BadRequest), (made.StatusCode, again.StatusCode));
        Assert.Equal("10.00", Text((await GetAsync("coupons?code=Sorry-1003"))[0], "amount"));
    }

    [Fact]
    public async Task Takes_a_new_phone_number()
    {
        using var changed = await _client.PutAsJsonAsync(new Uri("customers/13", UriKind.Relative), new { billing = new { phone = "030 1" } }, Token);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("030 1", Text((await GetAsync("customers?email=mira.novak%40example.com"))[0].GetProperty("billing"), "phone"));
    }

    [Fact]
    public async Task Takes_a_delay_at_run_time_and_refuses_a_senseless_one()
    {
        var delay = new Uri(new Uri(_app.Urls.First()), DemoShopEndpoints.ShopPath + "/delay");

        using var set = await _client.PutAsJsonAsync(delay, new { milliseconds = 3 }, Token);
        using var refused = await _client.PutAsJsonAsync(delay, new { milliseconds = -1 }, Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (set.StatusCode, refused.StatusCode));
        Assert.Equal(3, _app.Services.GetRequiredService<DemoShop>().DelayMilliseconds);
    }

    private Task<JsonElement> GetAsync(string path) => _client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), Token);

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static AuthenticationHeaderValue Basic(string key, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{secret}")));
}
