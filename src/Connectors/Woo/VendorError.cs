using System.Text.Json;

namespace Connectors.Woo;

/// <summary>An error as WordPress and WooCommerce write it.</summary>
/// <param name="Code">For example <c>woocommerce_rest_cannot_view</c> or <c>rest_no_route</c>.</param>
/// <param name="Message">Sentence of the shop, in the shop's language, without markup, at most 200 characters.</param>
/// <param name="ResourceId">Id of what is in the way (<c>data.resource_id</c>); null when the shop does not name it.</param>
internal sealed record VendorError(string Code, string Message, long? ResourceId = null)
{
    /// <summary>Reads an error.</summary>
    /// <param name="json">What the shop answered.</param>
    /// <returns>The error; null when the answer is not one.</returns>
    public static VendorError? Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object || Text(json, "code") is not { } code)
        {
            return null;
        }

        return new VendorError(code, VendorText.Shorten(Text(json, "message") ?? ""), ResourceIdOf(json));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    private static long? ResourceIdOf(JsonElement json) =>
        json.TryGetProperty("data", out var data)
        && data.ValueKind is JsonValueKind.Object
        && data.TryGetProperty("resource_id", out var id)
        && id.ValueKind is JsonValueKind.Number
        && id.TryGetInt64(out var number)
            ? number
            : null;
}
