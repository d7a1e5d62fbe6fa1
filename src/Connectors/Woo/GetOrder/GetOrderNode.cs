using FlowEngine.Nodes;

namespace Connectors.Woo.GetOrder;

/// <summary>The node that reads one order of a shop.</summary>
public static class GetOrderNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<GetOrderConfig>("woocommerce.getOrder", version: 1)
            .Title("Get order", NodeCategory.Connector, "Reads one order of a shop by its number.")
            .Card("Gets order {orderId} from {connection}", "shop")
            .Field(c => c.Connection, "Connection", "The shop.", FieldKind.Connection)
            .Field(
                c => c.OrderId,
                "Order number",
                "Number of the order; a leading # is ignored.",
                FieldKind.Text,
                expression: true,
                template: true
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the order.", FieldKind.Variable)
            .Output("success", "found", "The order as WooCommerce describes it: id, number, status, total, line_items, billing and more.")
            .Shape(WooShapes.Order)
            .Output("notFound", "not found", "The shop has no order with this number.")
            .Effect(EffectKind.Read)
            .Connection(WooConnector.Key)
            .Errors(WooErrors.Documented)
            .Build();
}
