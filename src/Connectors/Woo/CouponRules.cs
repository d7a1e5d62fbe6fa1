using System.Globalization;
using System.Text.Json;

namespace Connectors.Woo;

/// <summary>The rules of a coupon that can be told before the checkout.</summary>
internal static class CouponRules
{
    /// <summary>Why a coupon cannot be used.</summary>
    /// <param name="coupon">
    /// <c>{ "date_expires_gmt": "2026-12-31T23:00:00", "usage_limit": 1, "usage_count": 0, "minimum_amount": "10.00",
    /// "email_restrictions": [ "*@example.com" ] }</c>
    /// </param>
    /// <param name="email">Address of the buyer; null when it is not known.</param>
    /// <param name="amount">Value of the cart; null when it is not known.</param>
    /// <param name="now">Time of the turn.</param>
    /// <returns>A word for the reason; null when it can be used.</returns>
    public static string? WhyNot(JsonElement coupon, string? email, decimal? amount, DateTimeOffset now)
    {
        if (WooValue.Text(coupon, "status") is not (null or "publish"))
        {
            return "draft";
        }

        if (
            DateTimeOffset.TryParse(WooValue.Text(coupon, "date_expires_gmt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            && expires < now
        )
        {
            return "expired";
        }

        if (WooValue.Number(coupon, "usage_limit") is { } limit and > 0 && WooValue.Number(coupon, "usage_count") >= limit)
        {
            return "usedUp";
        }

        if (Restrictions(coupon) is { Count: > 0 } allowed && (email is null || !allowed.Any(a => Fits(a, email))))
        {
            return "email";
        }

        return amount < Money(coupon, "minimum_amount") ? "tooLittle"
            : Money(coupon, "maximum_amount") is { } most and > 0 && amount > most ? "tooMuch"
            : null;
    }

    private static List<string> Restrictions(JsonElement coupon) =>
        coupon.TryGetProperty("email_restrictions", out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.String).Select(e => e.GetString()!)] // a string element has a string
            : [];

    /// <summary>An address, or one with a star for any name: <c>*@example.com</c>.</summary>
    private static bool Fits(string allowed, string email) =>
        allowed.StartsWith('*')
            ? email.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(allowed, email, StringComparison.OrdinalIgnoreCase);

    private static decimal? Money(JsonElement coupon, string name) =>
        decimal.TryParse(WooValue.Text(coupon, name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var money) ? money : null;
}
