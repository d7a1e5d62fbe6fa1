using FlowEngine.Running;

namespace FlowEngine.Nodes.Note;

internal sealed class NoteExecutor : INodeExecutor<NoteConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(NoteConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(config.Text))
        {
            context.Say(new OutgoingMessage(config.Text, Audience: MessageAudience.Agents));
        }

        return new(Next);
    }
}
