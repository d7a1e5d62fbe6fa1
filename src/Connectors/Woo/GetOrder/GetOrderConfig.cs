using System.Text.Json;

namespace Connectors.Woo.GetOrder;

/// <summary>Settings of the node that reads one order, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>woocommerce</c> connection.</param>
/// <param name="OrderId">Number of the order: a number, or text such as <c>1001</c> or <c>#1001</c>.</param>
/// <param name="SaveTo">Variable that receives the order; null for none.</param>
public sealed record GetOrderConfig(string Connection, JsonElement OrderId, string? SaveTo = null);
