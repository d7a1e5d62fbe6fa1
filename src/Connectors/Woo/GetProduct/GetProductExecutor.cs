using FlowEngine.Running;

namespace Connectors.Woo.GetProduct;

/// <summary>Reads one product.</summary>
internal sealed class GetProductExecutor(WooShop shop) : INodeExecutor<GetProductConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        GetProductConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        if (!WooValue.TryReadId(config.ProductId, out var id))
        {
            return WooResults.Missing;
        }

        var answer = await shop.GetAsync(context.Connection, $"products/{id}", cancellationToken).ConfigureAwait(false);
        return WooResults.One(answer, config.SaveTo, context);
    }
}
