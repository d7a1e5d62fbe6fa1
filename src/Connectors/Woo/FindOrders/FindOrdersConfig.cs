namespace Connectors.Woo.FindOrders;

/// <summary>Settings of the node that finds orders, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>woocommerce</c> connection.</param>
/// <param name="Email">Only orders with this billing e-mail address; null for any.</param>
/// <param name="Status">Only orders in this state; <c>any</c> for all.</param>
/// <param name="Limit">Most orders, 1 to 200.</param>
/// <param name="SaveTo">Variable that receives the list; null for none.</param>
public sealed record FindOrdersConfig(
    string Connection,
    string? Email = null,
    string Status = "any",
    int Limit = 10,
    string? SaveTo = null
);
