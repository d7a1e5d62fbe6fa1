using FlowEngine.Running;

namespace Connectors.Woo.FindProducts;

/// <summary>Searches products.</summary>
internal sealed class FindProductsExecutor(WooShop shop) : INodeExecutor<FindProductsConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        FindProductsConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        var search = config.Search.Trim();
        // An empty search means "all products" to WooCommerce.
        if (search.Length == 0)
        {
            return WooResults.Missing;
        }

        // Drafts and private products are visible to the key but not meant for visitors.
        var (items, error) = await WooPages
            .CollectAsync(
                shop,
                context.Connection,
                "products",
                [new("search", search), new("status", "publish")],
                static _ => true,
                config.Limit,
                cancellationToken
            )
            .ConfigureAwait(false);
        return error is null ? WooResults.Many(items, config.SaveTo, context) : new NodeResult.Failed(error);
    }
}
