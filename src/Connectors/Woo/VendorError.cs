using System.Text.Json;

namespace Connectors.Woo;

/// <summary>An error as WordPress and WooCommerce write it.</summary>
/// <param name="Code">For example <c>woocommerce_rest_cannot_view</c> or <c>rest_no_route</c>.</param>
/// <param name="Message">Sentence of the shop, in the shop's language, without markup, at most 200 characters.</param>
internal sealed record VendorError(string Code, string Message)
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

        return new VendorError(code, Shorten(Text(json, "message") ?? ""));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    private static string Shorten(string message)
    {
        var line = string.Concat(message.Select(c => char.IsControl(c) || c is '<' or '>' ? ' ' : c)).Trim();
        return line.Length <= 200 ? line : string.Concat(line.AsSpan(0, 200), "…");
    }
}
