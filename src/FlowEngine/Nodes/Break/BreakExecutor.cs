using FlowEngine.Running;

namespace FlowEngine.Nodes.Break;

internal sealed class BreakExecutor : INodeExecutor<BreakConfig>
{
    private static readonly NodeResult Broke = new NodeResult.Broke();

    public ValueTask<NodeResult> ExecuteAsync(BreakConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(Broke);
}
