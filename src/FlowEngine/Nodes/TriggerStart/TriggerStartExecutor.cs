using FlowEngine.Running;

namespace FlowEngine.Nodes.TriggerStart;

internal sealed class TriggerStartExecutor : INodeExecutor<TriggerStartConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(
        TriggerStartConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    ) => new(Next);
}
