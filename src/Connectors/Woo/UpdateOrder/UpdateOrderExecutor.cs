using System.Text.Json;
using FlowEngine.Running;

namespace Connectors.Woo.UpdateOrder;

/// <summary>Changes one order.</summary>
internal sealed class UpdateOrderExecutor(WooShop shop) : INodeExecutor<UpdateOrderConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(
        UpdateOrderConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        if (!WooValue.TryReadId(config.OrderId, out var id))
        {
            return WooResults.Missing;
        }

        var change = new OrderChange(config.Status, config.CustomerNote);
        var body = JsonSerializer.Serialize(change, WooJsonContext.Default.OrderChange);
        var answer = await shop
            .PutAsync(context.Connection, $"orders/{id}", body, context.EffectKey, cancellationToken)
            .ConfigureAwait(false);
        return WooResults.One(answer, config.SaveTo, context);
    }
}
