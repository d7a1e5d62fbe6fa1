using FlowEngine.Running;

namespace FlowEngine.Nodes.TriggerWebhook;

internal sealed class TriggerWebhookExecutor : INodeExecutor<TriggerWebhookConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(
        TriggerWebhookConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    ) => new(Next);
}
