using FlowEngine.Nodes;

namespace Connectors.Woo.UpdateOrder;

/// <summary>The node that changes an order of a shop.</summary>
public static class UpdateOrderNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<UpdateOrderConfig>("woocommerce.updateOrder", version: 1)
            .Title("Update order", NodeCategory.Connector, "Changes the state or the customer's note of an order.")
            .Card("Sets order {orderId} in {connection} to {status}", "shop")
            .Field(c => c.Connection, "Connection", "The shop.", FieldKind.Connection)
            .Field(
                c => c.OrderId,
                "Order number",
                "Number of the order; a leading # is ignored.",
                FieldKind.Text,
                expression: true,
                template: true
            )
            .Field(c => c.Status, "State", "New state of the order; empty leaves it.", expression: true, options: OrderStates.Options)
            .Field(
                c => c.CustomerNote,
                "Customer's note",
                "Replaces the note on the order; empty leaves it.",
                FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the changed order.", FieldKind.Variable)
            .Output("success", "changed", "The order as it is now.")
            .Shape(WooShapes.Order)
            .Output("notFound", "not found", "The shop has no order with this number.")
            .Effect(EffectKind.Write, idempotent: true)
            .Connection(WooConnector.Key)
            .Errors(WooErrors.Documented)
            .Error("woocommerce.nothing", "There is nothing to change; give a state or a note.")
            .Error("woocommerce.status", "There is no such state of an order.")
            .Error("woocommerce.note", "The note is too long.")
            .Build();
}
