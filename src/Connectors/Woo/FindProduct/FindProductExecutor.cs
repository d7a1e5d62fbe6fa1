using FlowEngine.Running;

namespace Connectors.Woo.FindProduct;

/// <summary>Finds one product by its SKU.</summary>
internal sealed class FindProductExecutor(WooShop shop) : INodeExecutor<FindProductConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        FindProductConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        var sku = config.Sku.Trim();
        // An empty filter means "all products" to WooCommerce, and a comma separates several SKUs.
        if (sku.Length == 0 || sku.Contains(',', StringComparison.Ordinal))
        {
            return WooResults.Missing;
        }

        var (items, error) = await WooPages
            .CollectAsync(
                shop,
                context.Connection,
                "products",
                [new("sku", sku)],
                item => string.Equals(WooPages.Text(item, "sku"), sku, StringComparison.OrdinalIgnoreCase),
                1,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (error is not null)
        {
            return new NodeResult.Failed(error);
        }

        return items is [var product]
            ? WooResults.One(new WooAnswer.Found(product, 1), config.SaveTo, context)
            : WooResults.Missing;
    }
}
