using FlowEngine.Running;

namespace FlowEngine.Nodes.Compensate;

internal sealed class CompensateExecutor : INodeExecutor<CompensateConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(CompensateConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(Next);
}
