using FlowEngine.Running;

namespace FlowEngine.Nodes.TriggerIntent;

internal sealed class TriggerIntentExecutor : INodeExecutor<TriggerIntentConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(
        TriggerIntentConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    ) => new(Next);
}
