using FlowEngine.Running;

namespace FlowEngine.Nodes.Handoff;

internal sealed class HandoffExecutor : INodeExecutor<HandoffConfig>
{
    private static readonly NodeResult Ended = new NodeResult.Ended("handoff");

    public ValueTask<NodeResult> ExecuteAsync(
        HandoffConfig config,
        NodeContext context,
        CancellationToken cancellationToken
    )
    {
        if (!string.IsNullOrWhiteSpace(config.Text))
        {
            context.Say(new OutgoingMessage(config.Text));
        }

        // A template may come out empty; the visitor needs the agent all the same.
        context.HandOff(string.IsNullOrWhiteSpace(config.Reason) ? "The flow gave no reason." : config.Reason);
        return new(Ended);
    }
}
