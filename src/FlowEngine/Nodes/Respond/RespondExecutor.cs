using FlowEngine.Running;

namespace FlowEngine.Nodes.Respond;

internal sealed class RespondExecutor : INodeExecutor<RespondConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(RespondConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        context.Respond(new FlowResponse(config.Status, config.Headers, config.Body));
        return new(Next);
    }
}
