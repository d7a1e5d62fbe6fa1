using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowDesigner.Web.CommandLine;
using FlowDesigner.Web.Demo;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using FlowEngine.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestKit;

namespace FlowDesigner.Web.Tests.Samples;

/// <summary>The sample bot as a newcomer meets it: the product's own understanding and nodes, against the demo shop.</summary>
public sealed class OrderSupportTests : IAsyncLifetime
{
    private readonly ServiceProvider _studio = OfflineStudio.Build();
    private WebApplication _shop = null!; // set before each test
    private ShopConnection _connection = null!; // set before each test
    private BotBundle _bundle = null!; // set before each test

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<DemoShop>().AddAuthorization();
        _shop = builder.Build();
        _shop.MapDemoShop();
        await _shop.StartAsync(Token);
        _connection = new ShopConnection(new Uri($"{_shop.Urls.First()}{DemoShopEndpoints.ApiPath}/"));
        _bundle = (await BotFolder.ReadAsync(Repository.PathOf("flows", "order-support"), Token)).Value!; // a sample that cannot be read fails every test
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _shop.DisposeAsync();
        await _studio.DisposeAsync();
    }

    [Fact]
    public void Has_no_problems()
    {
        Assert.Empty(_studio.GetRequiredService<BundleValidator>().Validate(_bundle));
        Assert.Empty(Compile().Problems);
    }

    [Fact]
    public async Task Asks_for_the_number_and_tells_status_total_and_items()
    {
        using var chat = Talk();

        await chat.SendAsync("Hi, where is my order?", Token);
        Assert.StartsWith("What is your order number?", Answers(chat)[^1], StringComparison.Ordinal);
        await chat.SendAsync("it's 1003", Token);

        Assert.Contains(Answers(chat), a => a.StartsWith("Order 1003 is on-hold. You ordered 1 × Baseball cap, 2 × Canvas bag", StringComparison.Ordinal));
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Theory]
    [InlineData("where is order 1003")]
    [InlineData("Has my order 1003 been shipped yet?")]
    public async Task Takes_the_number_from_the_question(string question)
    {
        using var chat = Talk();

        await chat.SendAsync(question, Token);

        Assert.DoesNotContain(Answers(chat), a => a.StartsWith("What is your order number?", StringComparison.Ordinal));
        Assert.Contains(Answers(chat), a => a.StartsWith("Order 1003 is on-hold.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asks_twice_more_for_an_order_that_is_not_there_then_hands_over()
    {
        using var chat = Talk();

        await chat.SendAsync("where is order 9001", Token);
        await chat.SendAsync("9002", Token);
        Assert.Null(chat.HandoffReason);
        await chat.SendAsync("9003", Token);

        Assert.Equal(3, Answers(chat).Count(a => a.StartsWith("I cannot find an order", StringComparison.Ordinal)));
        Assert.Contains("9003", chat.HandoffReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Is MUG-01 in stock?", "Yes, Classic mug (MUG-01) is in stock.")]
    [InlineData("is mug-02 available", "Travel mug (MUG-02) is out of stock")]
    [InlineData("Do you have the baseball cap in stock?", "Baseball cap (CAP-01) is in stock, but only 8 are left.")]
    public async Task Tells_whether_a_product_is_in_stock(string question, string answer)
    {
        using var chat = Talk();

        await chat.SendAsync(question, Token);

        Assert.StartsWith(answer, Answers(chat)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hands_over_when_the_shop_refuses_the_key()
    {
        _connection.Http.DefaultRequestHeaders.Authorization = null;
        using var chat = Talk();

        await chat.SendAsync("where is order 1003", Token);

        Assert.NotNull(chat.HandoffReason);
    }

    [Fact]
    public async Task Offers_a_person_for_everything_else()
    {
        using var chat = Talk();

        await chat.StartAsync(Token);
        await chat.SendAsync("purple elephants dance at midnight", Token);
        await chat.SendAsync("yes", Token);

        Assert.NotNull(chat.HandoffReason);
    }

    private SimulatedConversation Talk() =>
        new(_studio.GetRequiredService<FlowInterpreter>(), Compile(), _connection, TimeProvider.System);

    private BotProgram Compile() =>
        BotProgram.Compile(
            _bundle,
            1,
            _studio.GetRequiredService<NodeCatalog>(),
            _studio.GetRequiredService<IExpressionEngine>(),
            _studio.GetRequiredService<IUnderstandingFactory>().Create(_bundle.Bot)
        );

    private static IReadOnlyList<string> Answers(SimulatedConversation chat) =>
        [.. chat.Transcript.Where(m => !m.FromVisitor).Select(m => m.Text)];

    /// <summary>The bot's only connection, with the demo shop's key.</summary>
    private sealed class ShopConnection : IConnection, IConnectionSource, IDisposable
    {
        public ShopConnection(Uri address)
        {
            var key = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{DemoShopKey.ConsumerKey}:{DemoShopKey.ConsumerSecret}"));
            Http = new HttpClient { BaseAddress = address };
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", key);
        }

        public string Name => "shop";

        public string Connector => "woocommerce";

        public JsonElement Settings { get; } = JsonElement.Parse("{}");

        public HttpClient Http { get; }

        public ValueTask<IReadOnlyDictionary<string, string>> LeaseSecretAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The shop speaks HTTP.");

        public ValueTask<Stream> DialAsync(string host, int port, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The shop speaks HTTP.");

        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken)
        {
            Assert.Equal((Name, Connector), (name, connector));
            return new(this);
        }

        public void Dispose() => Http.Dispose();
    }
}
