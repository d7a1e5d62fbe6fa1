using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Stock of products and variations. Reading it asks the shop every time: it decides about a sale.</summary>
internal static class Stock
{
    private const string Which = "woocommerce.product";
    private const string Nothing = "woocommerce.nothing";

    private static readonly IReadOnlyList<FieldDefinition> Target =
    [
        WooFields.Text("sku", "SKU", "Article number of a product or of a variation; or give its id."),
        WooFields.Text("productId", "Product id", "Id of the product."),
        WooFields.Text("variationId", "Variation id", "Id of the variation, together with the product's.", advanced: true),
    ];

    private static readonly PortDefinition Missing = WooFields.Missing("The shop has no such product.");
    private static readonly (string, string) WhichIsMeant = (Which, "Neither a SKU nor a product id is given; give one.");

    /// <summary>What can be done with stock.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("getStock", "Check stock", "Asks a shop for the stock of a product right now; never answered from a cache.", GetAsync)
            {
                Card = "Checks the stock of {sku} in {connection}",
                Fields =
                [
                    .. Target,
                    new FieldDefinition("wanted", "Wanted", "How many are needed.", FieldKind.Number, Default: WooFields.Json(1), Expression: true, Minimum: 1, Maximum: 100_000),
                ],
                Outputs =
                [
                    WooFields.Done("available", "So many can be sold: from stock, or to be delivered later.", WooShapes.Stock),
                    new PortDefinition("outOfStock", "not available", "There are too few of it; the output tells how many.", Shape: ValueShape.Sketch(WooShapes.Stock)),
                    Missing,
                ],
                Errors = WooErrors.With(WhichIsMeant),
            },
            new("updateStock", "Set stock", "Sets how many of a product or variation a shop has.", SetAsync)
            {
                Card = "Sets the stock of {sku} to {quantity}",
                Fields =
                [
                    .. Target,
                    new FieldDefinition("quantity", "Quantity", "How many there are; the shop then counts the stock itself.", FieldKind.Number, Expression: true, Minimum: -100_000, Maximum: 10_000_000),
                    new FieldDefinition(
                        "status",
                        "State",
                        "For products that the shop does not count.",
                        FieldKind.Choice,
                        Expression: true,
                        Options: [new("instock", "in stock"), new("outofstock", "out of stock"), new("onbackorder", "on backorder")]
                    ),
                ],
                Outputs = [WooFields.Done("set", "The stock as it is now.", WooShapes.Stock), Missing],
                Effect = EffectKind.Write,
                Idempotent = true, // it sets a value, never adds
                Errors = WooErrors.With(WhichIsMeant, (Nothing, "Neither a quantity nor a state is given; give one.")),
            },
        ];

    private static async ValueTask<NodeResult> GetAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var (product, refused) = await FindAsync(call, cancellationToken).ConfigureAwait(false);
        if (product is null)
        {
            return refused!; // one of the two
        }

        var stock = Describe(product);
        var wanted = call.Whole("wanted") ?? 1;
        // What the shop does not count, and what it delivers later, can be sold in any number.
        var enough = (bool)stock["available"]! && ((int?)stock["quantity"] is not { } quantity || (bool)stock["backorders"]! || quantity >= wanted);
        return new NodeResult.Completed(enough ? WooApi.Success : "outOfStock", JsonSerializer.SerializeToElement(stock));
    }

    private static async ValueTask<NodeResult> SetAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var change = new JsonObject();
        if (call.Whole("quantity") is { } quantity)
        {
            (change["manage_stock"], change["stock_quantity"]) = (true, quantity);
        }

        if (WooValue.Filled(call, "status") is { } status)
        {
            change["stock_status"] = status;
        }

        if (change.Count == 0)
        {
            return WooApi.Fail(Nothing, "Neither a quantity nor a state is given. Give one.");
        }

        var path = PathOf(call);
        if (path is null)
        {
            var (product, refused) = await FindAsync(call, cancellationToken).ConfigureAwait(false);
            if (product is null)
            {
                return refused!; // one of the two
            }

            path = product.Path;
        }

        var answer = await WooApi.WriteAsync(call, HttpMethod.Put, path, change, cancellationToken).ConfigureAwait(false);
        return answer is WooAnswer.Found { Value: var json } && FoundProduct.Of(json) is { } changed
            ? new NodeResult.Completed(WooApi.Success, JsonSerializer.SerializeToElement(Describe(changed)))
            : WooApi.Leave(answer, call);
    }

    /// <summary>Path of what the ids name; null when the SKU names it.</summary>
    private static string? PathOf(OperationCall call) =>
        WooValue.Id(call, "productId") is not { } id ? null
        : WooValue.Id(call, "variationId") is { } variation ? $"products/{id}/variations/{variation}"
        : $"products/{id}";

    private static async Task<(FoundProduct? Product, NodeResult? Refused)> FindAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (PathOf(call) is { } path)
        {
            var answer = await WooApi.GetAsync(call, path, cancellationToken).ConfigureAwait(false);
            return answer is WooAnswer.Found { Value: var json } ? (FoundProduct.Of(json), null) : (null, WooApi.Leave(answer, call));
        }

        if (WooValue.Filled(call, "sku") is not { } sku)
        {
            return (null, call.Text("sku") is null && call.Text("productId") is null ? WooApi.Fail(Which, "Neither a SKU nor a product id is given. Give one.") : WooApi.Missing);
        }

        var (product, error) = await Products.FindBySkuAsync(call, sku, cancellationToken).ConfigureAwait(false);
        return error is not null ? (null, new NodeResult.Failed(error)) : (product, product is null ? WooApi.Missing : null);
    }

    private static JsonObject Describe(FoundProduct product)
    {
        var status = WooValue.Text(product.Json, "stock_status") ?? "instock";
        var backorders = product.Json.TryGetProperty("backorders_allowed", out var allowed) && allowed.ValueKind is JsonValueKind.True;
        return new JsonObject
        {
            ["productId"] = product.ParentId ?? product.Id,
            ["variationId"] = product.ParentId is null ? null : product.Id,
            ["sku"] = WooValue.Text(product.Json, "sku"),
            ["name"] = WooValue.Text(product.Json, "name"),
            ["status"] = status,
            ["available"] = status is not "outofstock",
            ["quantity"] = WooValue.Number(product.Json, "stock_quantity") is { } quantity ? (int)Math.Clamp(quantity, int.MinValue, int.MaxValue) : null,
            ["backorders"] = backorders || status is "onbackorder",
        };
    }
}
