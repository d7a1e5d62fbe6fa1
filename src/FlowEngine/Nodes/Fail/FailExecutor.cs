using FlowEngine.Running;

namespace FlowEngine.Nodes.Fail;

internal sealed class FailExecutor : INodeExecutor<FailConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(FailConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(new NodeResult.Failed(new NodeError(config.Code, config.Message, Retryable: false)));
}
