using System.Text.Json;

namespace Connectors.Woo;

/// <summary>A product or a variation that was found by its SKU.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ParentId">Id of the product, for a variation; null for a product.</param>
/// <param name="Json">What the shop answered.</param>
internal sealed record FoundProduct(long Id, long? ParentId, JsonElement Json)
{
    /// <summary>Path of its own below the API.</summary>
    public string Path => ParentId is { } parent ? FormattableString.Invariant($"products/{parent}/variations/{Id}") : FormattableString.Invariant($"products/{Id}");

    /// <summary>Reads a product.</summary>
    /// <param name="json">A product; one of the type variation has a parent.</param>
    /// <returns>The product; null when it has no id.</returns>
    public static FoundProduct? Of(JsonElement json) =>
        WooValue.Number(json, "id") is { } id
            ? new FoundProduct(id, WooValue.Number(json, "parent_id") is { } parent and > 0 ? parent : null, json)
            : null;
}
