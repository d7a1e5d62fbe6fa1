using FlowEngine.Running;

namespace FlowEngine.Nodes.TriggerEvent;

internal sealed class TriggerEventExecutor : INodeExecutor<TriggerEventConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(
        TriggerEventConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    ) => new(Next);
}
