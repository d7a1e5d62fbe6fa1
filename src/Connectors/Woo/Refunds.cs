using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.Woo;

/// <summary>
/// Refunds (https://woocommerce.github.io/woocommerce-rest-api-docs/#order-refunds). An attempt after one that may have
/// arrived looks through the order's refunds for its mark first: money is never sent back twice.
/// </summary>
internal static class Refunds
{
    private const string BadAmount = "woocommerce.amount";
    private const string BadItems = "woocommerce.items";

    /// <summary>What can be done with refunds.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("refundOrder", "Refund order", "Sends money of an order back: all that is left, an amount, or the price of items.", RefundAsync)
            {
                Card = "Refunds {amount} of order {orderId}",
                Fields =
                [
                    WooFields.Order,
                    WooFields.Amount("amount", "Amount", "In the currency of the order, for example 12.50; empty for the items, or for all that is left."),
                    new FieldDefinition(
                        "items",
                        "Items",
                        "Only these items of the order.",
                        FieldKind.List,
                        Expression: true,
                        Fields:
                        [
                            WooFields.Text("lineItemId", "Line item", "Its id: id of one of the order's line_items.", required: true),
                            new FieldDefinition("quantity", "Quantity", "How many of it come back.", FieldKind.Number, Default: WooFields.Json(1), Expression: true, Minimum: 0, Maximum: 10_000),
                            WooFields.Amount("amount", "Amount", "Money for them; empty for their part of the line's total."),
                        ]
                    ),
                    WooFields.Text("reason", "Reason", "Shown in the shop."),
                    WooFields.YesNo("sendMoney", "Send the money", "Yes sends it back by the payment's provider; no only notes the refund.", standard: true),
                    WooFields.YesNo("restock", "Put back into stock", "Yes raises the stock of the items.", standard: true, advanced: true),
                ],
                Outputs =
                [
                    WooFields.Done("refunded", "The refund.", WooShapes.Refund),
                    new PortDefinition("nothingLeft", "nothing left", "Everything is refunded already; the output is the order.", Shape: ValueShape.Sketch(WooShapes.Order)),
                    WooFields.Missing("The shop has no order with this number."),
                ],
                Effect = EffectKind.Write,
                Idempotent = true, // by the mark
                Errors = WooErrors.With(
                    (BadAmount, "The amount is no amount of money above 0, or more than is left of the order."),
                    (BadItems, "An item is none of the order's line items, or its quantity is more than was ordered.")
                ),
            },
            new("getRefunds", "Get refunds", "Reads the refunds of an order, the newest first.", ReadAsync)
            {
                Card = "Gets the refunds of order {orderId}",
                Fields = [WooFields.Order],
                Outputs =
                [
                    WooFields.Done("found", "A list of refunds.", $"[{WooShapes.Refund}]"),
                    WooFields.Missing("The shop has no such order, or it has no refund."),
                ],
                Errors = WooErrors.Documented,
            },
        ];

    private static async ValueTask<NodeResult> RefundAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Id(call, "orderId") is not { } id)
        {
            return WooApi.Missing;
        }

        if (WooKey.MayBeThere(call) && await FindOursAsync(call, id, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        var answer = await WooApi.GetAsync(call, $"orders/{id}", cancellationToken).ConfigureAwait(false);
        if (answer is not WooAnswer.Found { Value: var order })
        {
            return WooApi.Leave(answer, call);
        }

        var left = RefundAmounts.LeftOf(order);
        if (left <= 0)
        {
            return new NodeResult.Completed("nothingLeft", WooValue.Trim(order));
        }

        if (!RefundAmounts.TryItems(call.Value("items"), order, out var lines, out var ofItems))
        {
            return WooApi.Fail(BadItems, "Each item needs the id of one of the order's line items, and no more than was ordered of it.");
        }

        var written = WooValue.Filled(call, "amount");
        if (!RefundAmounts.TryAmount(written, lines.Count > 0 ? ofItems : left, out var amount) || amount > left)
        {
            return WooApi.Fail(
                BadAmount,
                string.Create(CultureInfo.InvariantCulture, $"The amount must be above 0 and at most the {left:0.00} that are left of the order.")
            );
        }

        var body = new JsonObject
        {
            ["amount"] = amount.ToString("0.00", CultureInfo.InvariantCulture),
            ["api_refund"] = call.IsSet("sendMoney"),
            ["api_restock"] = call.IsSet("restock"),
        };
        if (lines.Count > 0)
        {
            body["line_items"] = lines;
        }

        if (WooValue.Filled(call, "reason") is { } reason)
        {
            body["reason"] = reason;
        }

        var refunded = await WooApi
            .WriteAsync(call, HttpMethod.Post, $"orders/{id}/refunds", WooKey.Mark(body, call), cancellationToken)
            .ConfigureAwait(false);
        return WooApi.Leave(refunded, call);
    }

    /// <summary>Looks for the refund of an earlier attempt.</summary>
    /// <returns>The way out when it is there or cannot be told; null when it is not there.</returns>
    private static async Task<NodeResult?> FindOursAsync(OperationCall call, string id, CancellationToken cancellationToken)
    {
        var (refunds, error) = await ListAsync(call, id, cancellationToken).ConfigureAwait(false);
        return error is not null ? new NodeResult.Failed(error)
            : refunds.Where(r => WooKey.IsOurs(r, call)).ToList() is [var ours, ..] ? new NodeResult.Completed(WooApi.Success, WooValue.Trim(ours))
            : null;
    }

    private static async ValueTask<NodeResult> ReadAsync(OperationCall call, CancellationToken cancellationToken)
    {
        if (WooValue.Id(call, "orderId") is not { } id)
        {
            return WooApi.Missing;
        }

        var (items, error) = await ListAsync(call, id, cancellationToken).ConfigureAwait(false);
        return WooApi.Many(items, error);
    }

    private static async Task<(IReadOnlyList<JsonElement> Items, NodeError? Error)> ListAsync(OperationCall call, string id, CancellationToken cancellationToken)
    {
        var (items, error, _) = await WooPages
            .CollectAsync(call, $"orders/{id}/refunds", [], static _ => true, 200, cancellationToken)
            .ConfigureAwait(false);
        return (items, error);
    }
}
