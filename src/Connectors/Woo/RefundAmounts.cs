using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Connectors.Woo;

/// <summary>How much money of an order comes back. Amounts are texts with a point in WooCommerce.</summary>
internal static class RefundAmounts
{
    /// <summary>What is left of an order after its refunds.</summary>
    /// <param name="order">
    /// <c>{ "total": "49.80", "refunds": [ { "id": 7, "total": "-12.50" } ] }</c>; refunds are negative.
    /// </param>
    /// <returns>Zero or more for a sound order.</returns>
    public static decimal LeftOf(JsonElement order)
    {
        var refunds = order.TryGetProperty("refunds", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;
        return Money(WooValue.Text(order, "total")) + refunds.Sum(r => -Math.Abs(Money(WooValue.Text(r, "total"))));
    }

    /// <summary>Reads an amount of money.</summary>
    /// <param name="text">Amount with a point or a comma before the cents; null for the usual one.</param>
    /// <param name="usual">What is meant by nothing.</param>
    /// <param name="amount">The amount, above 0, rounded to cents.</param>
    /// <returns>False when it is no such amount.</returns>
    public static bool TryAmount(string? text, decimal usual, out decimal amount)
    {
        amount = usual;
        var isRead =
            text is null
            || decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
        amount = decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
        return isRead && amount > 0;
    }

    /// <summary>Reads the items that come back.</summary>
    /// <param name="items">Setting with a list of { lineItemId, quantity, amount }; undefined for none.</param>
    /// <param name="order">The order.</param>
    /// <param name="lines">Items as WooCommerce takes them: id, quantity, refund_total.</param>
    /// <param name="total">Their amount, taxes included.</param>
    /// <returns>False when an item is none of the order's.</returns>
    public static bool TryItems(JsonElement items, JsonElement order, out JsonArray lines, out decimal total)
    {
        (lines, total) = ([], 0);
        foreach (var item in items.ValueKind is JsonValueKind.Array ? items.EnumerateArray() : default)
        {
            if (LineOf(item, order) is not { } line || !TryQuantity(item, WooValue.Number(line, "quantity") ?? 0, out var quantity, out var part))
            {
                return false;
            }

            var given = item.TryGetProperty("amount", out var written) ? written.ValueKind is JsonValueKind.Number ? written.GetRawText() : written.GetString() : null;
            var net = Money(WooValue.Text(line, "total")) * part;
            if (!TryAmount(string.IsNullOrWhiteSpace(given) ? null : given, net, out var amount))
            {
                return false;
            }

            // The tax of what comes back is part of the money, but not of refund_total.
            total += amount + (string.IsNullOrWhiteSpace(given) ? decimal.Round(Money(WooValue.Text(line, "total_tax")) * part, 2, MidpointRounding.AwayFromZero) : 0);
            var refunded = new JsonObject
            {
                ["id"] = WooValue.Number(line, "id"),
                ["quantity"] = quantity,
                ["refund_total"] = amount,
            };
            lines.Add(refunded);
            if (string.IsNullOrWhiteSpace(given) && TaxesOf(line, part) is { Count: > 0 } taxes)
            {
                refunded["refund_tax"] = taxes;
            }
        }

        return true;
    }

    /// <summary>Part of the line's taxes: <c>"taxes": [ { "id": 75, "total": "0.95" } ]</c>.</summary>
    private static JsonArray TaxesOf(JsonElement line, decimal part)
    {
        var taxes = line.TryGetProperty("taxes", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;
        return
        [
            .. taxes.Select(t => new JsonObject
            {
                ["id"] = WooValue.Number(t, "id"),
                ["refund_total"] = decimal.Round(Money(WooValue.Text(t, "total")) * part, 2, MidpointRounding.AwayFromZero),
            }),
        ];
    }

    private static JsonElement? LineOf(JsonElement item, JsonElement order)
    {
        if (item.ValueKind is not JsonValueKind.Object || !item.TryGetProperty("lineItemId", out var given) || !WooValue.TryReadId(given, out var id))
        {
            return null;
        }

        var lines = order.TryGetProperty("line_items", out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : default;
        return lines.Where(l => WooValue.Number(l, "id")?.ToString(CultureInfo.InvariantCulture) == id.TrimStart('0')).Select(l => (JsonElement?)l).FirstOrDefault();
    }

    private static bool TryQuantity(JsonElement item, long ordered, out long quantity, out decimal part)
    {
        (quantity, part) = (1, 0);
        if (item.TryGetProperty("quantity", out var given))
        {
            if (!WooValue.TryReadId(given, out var text))
            {
                return false;
            }

            quantity = long.Parse(text, CultureInfo.InvariantCulture);
        }

        part = ordered > 0 ? (decimal)quantity / ordered : 0;
        return quantity <= ordered;
    }

    private static decimal Money(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var money) ? money : 0;
}
