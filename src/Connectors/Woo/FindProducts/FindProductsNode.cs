using FlowEngine.Nodes;

namespace Connectors.Woo.FindProducts;

/// <summary>The node that searches the products of a shop.</summary>
public static class FindProductsNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<FindProductsConfig>("woocommerce.findProducts", version: 1)
            .Title("Search products", NodeCategory.Connector, "Searches the products of a shop by words.")
            .Card("Searches {connection} for {search}", "shop")
            .Field(c => c.Connection, "Connection", "The shop.", FieldKind.Connection)
            .Field(c => c.Search, "Search for", "Words in names and descriptions.", expression: true, template: true)
            .Field(c => c.SaveTo, "Save to", "Variable that receives the list of products.", FieldKind.Variable)
            .Field(c => c.Limit, "At most", "Number of products, 1 to 200.", advanced: true, minimum: 1, maximum: 200)
            .Output("success", "found", "A list of products, the best first as the shop sorts them.")
            .Shape($"[{WooShapes.Product}]")
            .Output("notFound", "not found", "No product fits.")
            .Effect(EffectKind.Read)
            .Connection(WooConnector.Key)
            .Errors(WooErrors.Documented)
            .Error("woocommerce.limit", "The number of hits is out of range.")
            .Build();
}
