using System.Globalization;
using System.Text.Json.Nodes;
using Connectors.Tests.Described;

namespace Connectors.Tests.Woo;

/// <summary>Orders, products, customers and coupons of a shop, with the rules that WooCommerce documents.</summary>
internal sealed class WooStore
{
    private const string Created = "2026-03-01T10:00:00";
    private readonly SortedDictionary<int, JsonObject> _orders = [];
    private readonly Dictionary<int, List<JsonObject>> _notes = [];
    private readonly Dictionary<int, List<JsonObject>> _refunds = [];
    private readonly SortedDictionary<int, JsonObject> _customers = [];
    private readonly SortedDictionary<int, JsonObject> _coupons = [];
    private int _lastId = 1_000;

    public WooStore() => Catalog = new WooCatalog(() => ++_lastId);

    public WooCatalog Catalog { get; }

    public IReadOnlyCollection<JsonObject> Orders => _orders.Values;

    public IReadOnlyCollection<JsonObject> Customers => _customers.Values;

    public IReadOnlyCollection<JsonObject> Coupons => _coupons.Values;

    public IReadOnlyList<JsonObject> RefundsOf(int order) => _refunds.GetValueOrDefault(order) ?? [];

    /// <summary>Whether the payment's provider takes refunds.</summary>
    public bool GatewayRefunds { get; set; } = true;

    public int AddOrder(string status = "processing", string total = "49.80", string email = "anna@example.com")
    {
        var id = ++_lastId;
        _orders[id] = new JsonObject
        {
            ["id"] = id,
            ["number"] = id.ToString(CultureInfo.InvariantCulture),
            ["status"] = status,
            ["currency"] = "EUR",
            ["total"] = total,
            ["date_created"] = Created,
            ["customer_note"] = "",
            ["billing"] = new JsonObject { ["email"] = email },
            ["line_items"] = new JsonArray(Line(1, "Classic mug", 3, "37.35", "7.10")),
            ["refunds"] = new JsonArray(),
            ["meta_data"] = new JsonArray(),
            ["payment_url"] = $"https://shop.example/checkout/order-pay/{id}/?pay_for_order=true",
        };
        return id;
    }

    public int AddCustomer(string email) => Add(_customers, Customer(new JsonObject { ["email"] = email }));

    public int AddCoupon(string code, Action<JsonObject>? change = null)
    {
        var coupon = Coupon(new JsonObject { ["code"] = code, ["amount"] = "10.00", ["discount_type"] = "percent" });
        change?.Invoke(coupon);
        return Add(_coupons, coupon);
    }

    public VendorAnswer Answer(VendorRequest request) =>
        request.Path switch
        {
            ["orders"] when request.Method == "POST" => Create(_orders, NewOrder(request.Body!)),
            ["orders"] => WooPage.Of([.. _orders.Values.Reverse().Where(o => WooPage.Finds(o, request.Query))], request.Query),
            ["orders", var id] => One(_orders, id, request, "woocommerce_rest_shop_order_invalid_id"),
            ["orders", var id, "notes"] => Notes(id, request),
            ["orders", var id, "refunds"] => Refunds(id, request),
            ["customers"] when request.Method == "POST" => NewCustomer(request.Body!),
            ["customers"] => WooPage.Of([.. _customers.Values.Where(c => Is(c, "email", request.Query.GetValueOrDefault("email")))], request.Query),
            ["customers", var id] => One(_customers, id, request, "woocommerce_rest_invalid_id"),
            ["coupons"] when request.Method == "POST" => NewCoupon(request.Body!),
            ["coupons"] => WooPage.Of([.. _coupons.Values.Where(c => Is(c, "code", request.Query.GetValueOrDefault("code")))], request.Query),
            ["products", ..] => Catalog.Answer(request),
            _ => Error(404, "rest_no_route", "No route was found."),
        };

    public static VendorAnswer Error(int status, string code, string message, JsonObject? data = null)
    {
        data ??= [];
        data["status"] = status;
        return new VendorAnswer(status, new JsonObject { ["code"] = code, ["message"] = message, ["data"] = data });
    }

    public static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is JsonObject inner && target[name] is JsonObject outer)
            {
                Merge(outer, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private VendorAnswer Notes(string id, VendorRequest request)
    {
        if (Find(_orders, id) is null)
        {
            return Error(404, "woocommerce_rest_order_invalid_id", "Invalid order ID.");
        }

        var notes = _notes.TryGetValue(int.Parse(id, CultureInfo.InvariantCulture), out var there) ? there : _notes[int.Parse(id, CultureInfo.InvariantCulture)] = [];
        if (request.Method == "GET")
        {
            var type = request.Query["type"];
            return new VendorAnswer(200, new JsonArray([.. notes.Where(n => type == "any" || (bool)n["customer_note"]! == (type == "customer")).Select(n => n.DeepClone())]));
        }

        var note = (JsonObject)request.Body!.DeepClone();
        (note["id"], note["author"], note["date_created_gmt"]) = (++_lastId, "WooCommerce", Created);
        notes.Insert(0, note);
        return new VendorAnswer(201, note.DeepClone());
    }

    private VendorAnswer Refunds(string id, VendorRequest request)
    {
        if (Find(_orders, id) is not { } order)
        {
            return Error(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.");
        }

        var number = (int)order["id"]!;
        var refunds = _refunds.TryGetValue(number, out var there) ? there : _refunds[number] = [];
        if (request.Method == "GET")
        {
            return WooPage.Of(refunds, request.Query);
        }

        var body = request.Body!;
        var amount = decimal.Parse((string)body["amount"]!, CultureInfo.InvariantCulture);
        var left = decimal.Parse((string)order["total"]!, CultureInfo.InvariantCulture) - refunds.Sum(r => decimal.Parse((string)r["amount"]!, CultureInfo.InvariantCulture));
        if (amount > left)
        {
            return Error(500, "woocommerce_rest_cannot_create_order_refund", "Invalid refund amount.");
        }

        if ((bool)body["api_refund"]! && !GatewayRefunds)
        {
            return Error(500, "woocommerce_rest_cannot_create_order_refund", "The payment gateway for this order does not support automatic refunds.");
        }

        var refund = new JsonObject
        {
            ["id"] = ++_lastId,
            ["date_created"] = Created,
            ["amount"] = body["amount"]!.DeepClone(),
            ["reason"] = (string?)body["reason"] ?? "",
            ["refunded_payment"] = (bool)body["api_refund"]!,
            ["meta_data"] = body["meta_data"]?.DeepClone() ?? new JsonArray(),
            ["line_items"] = new JsonArray(
                [.. (body["line_items"] as JsonArray ?? []).Select(l => Line(++_lastId, "Classic mug", -(int)l!["quantity"]!, (-(decimal)l["refund_total"]!).ToString(CultureInfo.InvariantCulture), "0.00"))]
            ),
        };
        refunds.Insert(0, refund);
        ((JsonArray)order["refunds"]!).Add(new JsonObject { ["id"] = refund["id"]!.DeepClone(), ["reason"] = "", ["total"] = $"-{(string)body["amount"]!}" });
        return new VendorAnswer(201, refund.DeepClone());
    }

    private JsonObject NewOrder(JsonObject body)
    {
        var order = _orders[AddOrder("pending", "0.00", "")];
        _orders.Remove((int)order["id"]!);
        order["line_items"] = new JsonArray(
            [.. ((JsonArray)body["line_items"]!).Select(l => Line((int)l!["product_id"]!, "Item", (int)l["quantity"]!, "12.50", "0.00", (int)l["product_id"]!, (int?)l["variation_id"] ?? 0))]
        );
        body.Remove("line_items");
        body.Remove("set_paid");
        Merge(order, body);
        return order;
    }

    private VendorAnswer NewCustomer(JsonObject body) =>
        _customers.Values.Any(c => Is(c, "email", (string)body["email"]!))
            ? Error(400, "registration-error-email-exists", "An account is already registered with your email address.")
            : Create(_customers, Customer(body));

    private VendorAnswer NewCoupon(JsonObject body) =>
        _coupons.Values.Any(c => Is(c, "code", (string)body["code"]!))
            ? Error(400, "woocommerce_rest_coupon_code_already_exists", "The coupon code already exists")
            : Create(_coupons, Coupon(body));

    private VendorAnswer One(SortedDictionary<int, JsonObject> items, string id, VendorRequest request, string missing)
    {
        if (Find(items, id) is not { } item)
        {
            return Error(request.Method == "GET" ? 404 : 400, missing, "Invalid ID.");
        }

        if (request.Method == "PUT")
        {
            if (items == _customers && request.Body!["email"] is { } email && _customers.Values.Any(c => c != item && Is(c, "email", (string)email!)))
            {
                return Error(400, "registration-error-email-exists", "An account is already registered with your email address.");
            }

            Merge(item, request.Body!);
        }

        return new VendorAnswer(200, item.DeepClone());
    }

    private VendorAnswer Create(SortedDictionary<int, JsonObject> items, JsonObject item)
    {
        var id = item["id"] is { } given ? (int)given : ++_lastId;
        item["id"] = id;
        items[id] = item;
        return new VendorAnswer(201, item.DeepClone());
    }

    private int Add(SortedDictionary<int, JsonObject> items, JsonObject item) => (int)Create(items, item).Body!["id"]!;

    private static JsonObject? Find(SortedDictionary<int, JsonObject> items, string id) =>
        int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? items.GetValueOrDefault(number) : null;

    private static bool Is(JsonObject item, string name, string? value) =>
        value is null || string.Equals((string?)item[name], value, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Customer(JsonObject given)
    {
        var customer = new JsonObject
        {
            ["role"] = "customer",
            ["first_name"] = "",
            ["billing"] = new JsonObject { ["city"] = "Berlin", ["country"] = "DE" },
            ["shipping"] = new JsonObject(),
            ["meta_data"] = new JsonArray(),
        };
        Merge(customer, given);
        return customer;
    }

    private static JsonObject Coupon(JsonObject given)
    {
        var coupon = new JsonObject
        {
            ["usage_count"] = 0,
            ["usage_limit"] = null,
            ["date_expires_gmt"] = null,
            ["minimum_amount"] = "0.00",
            ["maximum_amount"] = "0.00",
            ["email_restrictions"] = new JsonArray(),
            ["meta_data"] = new JsonArray(),
        };
        Merge(coupon, given);
        return coupon;
    }

    private static JsonObject Line(int id, string name, int quantity, string total, string tax, int product = 201, int variation = 0) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["product_id"] = product,
            ["variation_id"] = variation,
            ["quantity"] = quantity,
            ["total"] = total,
            ["total_tax"] = tax,
            ["taxes"] = tax == "0.00" ? new JsonArray() : new JsonArray(new JsonObject { ["id"] = 75, ["total"] = tax }),
        };
}
