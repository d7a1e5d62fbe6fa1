using System.Globalization;
using System.Text.Json.Nodes;
using Connectors.Tests.Described;

namespace Connectors.Tests.Woo;

/// <summary>Products, variations and categories of a shop.</summary>
internal sealed class WooCatalog(Func<int> nextId)
{
    private static readonly (int Id, string Name)[] Categories = [(15, "Kitchen"), (16, "Kitchen aids"), (17, "Clothing")];
    private readonly List<JsonObject> _items = [];

    public JsonObject? Find(string sku) => _items.Find(p => string.Equals((string?)p["sku"], sku, StringComparison.OrdinalIgnoreCase));

    public int Add(string sku, int? stock, string name = "Mug", int category = 15, int? parent = null, bool backorders = false)
    {
        var id = nextId();
        _items.Add(
            new JsonObject
            {
                ["id"] = id,
                ["name"] = name,
                ["sku"] = sku,
                ["type"] = parent is null ? "simple" : "variation",
                ["parent_id"] = parent ?? 0,
                ["status"] = "publish",
                ["price"] = "12.50",
                ["manage_stock"] = stock is not null,
                ["stock_quantity"] = stock,
                ["stock_status"] = stock is null or > 0 ? "instock" : backorders ? "onbackorder" : "outofstock",
                ["backorders_allowed"] = backorders,
                ["categories"] = new JsonArray(new JsonObject { ["id"] = category }),
                ["meta_data"] = new JsonArray(),
            }
        );
        return id;
    }

    public VendorAnswer Answer(VendorRequest request) =>
        request.Path switch
        {
            ["products"] when request.Method == "POST" => Create(request.Body!),
            ["products"] => WooPage.Of([.. _items.Where(p => Fits(p, request.Query))], request.Query),
            ["products", "categories"] => WooPage.Of(
                [
                    .. Categories
                        .Where(c => c.Name.Contains(request.Query.GetValueOrDefault("search", ""), StringComparison.OrdinalIgnoreCase))
                        .Select(c => new JsonObject { ["id"] = c.Id, ["name"] = c.Name, ["slug"] = c.Name, ["count"] = 1 }),
                ],
                request.Query
            ),
            ["products", var id] => One(p => Number(p, "id") == id, request, "woocommerce_rest_product_invalid_id", whole: true),
            ["products", var id, "variations"] => WooPage.Of([.. _items.Where(p => Number(p, "parent_id") == id).Select(Variation)], request.Query),
            ["products", var id, "variations", var variation] => One(
                p => Number(p, "id") == variation && Number(p, "parent_id") == id,
                request,
                "woocommerce_rest_product_variation_invalid_id",
                whole: false
            ),
            _ => WooStore.Error(404, "rest_no_route", "No route was found."),
        };

    private VendorAnswer Create(JsonObject body)
    {
        var sku = (string)body["sku"]!;
        if (Find(sku) is { } existing)
        {
            return WooStore.Error(
                400,
                "product_invalid_sku",
                "Invalid or duplicated SKU.",
                new JsonObject { ["resource_id"] = existing["id"]!.DeepClone(), ["unique_sku"] = $"{sku}-1" }
            );
        }

        Add(sku, null);
        WooStore.Merge(_items[^1], body);
        return new VendorAnswer(201, _items[^1].DeepClone());
    }

    private VendorAnswer One(Predicate<JsonObject> which, VendorRequest request, string missing, bool whole)
    {
        if (_items.Find(which) is not { } item)
        {
            return WooStore.Error(request.Method == "GET" ? 404 : 400, missing, "Invalid ID.");
        }

        if (request.Method == "PUT")
        {
            WooStore.Merge(item, request.Body!);
            if (request.Body!.ContainsKey("stock_quantity"))
            {
                item["stock_status"] = (int?)item["stock_quantity"] > 0 ? "instock" : "outofstock";
            }
        }

        return new VendorAnswer(200, whole ? item.DeepClone() : Variation(item));
    }

    private static JsonObject Variation(JsonObject item)
    {
        var variation = (JsonObject)item.DeepClone();
        variation.Remove("categories");
        return variation;
    }

    private static bool Fits(JsonObject item, IReadOnlyDictionary<string, string> query) =>
        (!query.TryGetValue("sku", out var sku) || ((string)item["sku"]!).StartsWith(sku, StringComparison.OrdinalIgnoreCase))
        // Variations are found by SKU only.
        && (query.ContainsKey("sku") || (int)item["parent_id"]! == 0)
        && (!query.TryGetValue("category", out var category) || Number((JsonObject)item["categories"]![0]!, "id") == category)
        && (!query.TryGetValue("stock_status", out var stock) || (string?)item["stock_status"] == stock)
        && WooPage.Finds(item, query);

    private static string Number(JsonObject item, string name) => ((int)item[name]!).ToString(CultureInfo.InvariantCulture);
}
