using System.Text.Json;

namespace Connectors.Woo.GetProduct;

/// <summary>Settings of the node that reads one product, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>woocommerce</c> connection.</param>
/// <param name="ProductId">Id of the product: a number, or text of digits.</param>
/// <param name="SaveTo">Variable that receives the product; null for none.</param>
public sealed record GetProductConfig(string Connection, JsonElement ProductId, string? SaveTo = null);
