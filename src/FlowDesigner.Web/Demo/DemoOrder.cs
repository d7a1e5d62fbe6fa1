using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Demo;

/// <summary>An order of the demo shop.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">State in WooCommerce's words.</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Created">When, UTC.</param>
/// <param name="Modified">Last change, UTC.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="Note">Note of the customer.</param>
/// <param name="Returned">Refunds as WooCommerce writes them, the newest first; null for none.</param>
internal sealed record DemoOrder(
    int Id,
    string Status,
    DemoCustomer Customer,
    DateTime Created,
    DateTime Modified,
    IReadOnlyList<DemoLine> Lines,
    string Note = "",
    IReadOnlyList<JsonObject>? Returned = null
)
{
    private const decimal Shipping = 4.90m;

    private bool IsPaid => Status is "processing" or "completed" or "refunded";

    /// <summary>What the customer pays.</summary>
    public decimal Total => Lines.Sum(l => l.Product.Price * l.Quantity) + Shipping;

    /// <summary>The order as WooCommerce's REST API v3 writes it.</summary>
    /// <param name="api">Address of the API without a slash at its end, for links.</param>
    public JsonObject ToJson(string api)
    {
        var number = Id.ToString(CultureInfo.InvariantCulture);
        var paid = IsPaid ? DemoJson.Date(Created.AddMinutes(2)) : null;
        var completed = Status == "completed" ? DemoJson.Date(Modified) : null;
        return new JsonObject
        {
            ["id"] = Id,
            ["parent_id"] = 0,
            ["status"] = Status,
            ["currency"] = "EUR",
            ["version"] = "9.4.2",
            ["prices_include_tax"] = true,
            ["date_created"] = DemoJson.Date(Created),
            ["date_modified"] = DemoJson.Date(Modified),
            ["discount_total"] = "0.00",
            ["discount_tax"] = "0.00",
            ["shipping_total"] = DemoJson.Money(Shipping),
            ["shipping_tax"] = "0.00",
            ["cart_tax"] = "0.00",
            ["total"] = DemoJson.Money(Total),
            ["total_tax"] = "0.00",
            ["customer_id"] = Customer.Id,
            ["order_key"] = $"wc_order_demo{number}",
            ["billing"] = Customer.Billing(),
            ["shipping"] = Customer.Shipping(),
            ["payment_method"] = "bacs",
            ["payment_method_title"] = "Direct bank transfer",
            ["transaction_id"] = "",
            ["customer_ip_address"] = "",
            ["customer_user_agent"] = "",
            ["created_via"] = "checkout",
            ["customer_note"] = Note,
            ["date_completed"] = completed,
            ["date_paid"] = paid,
            ["cart_hash"] = "",
            ["number"] = number,
            ["meta_data"] = new JsonArray(),
            ["line_items"] = new JsonArray([.. Lines.Select((line, i) => line.ToJson((Id * 10) + i))]),
            ["tax_lines"] = new JsonArray(),
            ["shipping_lines"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = (Id * 10) + 9,
                    ["method_title"] = "Parcel",
                    ["method_id"] = "flat_rate",
                    ["instance_id"] = "1",
                    ["total"] = DemoJson.Money(Shipping),
                    ["total_tax"] = "0.00",
                    ["taxes"] = new JsonArray(),
                    ["meta_data"] = new JsonArray(),
                }
            ),
            ["fee_lines"] = new JsonArray(),
            ["coupon_lines"] = new JsonArray(),
            ["refunds"] = Refunds(),
            ["payment_url"] = "",
            ["is_editable"] = Status is "pending" or "on-hold",
            ["needs_payment"] = Status is "pending" or "failed",
            ["needs_processing"] = true,
            ["date_created_gmt"] = DemoJson.Date(Created),
            ["date_modified_gmt"] = DemoJson.Date(Modified),
            ["date_completed_gmt"] = completed,
            ["date_paid_gmt"] = paid,
            ["currency_symbol"] = "€",
            ["_links"] = DemoJson.Links(api, "orders", Id),
        };
    }

    private JsonArray Refunds() =>
        Returned is { Count: > 0 }
            ? [.. Returned.Select(r => new JsonObject { ["id"] = (int)r["id"]!, ["reason"] = (string?)r["reason"], ["total"] = $"-{r["amount"]}" })]
        : Status == "refunded" ? [new JsonObject { ["id"] = Id + 5_000, ["reason"] = "Returned", ["total"] = "-" + DemoJson.Money(Total) }]
        : [];
}

/// <summary>A position of an order.</summary>
/// <param name="Product">What.</param>
/// <param name="Quantity">How many.</param>
internal sealed record DemoLine(DemoProduct Product, int Quantity)
{
    /// <summary>The position as WooCommerce writes it.</summary>
    /// <param name="id">Id of the position.</param>
    public JsonObject ToJson(int id)
    {
        var total = DemoJson.Money(Product.Price * Quantity);
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = Product.Name,
            ["product_id"] = Product.Id,
            ["variation_id"] = 0,
            ["quantity"] = Quantity,
            ["tax_class"] = "",
            ["subtotal"] = total,
            ["subtotal_tax"] = "0.00",
            ["total"] = total,
            ["total_tax"] = "0.00",
            ["taxes"] = new JsonArray(),
            ["meta_data"] = new JsonArray(),
            ["sku"] = Product.Sku,
            ["price"] = Product.Price,
            ["image"] = new JsonObject { ["id"] = "", ["src"] = "" },
            ["parent_name"] = null,
        };
    }
}
