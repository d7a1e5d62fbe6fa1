using System.Globalization;

namespace Connectors.Tests.Woo;

public sealed class ProductTests
{
    [Theory]
    [InlineData("""{ "search": "mug" }""", "MUG-01,MUG-02")]
    [InlineData("""{ "search": "mug", "inStock": true }""", "MUG-01")]
    [InlineData("""{ "category": "kitchen" }""", "MUG-01,MUG-02")]
    [InlineData("""{ "category": "17" }""", "TEE-01")]
    [InlineData("""{ "category": "Toys" }""", "")]
    [InlineData("""{ "search": " " }""", "")]
    public async Task Searches_by_words_category_and_stock(string settings, string skus)
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.Catalog.Add("MUG-01", 4);
        shop.Store.Catalog.Add("MUG-02", 0);
        shop.Store.Catalog.Add("TEE-01", 9, "Shirt", category: 17);

        var found = Assert.IsType<FlowEngine.Running.NodeResult.Completed>(await shop.Connector.RunAsync("findProducts", settings));

        Assert.Equal(skus, found.Port == "notFound" ? "" : string.Join(',', found.Output.EnumerateArray().Select(p => p.GetProperty("sku").GetString())));
    }

    [Fact]
    public async Task Lists_variations_and_categories()
    {
        await using var shop = await WooServer.StartAsync();
        var tee = shop.Store.Catalog.Add("TEE", null);
        shop.Store.Catalog.Add("TEE-S", 1, parent: tee);
        shop.Store.Catalog.Add("TEE-L", 0, parent: tee);

        var variations = await shop.Connector.SucceedAsync("getVariations", $$"""{ "productId": "{{tee}}" }""");
        var categories = await shop.Connector.SucceedAsync("getCategories", """{ "search": "kitchen" }""");

        Assert.Equal(["TEE-S", "TEE-L"], variations.EnumerateArray().Select(v => v.GetProperty("sku").GetString()));
        Assert.Equal(["Kitchen", "Kitchen aids"], categories.EnumerateArray().Select(c => c.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Creates_a_product_once_although_an_answer_was_lost()
    {
        await using var shop = await WooServer.StartAsync();
        const string Mug = """{ "sku": "MUG-03", "name": "Blue mug", "price": "9.90", "other": { "weight": "0.4" } }""";
        shop.LoseNextAnswer();

        await shop.Connector.FailAsync("createProduct", Mug);
        var product = await shop.Connector.SucceedAsync("createProduct", Mug, attempt: 2);

        Assert.Equal(("Blue mug", "9.90", "0.4"), (product.GetProperty("name").GetString(), product.GetProperty("regular_price").GetString(), product.GetProperty("weight").GetString()));
    }

    [Fact]
    public async Task Leaves_by_conflict_when_another_product_has_the_sku()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.Catalog.Add("MUG-01", 4);

        var conflict = await shop.Connector.LeaveAsync("createProduct", """{ "sku": "MUG-01", "name": "Blue mug" }""", "conflict");

        Assert.Equal(id, conflict.Output.GetProperty("existingId").GetInt32());
    }

    [Fact]
    public async Task Changes_a_product()
    {
        await using var shop = await WooServer.StartAsync();
        var id = shop.Store.Catalog.Add("MUG-01", 4);

        await shop.Connector.SucceedAsync("updateProduct", $$"""{ "productId": "{{id}}", "salePrice": "8.00" }""");

        Assert.Equal("8.00", (string?)shop.Store.Catalog.Find("MUG-01")!["sale_price"]);
        Assert.Equal("woocommerce.nothing", (await shop.Connector.FailAsync("updateProduct", $$"""{ "productId": "{{id}}" }""")).Code);
        await shop.Connector.LeaveAsync("updateProduct", """{ "productId": "9", "name": "x" }""", "notFound");
    }

    [Theory]
    [InlineData("""{ "sku": "mug-01" }""", "success")]
    [InlineData("""{ "sku": "MUG-01", "wanted": 4 }""", "success")]
    [InlineData("""{ "sku": "MUG-01", "wanted": 5 }""", "outOfStock")]
    [InlineData("""{ "sku": "MUG-02" }""", "outOfStock")]
    [InlineData("""{ "sku": "EBOOK", "wanted": 500 }""", "success")]
    [InlineData("""{ "sku": "MUG-03", "wanted": 500 }""", "success")]
    [InlineData("""{ "sku": "MUG" }""", "notFound")]
    [InlineData("""{ "sku": "" }""", "notFound")]
    [InlineData("""{ "productId": "1001" }""", "success")]
    [InlineData("""{ "productId": "9" }""", "notFound")]
    public async Task Tells_whether_so_many_can_be_sold_right_now(string settings, string port)
    {
        await using var shop = await WooServer.StartAsync();
        shop.Store.Catalog.Add("MUG-01", 4);
        shop.Store.Catalog.Add("MUG-02", 0);
        shop.Store.Catalog.Add("EBOOK", null);
        shop.Store.Catalog.Add("MUG-03", 0, backorders: true);

        await shop.Connector.LeaveAsync("getStock", settings, port);
    }

    [Theory]
    [InlineData("sku")]
    [InlineData("id")]
    public async Task Reads_and_sets_the_stock_of_a_variation(string by)
    {
        await using var shop = await WooServer.StartAsync();
        var tee = shop.Store.Catalog.Add("TEE", null);
        var large = shop.Store.Catalog.Add("TEE-L", 0, parent: tee);
        var which = by == "sku" ? "\"sku\": \"TEE-L\"" : string.Create(CultureInfo.InvariantCulture, $"\"productId\": \"{tee}\", \"variationId\": \"{large}\"");

        var set = await shop.Connector.SucceedAsync("updateStock", $$"""{ {{which}}, "quantity": 12 }""");
        var stock = await shop.Connector.SucceedAsync("getStock", $$"""{ {{which}}, "wanted": 12 }""");

        Assert.Equal((tee, large, 12), (stock.GetProperty("productId").GetInt32(), stock.GetProperty("variationId").GetInt32(), stock.GetProperty("quantity").GetInt32()));
        Assert.Equal(12, set.GetProperty("quantity").GetInt32());
        Assert.Equal(12, (int?)shop.Store.Catalog.Find("TEE-L")!["stock_quantity"]);
    }

    [Theory]
    [InlineData("updateStock", """{ "sku": "MUG-01" }""", "woocommerce.nothing")]
    [InlineData("updateStock", """{ "quantity": 1 }""", "woocommerce.product")]
    [InlineData("getStock", "{}", "woocommerce.product")]
    public async Task Refuses_what_says_too_little(string operation, string settings, string code)
    {
        await using var shop = await WooServer.StartAsync();

        Assert.Equal(code, (await shop.Connector.FailAsync(operation, settings)).Code);
        Assert.Empty(shop.Seen);
    }

    [Fact]
    public void Never_keeps_what_decides_about_a_sale_and_tags_what_may_be_kept()
    {
        var operations = Connectors.Woo.WooConnector.Definition.Operations;

        Assert.Null(operations.Single(o => o.Key == "getStock").Cache);
        Assert.Equal(TimeSpan.Zero, operations.Single(o => o.Key == "getProduct").Cache!.TimeToLive);
        Assert.Equal(["addOrderNote"], operations.Where(o => o is { Effect: FlowEngine.Nodes.EffectKind.Write, Idempotent: false }).Select(o => o.Key));
    }
}
