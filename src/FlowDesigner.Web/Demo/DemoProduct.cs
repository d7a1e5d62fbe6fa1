using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Demo;

/// <summary>A product of the demo shop.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sku">Article number.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Price">Price in euros.</param>
/// <param name="Stock">Pieces in stock; 0 is out of stock.</param>
/// <param name="Category">Name of its category.</param>
/// <param name="About">Short description without markup.</param>
internal sealed record DemoProduct(
    int Id,
    string Sku,
    string Name,
    decimal Price,
    int Stock,
    string Category,
    string About
)
{
    private static readonly DateTime Created = new(2025, 9, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>The product as WooCommerce's REST API v3 writes it.</summary>
    /// <param name="api">Address of the API without a slash at its end, for links.</param>
    public JsonObject ToJson(string api)
    {
        var price = Price.ToString("0.00", CultureInfo.InvariantCulture);
        var slug = DemoJson.Slug(Name);
        var created = DemoJson.Date(Created);
        return new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["slug"] = slug,
            ["permalink"] = $"{api[..api.IndexOf("/wp-json", StringComparison.Ordinal)]}/product/{slug}/",
            ["date_created"] = created,
            ["date_created_gmt"] = created,
            ["date_modified"] = created,
            ["date_modified_gmt"] = created,
            ["type"] = "simple",
            ["status"] = "publish",
            ["featured"] = false,
            ["catalog_visibility"] = "visible",
            ["description"] = $"<p>{About}</p>\n",
            ["short_description"] = $"<p>{About}</p>\n",
            ["sku"] = Sku,
            ["price"] = price,
            ["regular_price"] = price,
            ["sale_price"] = "",
            ["date_on_sale_from"] = null,
            ["date_on_sale_from_gmt"] = null,
            ["date_on_sale_to"] = null,
            ["date_on_sale_to_gmt"] = null,
            ["on_sale"] = false,
            ["purchasable"] = true,
            ["total_sales"] = 0,
            ["virtual"] = false,
            ["downloadable"] = false,
            ["downloads"] = new JsonArray(),
            ["download_limit"] = -1,
            ["download_expiry"] = -1,
            ["external_url"] = "",
            ["button_text"] = "",
            ["tax_status"] = "taxable",
            ["tax_class"] = "",
            ["manage_stock"] = true,
            ["stock_quantity"] = Stock,
            ["backorders"] = "no",
            ["backorders_allowed"] = false,
            ["backordered"] = false,
            ["low_stock_amount"] = null,
            ["sold_individually"] = false,
            ["weight"] = "",
            ["dimensions"] = new JsonObject { ["length"] = "", ["width"] = "", ["height"] = "" },
            ["shipping_required"] = true,
            ["shipping_taxable"] = true,
            ["shipping_class"] = "",
            ["shipping_class_id"] = 0,
            ["reviews_allowed"] = true,
            ["average_rating"] = "0.00",
            ["rating_count"] = 0,
            ["upsell_ids"] = new JsonArray(),
            ["cross_sell_ids"] = new JsonArray(),
            ["parent_id"] = 0,
            ["purchase_note"] = "",
            ["categories"] = new JsonArray(
                new JsonObject { ["id"] = 15, ["name"] = Category, ["slug"] = DemoJson.Slug(Category) }
            ),
            ["tags"] = new JsonArray(),
            ["images"] = new JsonArray(),
            ["attributes"] = new JsonArray(),
            ["default_attributes"] = new JsonArray(),
            ["variations"] = new JsonArray(),
            ["grouped_products"] = new JsonArray(),
            ["menu_order"] = 0,
            ["price_html"] = $"<span class=\"woocommerce-Price-amount amount\"><bdi>{price}<span class=\"woocommerce-Price-currencySymbol\">&euro;</span></bdi></span>",
            ["related_ids"] = new JsonArray(),
            ["meta_data"] = new JsonArray(),
            ["stock_status"] = Stock > 0 ? "instock" : "outofstock",
            ["has_options"] = false,
            ["_links"] = DemoJson.Links(api, "products", Id),
        };
    }
}
