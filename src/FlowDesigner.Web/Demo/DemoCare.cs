using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Demo;

/// <summary>What the demo shop can do for an unhappy customer: send money back, make a coupon, take a new phone number.</summary>
internal static class DemoCare
{
    /// <summary>Serves it.</summary>
    /// <param name="api">The API of the shop.</param>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/orders/{id:int}/refunds", ListRefunds);
        api.MapPost("/orders/{id:int}/refunds", RefundAsync);
        api.MapGet("/coupons", ListCoupons);
        api.MapPost("/coupons", CreateCouponAsync);
        api.MapPut("/customers/{id:int}", ChangeCustomerAsync);
    }

    /// <summary>Amount of a refund.</summary>
    public static decimal AmountOf(JsonObject refund) =>
        decimal.TryParse((string?)refund["amount"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    /// <summary>Reads the body of a request.</summary>
    /// <returns>A JSON object; null when it is none.</returns>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What WordPress says of a body that is no JSON object.</summary>
    public static IResult NoJson() =>
        DemoAnswers.Error(StatusCodes.Status400BadRequest, "rest_invalid_json", "Invalid JSON body passed.");

    private static IResult ListRefunds(int id, HttpContext http, DemoShop shop) =>
        shop.FindOrder(id) is { } order ? DemoAnswers.Page(http, order.Returned ?? [], (r, _) => (JsonObject)r.DeepClone()) : NoOrder();

    private static async Task<IResult> RefundAsync(int id, HttpRequest request, DemoShop shop)
    {
        if (await ReadAsync(request) is not { } body)
        {
            return NoJson();
        }

        var refund = new JsonObject
        {
            ["id"] = shop.NextId(),
            ["date_created"] = DemoJson.Date(request.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime),
            ["amount"] = DemoJson.Money(AmountOf(body)),
            ["reason"] = (body["reason"] as JsonValue)?.ToString() ?? "",
            ["refunded_payment"] = body["api_refund"] is not JsonValue sent || sent.ToString() == "true",
            ["meta_data"] = body["meta_data"]?.DeepClone() ?? new JsonArray(),
            ["line_items"] = new JsonArray(),
        };
        return shop.Refund(id, AmountOf(body), refund) switch
        {
            true => Results.Json(refund, statusCode: StatusCodes.Status201Created),
            false => DemoAnswers.Error(
                StatusCodes.Status500InternalServerError,
                "woocommerce_rest_cannot_create_order_refund",
                "Invalid refund amount."
            ),
            null => NoOrder(),
        };
    }

    private static IResult ListCoupons(HttpContext http, DemoShop shop)
    {
        var code = http.Request.Query["code"].ToString();
        var coupons = shop.Coupons.Where(c => code.Length == 0 || string.Equals((string?)c["code"], code, StringComparison.OrdinalIgnoreCase));
        return DemoAnswers.Page(http, [.. coupons], (c, _) => (JsonObject)c.DeepClone());
    }

    private static async Task<IResult> CreateCouponAsync(HttpRequest request, DemoShop shop)
    {
        if (await ReadAsync(request) is not { } coupon)
        {
            return NoJson();
        }

        if ((coupon["code"] as JsonValue)?.ToString() is not { Length: > 0 } code)
        {
            return DemoAnswers.Error(StatusCodes.Status400BadRequest, "rest_missing_callback_param", "Missing parameter(s): code");
        }

        (coupon["id"], coupon["usage_count"]) = (shop.NextId(), 0);
        return shop.AddCoupon(code, coupon)
            ? Results.Json(coupon, statusCode: StatusCodes.Status201Created)
            : DemoAnswers.Error(StatusCodes.Status400BadRequest, "woocommerce_rest_coupon_code_already_exists", "The coupon code already exists");
    }

    private static async Task<IResult> ChangeCustomerAsync(int id, HttpRequest request, DemoShop shop)
    {
        if (await ReadAsync(request) is not { } change)
        {
            return NoJson();
        }

        var phone = ((change["billing"] as JsonObject)?["phone"] as JsonValue)?.ToString();
        return shop.ChangePhone(id, phone) is { } customer
            ? DemoAnswers.One(request, customer.ToJson(DemoAnswers.Api(request)))
            : DemoAnswers.Error(StatusCodes.Status400BadRequest, "woocommerce_rest_invalid_id", "Invalid resource ID.");
    }

    private static IResult NoOrder() =>
        DemoAnswers.Error(StatusCodes.Status404NotFound, "woocommerce_rest_invalid_order_id", "Invalid order ID.");
}
