using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Say;

internal sealed class SayExecutor : INodeExecutor<SayConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(SayConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var translation = Translations.Find(config.Translations, context.Conversation.Language);
        var text = translation is { Text: not null } or { Variants: not null }
            ? Variants.Choose(translation.Text, translation.Variants, context)
            : Variants.Choose(config.Text, config.Variants, context);
        var attachments = SayContent.AttachmentsOf(config);
        if (attachments is not null || !string.IsNullOrWhiteSpace(text))
        {
            context.Say(new OutgoingMessage(text, MessageButtons.Of(translation?.Buttons ?? config.Buttons), attachments));
        }

        return new(Next);
    }
}
