using FlowEngine.Running;

namespace FlowEngine.Nodes.TriggerCall;

internal sealed class TriggerCallExecutor : INodeExecutor<TriggerCallConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(TriggerCallConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(Next);
}
