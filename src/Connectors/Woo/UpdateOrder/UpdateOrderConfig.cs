using System.Text.Json;

namespace Connectors.Woo.UpdateOrder;

/// <summary>Settings of the node that changes an order, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>woocommerce</c> connection.</param>
/// <param name="OrderId">Number of the order: a number, or text such as <c>1001</c> or <c>#1001</c>.</param>
/// <param name="Status">New state; null leaves it.</param>
/// <param name="CustomerNote">New note of the customer; null leaves it.</param>
/// <param name="SaveTo">Variable that receives the changed order; null for none.</param>
public sealed record UpdateOrderConfig(
    string Connection,
    JsonElement OrderId,
    string? Status = null,
    string? CustomerNote = null,
    string? SaveTo = null
);

/// <summary>Body of <c>PUT /orders/{id}</c>; members that are null are left out.</summary>
/// <param name="Status">New state.</param>
/// <param name="CustomerNote">New note.</param>
internal sealed record OrderChange(string? Status, string? CustomerNote);
