using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>
/// Creating an order. An attempt after one that may have arrived looks through the newest orders for its mark first, so that
/// a crash or a lost answer makes no second order.
/// </summary>
internal static class NewOrders
{
    private const string NoItems = "woocommerce.items";
    private const string Unknown = "woocommerce.unknown";

    /// <summary>Orders are looked through this far back; more than the offset of any shop's time zone.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(2);

    /// <summary>The operation.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("createOrder", "Create order", "Creates an order in a shop; a repeated attempt finds the first one's order.", CreateAsync)
            {
                Card = "Creates an order for {email} in {connection}",
                Fields =
                [
                    new FieldDefinition(
                        "items",
                        "Items",
                        "What is ordered.",
                        FieldKind.List,
                        Required: true,
                        Expression: true,
                        Fields:
                        [
                            WooFields.Text("sku", "SKU", "Article number; or give the product id."),
                            WooFields.Text("productId", "Product id", "Id of the product."),
                            WooFields.Text("variationId", "Variation id", "Id of the variation, for a product with variations."),
                            new FieldDefinition("quantity", "Quantity", "How many, from 1.", FieldKind.Number, Default: WooFields.Json(1), Expression: true, Minimum: 1, Maximum: 10_000),
                        ]
                    ),
                    WooFields.Text("email", "E-mail", "Billing e-mail address: the shop writes there."),
                    WooFields.Text("firstName", "First name", "First name of the buyer."),
                    WooFields.Text("lastName", "Last name", "Last name of the buyer."),
                    WooFields.Text("customerId", "Customer id", "Customer of the shop; empty for a guest."),
                    new FieldDefinition("status", "State", "State of the new order; pending waits for payment.", FieldKind.Choice, Expression: true, Options: OrderStates.Options),
                    WooFields.Text("coupon", "Coupon", "Code of a coupon."),
                    WooFields.Multiline("customerNote", "Customer's note", "Note of the buyer."),
                    WooFields.Map("billing", "Billing address", "Address by WooCommerce's names: address_1, city, postcode, country, phone.", advanced: true),
                    WooFields.Map("shipping", "Shipping address", "Address by WooCommerce's names: first_name, address_1, city, postcode, country.", advanced: true),
                    WooFields.Text("paymentMethod", "Payment method", "Id of a payment method of the shop, for example bacs.", advanced: true),
                    WooFields.YesNo("paid", "Is paid", "Yes marks the order as paid and lowers the stock.", standard: false, advanced: true),
                ],
                Outputs =
                [
                    WooFields.Done("created", "The new order; payment_url leads the buyer to the payment.", WooShapes.Order),
                    WooFields.Missing("The shop has no product with one of the SKUs: { sku }.") with { Title = "unknown product", Shape = ValueShape.Sketch("{ sku: string }") },
                ],
                Effect = EffectKind.Write,
                Idempotent = true, // by the mark
                Errors = WooErrors.With(
                    (NoItems, "There is nothing to order, or an item has neither SKU nor product id, or no quantity."),
                    (Unknown, "An earlier attempt may have created the order, and the shop has too many new orders to find it; look there before ordering again.")
                ),
            },
        ];

    private static async ValueTask<NodeResult> CreateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooKey.MayBeThere(call) && await FindOursAsync(call, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        var (lines, refused) = await LinesAsync(call, cancellationToken).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        var answer = await WooApi
            .WriteAsync(call, HttpMethod.Post, "orders", WooKey.Mark(BodyOf(call, lines), call), cancellationToken)
            .ConfigureAwait(false);
        return WooApi.Leave(answer, call);
    }

    /// <summary>Looks for the order of an earlier attempt.</summary>
    /// <returns>The way out when it is there or cannot be told; null when it surely is not there.</returns>
    private static async Task<NodeResult?> FindOursAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var since = (call.Context.Now - Window).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        KeyValuePair<string, string>[] query =
        [
            new("after", since),
            new("orderby", "date"),
            new("order", "desc"),
            new("_fields", "id,meta_data"),
        ];
        // The limit is never reached: it makes the pages large.
        var (items, error, more) = await WooPages
            .CollectAsync(call, "orders", query, order => WooKey.IsOurs(order, call), 100, cancellationToken)
            .ConfigureAwait(false);
        if (error is not null)
        {
            return new NodeResult.Failed(error);
        }

        if (items is [var ours, ..] && WooValue.Number(ours, "id") is { } id)
        {
            var answer = await WooApi.GetAsync(call, string.Create(CultureInfo.InvariantCulture, $"orders/{id}"), cancellationToken).ConfigureAwait(false);
            return WooApi.Leave(answer, call);
        }

        return more ? WooApi.Fail(Unknown, "The order may exist: the shop has more new orders than can be looked through. Check there before ordering again.") : null;
    }

    private static async Task<(JsonArray Lines, NodeResult? Refused)> LinesAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var lines = new JsonArray();
        foreach (var item in call.Value("items") is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default)
        {
            if (item.ValueKind is not JsonValueKind.Object || QuantityOf(item) is not { } quantity)
            {
                return (lines, Refuse());
            }

            var line = new JsonObject { ["quantity"] = quantity };
            lines.Add(line);
            if (IdOf(item, "productId") is { } productId)
            {
                line["product_id"] = productId;
                if (IdOf(item, "variationId") is { } variationId)
                {
                    line["variation_id"] = variationId;
                }

                continue;
            }

            if (WooValue.Text(item, "sku")?.Trim() is not { Length: > 0 } sku)
            {
                return (lines, Refuse());
            }

            var (product, error) = await Products.FindBySkuAsync(call, sku, cancellationToken).ConfigureAwait(false);
            if (error is not null || product is null)
            {
                return (lines, error is not null ? new NodeResult.Failed(error) : new NodeResult.Completed(WooApi.NotFound, JsonSerializer.SerializeToElement(new JsonObject { ["sku"] = sku })));
            }

            line["product_id"] = product.ParentId ?? product.Id;
            if (product.ParentId is not null)
            {
                line["variation_id"] = product.Id;
            }
        }

        return (lines, lines.Count == 0 ? Refuse() : null);
    }

    private static JsonObject BodyOf(OperationCall call, JsonArray lines)
    {
        var body = new JsonObject { ["line_items"] = lines };
        Set(body, "status", WooValue.Filled(call, "status"));
        Set(body, "customer_note", WooValue.Filled(call, "customerNote"));
        Set(body, "payment_method", WooValue.Filled(call, "paymentMethod"));
        if (WooValue.Id(call, "customerId") is { } customer)
        {
            body["customer_id"] = long.Parse(customer, CultureInfo.InvariantCulture);
        }

        if (WooValue.Filled(call, "coupon") is { } coupon)
        {
            body["coupon_lines"] = new JsonArray(new JsonObject { ["code"] = coupon });
        }

        if (call.IsSet("paid"))
        {
            body["set_paid"] = true;
        }

        var billing = Customers.Address(call, "billing");
        Set(billing, "email", WooValue.Filled(call, "email"));
        Set(billing, "first_name", WooValue.Filled(call, "firstName"));
        Set(billing, "last_name", WooValue.Filled(call, "lastName"));
        if (billing.Count > 0)
        {
            body["billing"] = billing;
        }

        if (Customers.Address(call, "shipping") is { Count: > 0 } shipping)
        {
            body["shipping"] = shipping;
        }

        return body;
    }

    private static void Set(JsonObject body, string name, string? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }

    private static NodeResult.Failed Refuse() =>
        WooApi.Fail(NoItems, "Give at least one item, each with a SKU or a product id and a quantity from 1.");

    private static long? IdOf(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && WooValue.TryReadId(value, out var id) ? long.Parse(id, CultureInfo.InvariantCulture) : null;

    private static long? QuantityOf(JsonElement item) =>
        !item.TryGetProperty("quantity", out var value) ? 1
        : WooValue.TryReadId(value, out var text) && long.Parse(text, CultureInfo.InvariantCulture) is var quantity and >= 1 and <= 10_000 ? quantity
        : null;
}
