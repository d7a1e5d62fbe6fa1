using FlowEngine.Nodes;

namespace Connectors.Woo.GetProduct;

/// <summary>The node that reads one product of a shop by its id.</summary>
public static class GetProductNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<GetProductConfig>("woocommerce.getProduct", version: 1)
            .Title("Get product", NodeCategory.Connector, "Reads one product of a shop by its id.")
            .Card("Gets product {productId} from {connection}", "shop")
            .Field(c => c.Connection, "Connection", "The shop.", FieldKind.Connection)
            .Field(
                c => c.ProductId,
                "Product id",
                "Id of the product, for example product_id of an order's line item.",
                FieldKind.Text,
                expression: true,
                template: true
            )
            .Field(c => c.SaveTo, "Save to", "Variable that receives the product.", FieldKind.Variable)
            .Output("success", "found", "The product as WooCommerce describes it: id, name, sku, price, stock_status, stock_quantity and more.")
            .Shape(WooShapes.Product)
            .Output("notFound", "not found", "The shop has no product with this id.")
            .Effect(EffectKind.Read)
            .Connection(WooConnector.Key)
            .Errors(WooErrors.Documented)
            .Build();
}
