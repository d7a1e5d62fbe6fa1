using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>
/// Products, variations and categories (https://woocommerce.github.io/woocommerce-rest-api-docs/#products). Reading them may
/// be cached; what decides about a sale is read by <see cref="Stock"/>.
/// </summary>
internal static class Products
{
    /// <summary>Cacheable, but asked for every time unless the author sets a time: products hold stock.</summary>
    private static readonly CachePolicy OnWish = new(TimeSpan.Zero, TimeSpan.FromMinutes(5), ["products"]);
    private static readonly CachePolicy Seldom = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), ["categories"]);

    private static readonly PortDefinition Product = WooFields.Done(
        "found",
        "The product as WooCommerce describes it: id, name, sku, price, stock_status, stock_quantity and more.",
        WooShapes.Product
    );

    private static readonly FieldDefinition ProductId = WooFields.Text(
        "productId",
        "Product id",
        "Id of the product, for example product_id of an order's line item.",
        required: true
    );

    /// <summary>Settings of a product that is written.</summary>
    private static readonly IReadOnlyList<FieldDefinition> Written =
    [
        WooFields.Text("name", "Name", "Name of the product."),
        WooFields.Amount("price", "Price", "Regular price, for example 12.50."),
        WooFields.Amount("salePrice", "Sale price", "Price while it is on sale."),
        WooFields.Multiline("description", "Description", "Long description; the shop shows it as HTML."),
        new FieldDefinition(
            "status",
            "Visibility",
            "Whether visitors of the shop see it.",
            FieldKind.Choice,
            Expression: true,
            Options: [new("publish", "published"), new("draft", "draft"), new("private", "private")]
        ),
        WooFields.Map("other", "Other members", "Further members by WooCommerce's names, for example weight.", advanced: true),
    ];

    /// <summary>What can be done with products.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("getProduct", "Get product", "Reads one product of a shop by its id.", GetAsync)
            {
                Card = "Gets product {productId} from {connection}",
                Fields = [ProductId],
                Outputs = [Product, WooFields.Missing("The shop has no product with this id.")],
                Errors = WooErrors.Documented,
                Cache = OnWish,
            },
            new("findProduct", "Find product by SKU", "Finds one product of a shop by its SKU.", FindAsync)
            {
                Card = "Finds product {sku} in {connection}",
                Fields = [WooFields.Text("sku", "SKU", "Article number, for example MUG-01; upper and lower case are the same.", required: true)],
                Outputs = [Product, WooFields.Missing("The shop has no product with this SKU.")],
                Errors = WooErrors.Documented,
                Cache = OnWish,
            },
            new("findProducts", "Search products", "Searches the products of a shop by words, category and stock.", SearchAsync)
            {
                Card = "Searches {connection} for {search}",
                Fields =
                [
                    WooFields.Text("search", "Search for", "Words in names and descriptions."),
                    WooFields.Text("category", "Category", "Name or id of a category."),
                    WooFields.YesNo("inStock", "In stock only", "Yes leaves out what cannot be sold now.", standard: false),
                    new FieldDefinition(
                        "sortBy",
                        "Sort by",
                        "Order of the list.",
                        FieldKind.Choice,
                        Advanced: true,
                        Options: [new("date", "newest first"), new("price", "cheapest first"), new("popularity", "most sold first"), new("rating", "best rated first")]
                    ),
                    WooFields.Limit("products"),
                ],
                Outputs =
                [
                    WooFields.Done("found", "A list of products, the best first as the shop sorts them.", $"[{WooShapes.Product}]"),
                    WooFields.Missing("No product fits."),
                ],
                Errors = WooErrors.Documented,
                Cache = OnWish,
            },
            new("getVariations", "Get variations", "Reads the variations of a product, such as its sizes and colours, with price and stock.", VariationsAsync)
            {
                Card = "Gets the variations of product {productId}",
                Fields = [ProductId, WooFields.Limit("variations")],
                Outputs =
                [
                    WooFields.Done("found", "A list of variations.", $"[{WooShapes.Variation}]"),
                    WooFields.Missing("There is no such product, or it has no variations."),
                ],
                Errors = WooErrors.Documented,
                Cache = OnWish,
            },
            new("getCategories", "Get categories", "Reads the product categories of a shop by name.", CategoriesAsync)
            {
                Card = "Gets the categories of {connection}",
                Fields = [WooFields.Text("search", "Search for", "Words in the name; empty for all."), WooFields.Limit("categories")],
                Outputs = [WooFields.Done("found", "A list of categories that have products.", $"[{WooShapes.Category}]"), WooFields.Missing("No category fits.")],
                Errors = WooErrors.Documented,
                Cache = Seldom,
            },
            new("createProduct", "Create product", "Creates a simple product; a repeated attempt finds the first one's by its SKU.", CreateAsync)
            {
                Card = "Creates product {sku} in {connection}",
                Fields = [WooFields.Text("sku", "SKU", "Article number, unique in the shop.", required: true), .. Written],
                Outputs = [WooFields.Done("created", "The new product.", WooShapes.Product), WooFields.Taken("Another product has this SKU")],
                Effect = EffectKind.Write,
                Idempotent = true, // by SKU and mark
                Errors = WooErrors.With(("woocommerce.sku", "There is no SKU; give one.")),
            },
            new("updateProduct", "Update product", "Changes a product of a shop.", UpdateAsync)
            {
                Card = "Updates product {productId} in {connection}",
                Fields = [ProductId, .. Written],
                Outputs = [WooFields.Done("changed", "The product as it is now.", WooShapes.Product), WooFields.Missing("The shop has no product with this id.")],
                Effect = EffectKind.Write,
                Idempotent = true, // it sets values
                Errors = WooErrors.With(("woocommerce.nothing", "There is nothing to change; give a value."), (WooErrors.Taken, "Another product has this SKU.")),
            },
        ];

    /// <summary>Finds one product or variation by its SKU.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="sku">SKU, not empty.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The product, or why it could not be looked for; neither when there is none.</returns>
    public static async Task<(FoundProduct? Product, NodeError? Error)> FindBySkuAsync(OperationCall call, string sku, CancellationToken cancellationToken)
    {
        // An empty filter means "all products" to WooCommerce, and a comma separates several SKUs.
        if (sku.Length == 0 || sku.Contains(',', StringComparison.Ordinal))
        {
            return (null, null);
        }

        var (items, error, _) = await WooPages
            .CollectAsync(
                call,
                "products",
                [new("sku", sku)],
                item => string.Equals(WooValue.Text(item, "sku"), sku, StringComparison.OrdinalIgnoreCase),
                1,
                cancellationToken
            )
            .ConfigureAwait(false);
        return (items is [var product] ? FoundProduct.Of(product) : null, error);
    }

    private static async ValueTask<NodeResult> GetAsync(OperationCall call, CancellationToken cancellationToken) =>
        WooValue.Id(call, "productId") is { } id
            ? WooApi.Leave(await WooApi.GetAsync(Tagged(call, id), $"products/{id}", cancellationToken).ConfigureAwait(false), call)
            : WooApi.Missing;

    private static async ValueTask<NodeResult> FindAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var (product, error) = await FindBySkuAsync(call, WooValue.Filled(call, "sku") ?? "", cancellationToken).ConfigureAwait(false);
        return error is not null ? new NodeResult.Failed(error)
            : product is null ? WooApi.Missing
            : new NodeResult.Completed(WooApi.Success, WooValue.Trim(product.Json));
    }

    private static async ValueTask<NodeResult> SearchAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var (search, category) = (WooValue.Filled(call, "search"), WooValue.Filled(call, "category"));
        // A search for nothing means "all products" to WooCommerce.
        if (search is null && category is null)
        {
            return WooApi.Missing;
        }

        // Drafts and private products are visible to the key but not meant for visitors.
        var query = new List<KeyValuePair<string, string>> { new("status", "publish") };
        if (search is not null)
        {
            query.Add(new("search", search));
        }

        if (category is not null)
        {
            var (id, refused) = await CategoryIdAsync(call, category, cancellationToken).ConfigureAwait(false);
            if (id is null)
            {
                return refused ?? WooApi.Missing;
            }

            query.Add(new("category", id));
        }

        if (call.IsSet("inStock"))
        {
            query.Add(new("stock_status", "instock"));
        }

        if (WooValue.Filled(call, "sortBy") is { } sortBy)
        {
            query.AddRange([new("orderby", sortBy), new("order", sortBy == "price" ? "asc" : "desc")]);
        }

        var (items, error, _) = await WooPages
            .CollectAsync(call, "products", query, static _ => true, call.Whole("limit") ?? 10, cancellationToken)
            .ConfigureAwait(false);
        return WooApi.Many(items, error);
    }

    private static async Task<(string? Id, NodeResult? Refused)> CategoryIdAsync(OperationCall call, string category, CancellationToken cancellationToken)
    {
        if (category.All(char.IsAsciiDigit))
        {
            return (category, null);
        }

        var (items, error, _) = await WooPages
            .CollectAsync(
                call,
                "products/categories",
                [new("search", category)],
                item => string.Equals(WooValue.Text(item, "name"), category, StringComparison.OrdinalIgnoreCase),
                1,
                cancellationToken
            )
            .ConfigureAwait(false);
        return error is not null ? (null, new NodeResult.Failed(error))
            : items is [var found] ? (WooValue.Number(found, "id")?.ToString(CultureInfo.InvariantCulture), null)
            : (null, null);
    }

    private static async ValueTask<NodeResult> VariationsAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Id(call, "productId") is not { } id)
        {
            return WooApi.Missing;
        }

        var (items, error, _) = await WooPages
            .CollectAsync(Tagged(call, id), $"products/{id}/variations", [], static _ => true, call.Whole("limit") ?? 10, cancellationToken)
            .ConfigureAwait(false);
        return WooApi.Many(items, error);
    }

    private static async ValueTask<NodeResult> CategoriesAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var query = new List<KeyValuePair<string, string>> { new("hide_empty", "true") };
        if (WooValue.Filled(call, "search") is { } search)
        {
            query.Add(new("search", search));
        }

        var (items, error, _) = await WooPages
            .CollectAsync(call, "products/categories", query, static _ => true, call.Whole("limit") ?? 10, cancellationToken)
            .ConfigureAwait(false);
        return WooApi.Many(items, error);
    }

    private static async ValueTask<NodeResult> CreateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Filled(call, "sku") is not { } sku)
        {
            return WooApi.Fail("woocommerce.sku", "There is no SKU. Give one: it says which product this is.");
        }

        var body = BodyOf(call);
        (body["sku"], body["type"]) = (sku, "simple");
        var answer = await WooApi.WriteAsync(call, HttpMethod.Post, "products", WooKey.Mark(body, call), cancellationToken).ConfigureAwait(false);
        if (answer is WooAnswer.Taken && WooKey.MayBeThere(call))
        {
            var (existing, error) = await FindBySkuAsync(call, sku, cancellationToken).ConfigureAwait(false);
            if (error is not null || (existing is not null && WooKey.IsOurs(existing.Json, call)))
            {
                return error is not null ? new NodeResult.Failed(error) : new NodeResult.Completed(WooApi.Success, WooValue.Trim(existing!.Json)); // one of the two
            }
        }

        return WooApi.Leave(answer, call);
    }

    private static async ValueTask<NodeResult> UpdateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var body = BodyOf(call);
        if (body.Count == 0)
        {
            return WooApi.Fail("woocommerce.nothing", "There is nothing to change: every value is empty. Give at least one.");
        }

        return WooValue.Id(call, "productId") is { } id
            ? WooApi.Leave(await WooApi.WriteAsync(call, HttpMethod.Put, $"products/{id}", body, cancellationToken).ConfigureAwait(false), call)
            : WooApi.Missing;
    }

    private static JsonObject BodyOf(OperationCall call)
    {
        var body = new JsonObject();
        foreach (var (setting, member) in new[] { ("name", "name"), ("price", "regular_price"), ("salePrice", "sale_price"), ("description", "description"), ("status", "status") })
        {
            if (WooValue.Filled(call, setting) is { } value)
            {
                body[member] = value;
            }
        }

        foreach (var other in call.Value("other") is { ValueKind: JsonValueKind.Object } others ? others.EnumerateObject() : default)
        {
            body[other.Name] = JsonNode.Parse(other.Value.GetRawText());
        }

        return body;
    }

    /// <summary>The attempt with a tag of the product, so that a webhook about it purges what is kept.</summary>
    private static OperationCall Tagged(OperationCall call, string id) =>
        call.Cache is { } cache
            ? new OperationCall(call.Connector, call.Operation, call.Settings, call.Context, call.Time)
            {
                Cache = cache with { Tags = [.. cache.Tags, $"product:{id}"] },
                Fresh = call.Fresh,
            }
            : call;
}
