using FlowEngine.Nodes;

namespace Connectors.Woo.FindOrders;

/// <summary>The node that finds orders of a shop.</summary>
public static class FindOrdersNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<FindOrdersConfig>("woocommerce.findOrders", version: 1)
            .Title("Find orders", NodeCategory.Connector, "Finds orders of a shop by e-mail address and state, the newest first.")
            .Card("Finds orders of {email} in {connection}", "shop")
            .Field(c => c.Connection, "Connection", "The shop.", FieldKind.Connection)
            .Field(
                c => c.Email,
                "E-mail",
                "Only orders with this billing address. Ask only for an address that the visitor has proved to own.",
                expression: true,
                template: true
            )
            .Field(
                c => c.Status,
                "State",
                "Only orders in this state.",
                options: [new FieldOption("any", "any"), .. OrderStates.Options]
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the list of orders.", FieldKind.Variable)
            .Field(c => c.Limit, "At most", "Number of orders, 1 to 200.", advanced: true, minimum: 1, maximum: 200)
            .Output("success", "found", "A list of orders, the newest first.")
            .Shape($"[{WooShapes.Order}]")
            .Output("notFound", "not found", "No order fits.")
            .Effect(EffectKind.Read)
            .Connection(WooConnector.Key)
            .Errors(WooErrors.Documented)
            .Error("woocommerce.filter", "Neither an e-mail address nor a state is given; give one.")
            .Error("woocommerce.status", "There is no such state of an order.")
            .Error("woocommerce.limit", "The number of hits is out of range.")
            .Build();
}
