using FlowEngine.Running;

namespace FlowEngine.Nodes.Say;

internal sealed class SayExecutor : INodeExecutor<SayConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(SayConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(config.Text))
        {
            context.Say(new OutgoingMessage(config.Text, MessageButtons.Of(config.Buttons)));
        }

        return new(Next);
    }
}
