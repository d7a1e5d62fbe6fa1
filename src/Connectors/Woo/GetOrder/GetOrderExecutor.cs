using FlowEngine.Running;

namespace Connectors.Woo.GetOrder;

/// <summary>Reads one order.</summary>
internal sealed class GetOrderExecutor(WooShop shop) : INodeExecutor<GetOrderConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        GetOrderConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        // What a visitor typed goes into the path only when it is a number; "orders/" alone would list every order.
        if (!WooValue.TryReadId(config.OrderId, out var id))
        {
            return WooResults.Missing;
        }

        var answer = await shop.GetAsync(context.Connection, $"orders/{id}", cancellationToken).ConfigureAwait(false);
        return WooResults.One(answer, config.SaveTo, context);
    }
}
