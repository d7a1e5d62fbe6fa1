using FlowEngine.Running;

namespace FlowEngine.Nodes.TriggerSchedule;

internal sealed class TriggerScheduleExecutor : INodeExecutor<TriggerScheduleConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(
        TriggerScheduleConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    ) => new(Next);
}
