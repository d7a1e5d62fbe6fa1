using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit;
using TestKit.Engine;

namespace FlowEngine.Tests.Samples;

/// <summary>Settings of the shop's nodes, as far as the sample uses them.</summary>
public sealed record ShopNodeConfig(
    string? Connection = null,
    JsonElement OrderId = default,
    string? Sku = null,
    string? SaveTo = null
);

/// <summary>The sample bot, against a shop that holds one order and two products.</summary>
public sealed class OrderSupportTests : IDisposable
{
    private static readonly string Folder = Repository.PathOf("flows", "order-support");

    private readonly TestEngine _engine;

    public OrderSupportTests() =>
        _engine = new TestEngine(null, ShopNode("woocommerce.getOrder"), ShopNode("woocommerce.findProduct"));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Stands_in_canonical_form()
    {
        Assert.All(
            Directory.EnumerateFiles(Folder, "*.flow.json"),
            file =>
            {
                var bytes = File.ReadAllBytes(file);
                var read = FlowDocument.Read(bytes);
                Assert.Empty(read.Problems);
                Assert.Equal(File.ReadAllText(file), System.Text.Encoding.UTF8.GetString(FlowDocument.Write(read.Value!, _engine.Catalog)));
            }
        );
        Assert.Empty(_engine.Compile(await BundleAsync()).Problems);
    }

    [Fact]
    public async Task Tells_status_total_and_items_of_an_order()
    {
        using var chat = await TalkAsync();

        await chat.SendAsync("Where is my order?", Token);
        await chat.SendAsync("it is 1003", Token);

        Assert.Contains("Order 1003 is on-hold. You ordered 1 × Baseball cap, 2 × Canvas bag, in total 39.70 EUR.", chat.Answers());
        Assert.Contains("payment", chat.Answers()[^1], StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task Asks_twice_more_for_an_order_that_is_not_there_then_hands_over()
    {
        using var chat = await TalkAsync();

        await chat.SendAsync("Where is my order? It is 9001.", Token);
        await chat.SendAsync("9002", Token);
        Assert.Null(chat.HandoffReason);
        await chat.SendAsync("9003", Token);

        Assert.Equal(3, chat.Answers().Count(a => a.StartsWith("I cannot find an order", StringComparison.Ordinal)));
        Assert.Equal(2, chat.Answers().Count(a => a.StartsWith("What is your order number?", StringComparison.Ordinal)));
        Assert.Contains("9003", chat.HandoffReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Is MUG-01 in stock?", "Yes, Classic mug (MUG-01) is in stock.")]
    [InlineData("Is it in stock? I mean MUG-02.", "Travel mug (MUG-02) is out of stock")]
    public async Task Tells_whether_a_product_is_in_stock(string question, string answer)
    {
        using var chat = await TalkAsync();

        await chat.SendAsync(question, Token);

        Assert.StartsWith(answer, chat.Answers()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Greets_and_offers_a_person_for_everything_else()
    {
        using var chat = await TalkAsync();

        await chat.StartAsync(Token);
        await chat.SendAsync("what is the meaning of life", Token);
        await chat.SendAsync("yes", Token);

        Assert.StartsWith("Hello", chat.Answers()[0], StringComparison.Ordinal);
        Assert.NotNull(chat.HandoffReason);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<BotBundle> BundleAsync()
    {
        var read = await BotFolder.ReadAsync(Folder, Token);
        Assert.Empty(read.Problems);
        return read.Value!;
    }

    private async Task<SimulatedConversation> TalkAsync() =>
        new(_engine.Interpreter, _engine.Compile(await BundleAsync()), new NoConnections(), _engine.Clock);

    private static NodeType<ShopNodeConfig> ShopNode(string type) =>
        new(
            NodeDefinition
                .For<ShopNodeConfig>(type, version: 1)
                .Title(type, NodeCategory.Connector, "Answers from a small shop.")
                .Field(c => c.Connection, "Connection", "The shop.", kind: FieldKind.Connection)
                .Field(c => c.OrderId, "Order", "Number.", kind: FieldKind.Text, expression: true, template: true)
                .Field(c => c.Sku, "SKU", "Article number.", expression: true, template: true)
                .Field(c => c.SaveTo, "Save to", "Variable.", kind: FieldKind.Variable)
                .Output("success", "found", "Found.")
                .Output("notFound", "not found", "Not found.")
                .Effect(EffectKind.Read)
                .Build(),
            null,
            new SmallShop()
        );

    private sealed class SmallShop : INodeExecutor<ShopNodeConfig>
    {
        public ValueTask<NodeResult> ExecuteAsync(ShopNodeConfig config, NodeContext context, CancellationToken cancellationToken)
        {
            var found = (config.OrderId.ValueKind == JsonValueKind.String ? config.OrderId.GetString() : config.Sku) switch
            {
                "1003" =>
                    """{ "number": "1003", "status": "on-hold", "total": "39.70", "currency": "EUR", "line_items": [{ "name": "Baseball cap", "quantity": 1 }, { "name": "Canvas bag", "quantity": 2 }] }""",
                "MUG-01" => """{ "name": "Classic mug", "sku": "MUG-01", "price": "12.50", "stock_status": "instock", "stock_quantity": 42 }""",
                "MUG-02" => """{ "name": "Travel mug", "sku": "MUG-02", "price": "24.90", "stock_status": "outofstock", "stock_quantity": 0 }""",
                _ => null,
            };
            if (found is null)
            {
                return new(new NodeResult.Completed("notFound"));
            }

            context.SetVariable(config.SaveTo!, JsonElement.Parse(found)); // the sample saves what it finds
            return new(new NodeResult.Completed("success"));
        }
    }
}
