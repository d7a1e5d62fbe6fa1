using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>Coupons (https://woocommerce.github.io/woocommerce-rest-api-docs/#coupons). A code belongs to one coupon; case does not matter.</summary>
internal static class Coupons
{
    private const string BadCode = "woocommerce.code";
    private const string BadAmount = "woocommerce.amount";

    private static readonly FieldDefinition Code = WooFields.Text("code", "Code", "Code of the coupon.", required: true);
    private static readonly PortDefinition Missing = WooFields.Missing("The shop has no coupon with this code.");

    /// <summary>What can be done with coupons.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("findCoupon", "Find coupon", "Reads a coupon of a shop by its code.", FindAsync)
            {
                Card = "Finds coupon {code} in {connection}",
                Fields = [Code],
                Outputs = [WooFields.Done("found", "The coupon.", WooShapes.Coupon), Missing],
                Errors = WooErrors.Documented,
            },
            new("checkCoupon", "Check coupon", "Checks whether a coupon can be used now; the shop has the last word at the checkout.", CheckAsync)
            {
                Card = "Checks coupon {code} in {connection}",
                Fields =
                [
                    Code,
                    WooFields.Text("email", "E-mail", "Address of the buyer, for coupons of certain people."),
                    WooFields.Amount("amount", "Amount", "Value of the cart, for coupons with a least or greatest amount."),
                ],
                Outputs =
                [
                    WooFields.Done("valid", "The coupon, which can be used.", WooShapes.Coupon),
                    new PortDefinition(
                        "notValid",
                        "not valid",
                        "It cannot be used: { reason, coupon }; the reason is one of expired, usedUp, email, tooLittle, tooMuch, draft.",
                        Shape: ValueShape.Sketch($"{{ reason: string, coupon: {WooShapes.Coupon} }}")
                    ),
                    Missing,
                ],
                Errors = WooErrors.Documented,
            },
            new("createCoupon", "Create coupon", "Creates a coupon; a repeated attempt finds the first one's.", CreateAsync)
            {
                Card = "Creates coupon {code} in {connection}",
                Fields =
                [
                    Code,
                    new FieldDefinition(
                        "type",
                        "Kind",
                        "What the amount means.",
                        FieldKind.Choice,
                        Default: WooFields.Json("fixed_cart"),
                        Options: [new("percent", "percent"), new("fixed_cart", "amount off the cart"), new("fixed_product", "amount off each product")]
                    ),
                    WooFields.Amount("amount", "Amount", "Amount of money or percent, for example 10.", required: true),
                    WooFields.Text("email", "Only for", "E-mail address of the only person who may use it; empty for everybody."),
                    WooFields.Text("expires", "Expires", "Last day, for example 2026-12-31; empty for never."),
                    new FieldDefinition("uses", "Uses", "How often it can be used; 0 for any number.", FieldKind.Number, Default: WooFields.Json(1), Expression: true, Minimum: 0, Maximum: 1_000_000),
                    WooFields.Amount("minimum", "From", "Least value of the cart."),
                    WooFields.YesNo("alone", "Only alone", "Yes lets no other coupon be used with it.", standard: true, advanced: true),
                    WooFields.Text("description", "Description", "Shown in the shop's administration only.", advanced: true),
                ],
                Outputs = [WooFields.Done("created", "The new coupon.", WooShapes.Coupon), WooFields.Taken("There is a coupon with this code")],
                Effect = EffectKind.Write,
                Idempotent = true, // by code and mark
                Errors = WooErrors.With((BadCode, "There is no code; give one."), (BadAmount, "The amount is no number above 0, or more than 100 percent.")),
            },
        ];

    private static async ValueTask<NodeResult> FindAsync(OperationCall call, CancellationToken cancellationToken) =>
        WooApi.Leave(await ReadAsync(call, cancellationToken).ConfigureAwait(false), call);

    private static async ValueTask<NodeResult> CheckAsync(OperationCall call, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(call, cancellationToken).ConfigureAwait(false);
        return answer is WooAnswer.Found { Value: var coupon } && CouponRules.WhyNot(coupon, WooValue.Filled(call, "email"), call.Number("amount"), call.Context.Now) is { } reason
            ? new NodeResult.Completed(
                "notValid",
                JsonSerializer.SerializeToElement(new JsonObject { ["reason"] = reason, ["coupon"] = JsonNode.Parse(coupon.GetRawText()) })
            )
            : WooApi.Leave(answer, call);
    }

    private static async ValueTask<NodeResult> CreateAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Filled(call, "code") is not { } code)
        {
            return WooApi.Fail(BadCode, "There is no code. Give one.");
        }

        var type = call.Text("type") ?? "fixed_cart";
        if (!RefundAmounts.TryAmount(WooValue.Filled(call, "amount"), 0, out var amount) || (type == "percent" && amount > 100))
        {
            return WooApi.Fail(BadAmount, "Give an amount above 0, and at most 100 percent.");
        }

        var body = new JsonObject
        {
            ["code"] = code,
            ["discount_type"] = type,
            ["amount"] = amount.ToString("0.00", CultureInfo.InvariantCulture),
            ["individual_use"] = call.IsSet("alone"),
        };
        if (call.Whole("uses") is { } uses and > 0)
        {
            body["usage_limit"] = uses;
        }

        if (WooValue.Filled(call, "email") is { } email)
        {
            body["email_restrictions"] = new JsonArray(email);
        }

        foreach (var (setting, member) in new[] { ("expires", "date_expires"), ("minimum", "minimum_amount"), ("description", "description") })
        {
            if (WooValue.Filled(call, setting) is { } value)
            {
                body[member] = value;
            }
        }

        var answer = await WooApi.WriteAsync(call, HttpMethod.Post, "coupons", WooKey.Mark(body, call), cancellationToken).ConfigureAwait(false);
        if (answer is not WooAnswer.Taken taken)
        {
            return WooApi.Leave(answer, call);
        }

        var existing = await ReadAsync(call, cancellationToken).ConfigureAwait(false);
        return existing switch
        {
            WooAnswer.Found { Value: var coupon } when WooKey.MayBeThere(call) && WooKey.IsOurs(coupon, call) => WooApi.Leave(existing, call),
            WooAnswer.Found { Value: var coupon } => WooApi.Leave(taken with { ExistingId = WooValue.Number(coupon, "id") }, call),
            WooAnswer.Failed => WooApi.Leave(existing, call),
            _ => WooApi.Leave(taken, call),
        };
    }

    private static async Task<WooAnswer> ReadAsync(OperationCall call, CancellationToken cancellationToken)
    {
        // An empty filter means "all coupons" to WooCommerce.
        if (WooValue.Filled(call, "code") is not { } code)
        {
            return new WooAnswer.Missing();
        }

        var (items, error, _) = await WooPages
            .CollectAsync(
                call,
                "coupons",
                [new("code", code)],
                c => string.Equals(WooValue.Text(c, "code"), code, StringComparison.OrdinalIgnoreCase),
                1,
                cancellationToken
            )
            .ConfigureAwait(false);
        return error is not null ? new WooAnswer.Failed(error)
            : items is [var found] ? new WooAnswer.Found(found, 1)
            : new WooAnswer.Missing();
    }
}
