using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace FlowDesigner.Web.Demo;

/// <summary>
/// A small shop with the shapes of WooCommerce's REST API v3 (https://woocommerce.github.io/woocommerce-rest-api-docs/), so
/// that the sample bots work without a real one.
/// </summary>
internal static class DemoShopEndpoints
{
    /// <summary>Address of the shop below the application's.</summary>
    public const string ShopPath = "/demo/shop";

    /// <summary>Address of its API below the application's.</summary>
    public const string ApiPath = $"{ShopPath}/wp-json/wc/v3";

    /// <summary>Serves the shop. Call only where the role <c>demo</c> is on.</summary>
    /// <param name="routes">Where to serve it.</param>
    public static void MapDemoShop(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup(ApiPath)
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(64 * 1024))
            .AddEndpointFilter(
                async (call, next) =>
                {
                    var http = call.HttpContext;
                    if (DemoShopKey.Refuse(http.Request) is { } refusal)
                    {
                        return refusal;
                    }

                    await http.RequestServices.GetRequiredService<DemoShop>().WorkAsync(http.RequestAborted);
                    return await next(call);
                }
            );
        api.MapGet("/orders", ListOrders);
        api.MapGet("/orders/{id:int}", GetOrder);
        api.MapMethods("/orders/{id:int}", ["PUT", "PATCH", "POST"], ChangeOrderAsync);
        api.MapGet("/products", ListProducts);
        api.MapGet("/products/{id:int}", GetProduct);
        api.MapGet("/customers", ListCustomers);
        api.MapGet("/customers/{id:int}", GetCustomer);
        DemoCare.Map(api);
        api.Map("/{**other}", DemoAnswers.NoRoute);

        var delay = routes.MapGroup($"{ShopPath}/delay").AllowAnonymous().ExcludeFromDescription();
        delay.MapGet("", (DemoShop shop) => new DemoDelay(shop.DelayMilliseconds));
        delay.MapPut("", SetDelay);
    }

    private static IResult ListOrders(HttpContext http, DemoShop shop)
    {
        var query = http.Request.Query;
        var states = Words(query["status"].ToString()).Except(["any"], StringComparer.Ordinal).ToList();
        if (states.Except(DemoShop.States, StringComparer.Ordinal).Any())
        {
            return DemoAnswers.InvalidParameter("status", $"status[0] is not one of any, {string.Join(", ", DemoShop.States)}.");
        }

        var orders = shop
            .Orders.Where(o => states.Count == 0 || states.Contains(o.Status, StringComparer.Ordinal))
            .Where(o => !query.TryGetValue("customer", out var id) || o.Customer.Id.ToString(null, null) == id)
            .Where(o => Finds(query["search"], $"{o.Id} {o.Customer.FirstName} {o.Customer.LastName} {o.Customer.Email}"));
        return DemoAnswers.Page(http, Sorted([.. orders], query["order"]), (o, api) => o.ToJson(api));
    }

    private static IResult GetOrder(int id, HttpRequest request, DemoShop shop) =>
        shop.FindOrder(id) is { } order
            ? DemoAnswers.One(request, order.ToJson(DemoAnswers.Api(request)))
            : InvalidId(StatusCodes.Status404NotFound, "shop_order");

    private static async Task<IResult> ChangeOrderAsync(int id, HttpRequest request, DemoShop shop)
    {
        if (await DemoCare.ReadAsync(request) is not { } change)
        {
            return DemoCare.NoJson();
        }

        var status = (change["status"] as JsonValue)?.ToString();
        if (status is not null && !DemoShop.States.Contains(status, StringComparer.Ordinal))
        {
            return DemoAnswers.InvalidParameter("status", $"status is not one of {string.Join(", ", DemoShop.States)}.");
        }

        // WooCommerce answers 404 where an order is read, and 400 where it is changed.
        return shop.ChangeOrder(id, status, (change["customer_note"] as JsonValue)?.ToString()) is { } order
            ? DemoAnswers.One(request, order.ToJson(DemoAnswers.Api(request)))
            : InvalidId(StatusCodes.Status400BadRequest, "shop_order");
    }

    private static IResult ListProducts(HttpContext http)
    {
        var query = http.Request.Query;
        var skus = Words(query["sku"].ToString());
        var products = DemoShopData
            .Products.Where(p => skus.Count == 0 || skus.Contains(p.Sku, StringComparer.OrdinalIgnoreCase))
            .Where(p => Finds(query["search"], $"{p.Name} {p.About} {p.Sku}"))
            .Where(p => query["stock_status"].ToString() is "" or null || (p.Stock > 0 ? "instock" : "outofstock") == query["stock_status"])
            .Where(_ => query["status"].ToString() is "" or "any" or "publish");
        return DemoAnswers.Page(http, [.. products], (p, api) => p.ToJson(api));
    }

    private static IResult GetProduct(int id, HttpRequest request) =>
        DemoShopData.Products.FirstOrDefault(p => p.Id == id) is { } product
            ? DemoAnswers.One(request, product.ToJson(DemoAnswers.Api(request)))
            : InvalidId(StatusCodes.Status404NotFound, "product");

    private static IResult ListCustomers(HttpContext http, DemoShop shop)
    {
        var query = http.Request.Query;
        var customers = shop
            .Customers.Where(c => !query.TryGetValue("email", out var e) || string.Equals(c.Email, e, StringComparison.OrdinalIgnoreCase))
            .Where(c => Finds(query["search"], $"{c.FirstName} {c.LastName} {c.Email}"));
        return DemoAnswers.Page(http, [.. customers], (c, api) => c.ToJson(api));
    }

    private static IResult GetCustomer(int id, HttpRequest request, DemoShop shop) =>
        shop.Customers.FirstOrDefault(c => c.Id == id) is { } customer
            ? DemoAnswers.One(request, customer.ToJson(DemoAnswers.Api(request)))
            : DemoAnswers.Error(StatusCodes.Status404NotFound, "woocommerce_rest_invalid_id", "Invalid resource ID.");

    private static IResult SetDelay(DemoDelay delay, DemoShop shop)
    {
        if (delay.Milliseconds is < 0 or > DemoShop.LongestDelay)
        {
            return DemoAnswers.InvalidParameter("milliseconds", $"milliseconds must be between 0 and {DemoShop.LongestDelay}");
        }

        shop.DelayMilliseconds = delay.Milliseconds;
        return Results.Json(delay);
    }

    private static IResult InvalidId(int status, string kind) =>
        DemoAnswers.Error(status, $"woocommerce_rest_{kind}_invalid_id", "Invalid ID.");

    private static List<string> Words(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static bool Finds(string? search, string text) =>
        string.IsNullOrWhiteSpace(search) || text.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase);

    private static List<DemoOrder> Sorted(List<DemoOrder> orders, string? direction)
    {
        if (direction == "asc")
        {
            orders.Reverse();
        }

        return orders;
    }

    /// <summary>How long each call takes.</summary>
    /// <param name="Milliseconds">0 to <see cref="DemoShop.LongestDelay"/>.</param>
    private sealed record DemoDelay(int Milliseconds);
}
