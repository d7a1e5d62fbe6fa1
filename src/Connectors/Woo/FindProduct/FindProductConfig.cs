namespace Connectors.Woo.FindProduct;

/// <summary>Settings of the node that finds one product by its SKU, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>woocommerce</c> connection.</param>
/// <param name="Sku">Stock keeping unit; compared without regard to case.</param>
/// <param name="SaveTo">Variable that receives the product; null for none.</param>
public sealed record FindProductConfig(string Connection, string Sku, string? SaveTo = null);
