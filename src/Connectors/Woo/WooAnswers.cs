using System.Globalization;
using System.Text.Json;
using FlowEngine.Connecting.Calling;

namespace Connectors.Woo;

/// <summary>Reads what a shop answered, which is not always what the documentation promises.</summary>
internal static class WooAnswers
{
    /// <summary>Sorts an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="expected">Kind of JSON that was asked for.</param>
    /// <param name="repeatable">True when the call may be made twice.</param>
    /// <param name="time">Clock for <c>Retry-After</c>.</param>
    /// <returns>Value, missing, taken or failed.</returns>
    public static WooAnswer Read(Answer answer, JsonValueKind expected, bool repeatable, TimeProvider time)
    {
        var isJson = answer.TryReadJson(out var json);
        if (!answer.IsSuccess)
        {
            // { "code": "woocommerce_rest_shop_order_invalid_id", "message": "Invalid ID.", "data": { "status": 404 } }
            var error = isJson ? VendorError.Read(json) : null;
            return error switch
            {
                // WooCommerce answers 404 where an item is read and 400 where it is changed.
                { Code: var code } when answer.Status is 404 or 400 && IsMissing(code) => new WooAnswer.Missing(),
                { Code: var code } when answer.Status is 400 or 409 && IsTaken(code) => new WooAnswer.Taken(code, error.Message, error.ResourceId),
                _ => new WooAnswer.Failed(WooErrors.From(answer, error, repeatable, time)),
            };
        }

        if (!isJson)
        {
            return new WooAnswer.Failed(
                WooErrors.InvalidAnswer(
                    answer.LooksLikeHtml
                        ? "The shop answered with a web page instead of data. Check that the address is the shop's, that permalinks are not 'Plain', and that no maintenance or login page stands before it."
                        : "The shop's answer is not complete JSON. A plug-in of the shop may print warnings into it; look into the shop's error log."
                )
            );
        }

        if (json.ValueKind != expected || (expected is JsonValueKind.Object && !HasId(json)))
        {
            return new WooAnswer.Failed(
                WooErrors.InvalidAnswer(
                    "The shop's answer has another shape than WooCommerce's REST API v3 promises. Check that the address is a WooCommerce shop."
                )
            );
        }

        return new WooAnswer.Found(json, Pages(answer));
    }

    private static bool IsMissing(string code) =>
        code.EndsWith("_invalid_id", StringComparison.Ordinal) || code.EndsWith("_invalid_order_id", StringComparison.Ordinal);

    private static bool IsTaken(string code) =>
        code is "registration-error-email-exists" or "registration-error-username-exists" or "product_invalid_sku"
        || code.EndsWith("_already_exists", StringComparison.Ordinal);

    private static bool HasId(JsonElement json) =>
        json.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.Number;

    private static int Pages(Answer answer) =>
        answer.Headers.TryGetValue("x-wp-totalpages", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pages)
            ? pages
            : 1;
}
