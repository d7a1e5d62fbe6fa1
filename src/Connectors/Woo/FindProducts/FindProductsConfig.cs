namespace Connectors.Woo.FindProducts;

/// <summary>Settings of the node that searches products, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>woocommerce</c> connection.</param>
/// <param name="Search">Words to search for in names and descriptions.</param>
/// <param name="Limit">Most products, 1 to 200.</param>
/// <param name="SaveTo">Variable that receives the list; null for none.</param>
public sealed record FindProductsConfig(string Connection, string Search, int Limit = 10, string? SaveTo = null);
