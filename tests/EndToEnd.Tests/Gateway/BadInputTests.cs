using System.Net;
using EndToEnd.Tests.Chat;
using EndToEnd.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Gateway;

/// <summary>What comes from outside is wrong, huge or broken, and nothing else suffers.</summary>
public sealed class BadInputTests(GatewayFixture fixture) : GatewayTest(fixture)
{
    [Fact]
    public async Task A_message_of_ten_megabytes_is_refused_and_the_conversation_goes_on()
    {
        await using var visitor = await Visitor.ArriveAsync(Studio);
        await visitor.HearAsync("Hello");

        using var refused = await visitor.PostAsync(new string('x', 10 * 1024 * 1024));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.NotEmpty((await refused.JsonAsync()).GetProperty("error").TextOf("message"));
        await visitor.SayAsync("Where is order 1002?");
        await visitor.HearAsync("Order 1002 is completed.");
    }

    [Fact]
    public async Task A_shop_that_answers_with_a_web_page_is_apologized_for_and_an_agent_is_called()
    {
        await using var shop = await StartShopAsync(http => http.Response.WriteAsync("<html><body>Down for maintenance</body></html>"));

        await Apologizes(shop.Urls.Single());
    }

    [Fact]
    public async Task A_shop_that_fails_is_apologized_for_and_an_agent_is_called()
    {
        await using var shop = await StartShopAsync(http =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        await Apologizes(shop.Urls.Single());
    }

    [Fact]
    public async Task A_shop_that_is_down_is_apologized_for_and_an_agent_is_called()
    {
        var shop = await StartShopAsync(_ => Task.CompletedTask);
        var address = shop.Urls.Single();
        await shop.DisposeAsync();

        await Apologizes(address);
    }

    private async Task Apologizes(string shop)
    {
        await ConnectAsync(shop);
        try
        {
            await using var visitor = await Visitor.ArriveAsync(Studio);
            await visitor.HearAsync("Hello");

            await visitor.SayAsync("Where is order 1003?");

            await visitor.HearAsync("Our order system does not answer at the moment.");
            await visitor.HearAsync("I am getting a colleague who can help you.");
        }
        finally
        {
            await ConnectAsync(new Uri(Studio.Address, "/demo/shop").ToString());
        }
    }

    private async Task ConnectAsync(string shop)
    {
        using var api = Studio.Api();
        using var answer = await api.SendAsync(
            HttpMethod.Put,
            "/api/v1/connections/shop",
            new
            {
                connector = "woocommerce",
                settings = new { url = shop, allowHttp = true, allowLoopback = true },
                credential = new { consumerKey = "ck_demo", consumerSecret = "cs_demo" },
            }
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<WebApplication> StartShopAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var shop = builder.Build();
        shop.Run(answer);
        await shop.StartAsync(TestContext.Current.CancellationToken);
        return shop;
    }
}
