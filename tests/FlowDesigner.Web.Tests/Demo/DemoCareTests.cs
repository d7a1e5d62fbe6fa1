using System.Net;
using System.Text;
using Connectors.Woo;
using FlowDesigner.Web.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestKit;
using TestKit.Contract;

namespace FlowDesigner.Web.Tests.Demo;

/// <summary>The WooCommerce connector against the demo shop: what the customer-care bot does there.</summary>
public sealed class DemoCareTests : IAsyncLifetime
{
    private WebApplication _app = null!; // set before each test
    private FakeConnection _connection = null!; // set before each test
    private ConnectorBench _bench = null!; // set before each test

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
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DemoShopKey.ConsumerKey}:{DemoShopKey.ConsumerSecret}"));
        _connection = new FakeConnection(
            WooConnector.Key,
            new Uri(_app.Urls.First() + DemoShopEndpoints.ApiPath + "/"),
            request => request.Headers.Authorization = new("Basic", key)
        );
        _bench = new ConnectorBench(services => services.AddWooCommerceConnector(), _connection);
    }

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        _connection.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Refunds_all_of_an_order_and_then_nothing()
    {
        const string Refund = """{ "orderId": "1003", "reason": "Broken", "saveTo": "result" }""";

        var first = await _bench.RunAsync("woocommerce.refundOrder", Refund, Token);
        var second = await _bench.RunAsync("woocommerce.refundOrder", Refund, Token);

        Assert.Equal(("success", "39.70"), (first.Port, first.Variables["result"].GetProperty("amount").GetString()));
        Assert.Equal("nothingLeft", second.Port);
    }

    [Fact]
    public async Task Makes_a_coupon_once()
    {
        const string Coupon = """{ "code": "SORRY-1003", "type": "percent", "amount": "10", "email": "mira.novak@example.com" }""";

        Assert.Equal("success", (await _bench.RunAsync("woocommerce.createCoupon", Coupon, Token)).Port);
        Assert.Equal("conflict", (await _bench.RunAsync("woocommerce.createCoupon", Coupon, Token)).Port);
    }

    [Fact]
    public async Task Changes_the_phone_number_of_a_customer_by_address()
    {
        var changed = await _bench.RunAsync(
            "woocommerce.updateCustomer",
            """{ "customer": "mira.novak@example.com", "billing": { "phone": "+49 221 1" }, "saveTo": "result" }""",
            Token
        );

        Assert.Equal("+49 221 1", changed.Variables["result"].GetProperty("billing").GetProperty("phone").GetString());
    }
}
