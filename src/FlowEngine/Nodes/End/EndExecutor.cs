using FlowEngine.Running;

namespace FlowEngine.Nodes.End;

internal sealed class EndExecutor : INodeExecutor<EndConfig>
{
    private static readonly NodeResult Ended = new NodeResult.Ended("end");

    public ValueTask<NodeResult> ExecuteAsync(EndConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(Ended);
}
