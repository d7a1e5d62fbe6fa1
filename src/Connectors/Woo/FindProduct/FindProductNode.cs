using FlowEngine.Nodes;

namespace Connectors.Woo.FindProduct;

/// <summary>The node that finds one product of a shop by its SKU.</summary>
public static class FindProductNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<FindProductConfig>("woocommerce.findProduct", version: 1)
            .Title("Find product by SKU", NodeCategory.Connector, "Finds one product of a shop by its SKU.")
            .Card("Finds product {sku} in {connection}", "shop")
            .Field(c => c.Connection, "Connection", "The shop.", FieldKind.Connection)
            .Field(
                c => c.Sku,
                "SKU",
                "Article number, for example MUG-01; upper and lower case are the same.",
                expression: true,
                template: true
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the product.", FieldKind.Variable)
            .Output("success", "found", "The product as WooCommerce describes it: id, name, sku, price, stock_status, stock_quantity and more.")
            .Shape(WooShapes.Product)
            .Output("notFound", "not found", "The shop has no product with this SKU.")
            .Effect(EffectKind.Read)
            .Connection(WooConnector.Key)
            .Errors(WooErrors.Documented)
            .Build();
}
