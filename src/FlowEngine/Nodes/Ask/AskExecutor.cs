using System.Text.Json;
using FlowEngine.Nodes.Say;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

internal sealed class AskExecutor : INodeExecutor<AskConfig>
{
    private static readonly NodeResult GaveUp = new NodeResult.Completed("gaveUp");
    private static readonly NodeResult Waiting = new NodeResult.Suspended(new Bookmark.Input());

    public ValueTask<NodeResult> ExecuteAsync(AskConfig config, NodeContext context, CancellationToken cancellationToken) =>
        new(context.Resumed is TurnInput.Message message ? Take(config, message, context) : Enter(config, context));

    private static NodeResult Enter(AskConfig config, NodeContext context)
    {
        if (context.Visit > config.MaxVisits)
        {
            return GaveUp;
        }

        if (
            config.TakeFromMessage
            && context.Visit == 1
            && context.Bot.Entities.TryGetValue(config.Entity, out var entity)
            && entity.Kind is "pattern" or "list"
            && context.TakeFromFirstMessage(config.Entity) is { } taken
        )
        {
            return Answer(config, context, taken.Value);
        }

        return Ask(config, context, config.Text);
    }

    private static NodeResult Take(AskConfig config, TurnInput.Message message, NodeContext context)
    {
        var answer = AnswerReader.Read(config, message, context);
        if (answer.ValueKind != JsonValueKind.Undefined)
        {
            return Answer(config, context, answer);
        }

        return context.Visit >= config.MaxVisits
            ? GaveUp
            : Ask(
                config,
                context,
                string.IsNullOrWhiteSpace(config.Reprompt) ? $"Sorry, that does not fit. {config.Text}" : config.Reprompt
            );
    }

    private static NodeResult.Completed Answer(AskConfig config, NodeContext context, JsonElement answer)
    {
        if (!string.IsNullOrEmpty(config.SaveTo))
        {
            context.SetVariable(config.SaveTo, answer);
        }

        return new NodeResult.Completed("answered", answer);
    }

    private static NodeResult Ask(AskConfig config, NodeContext context, string text)
    {
        var buttons = config.Entity == AnswerReader.Choice ? MessageButtons.Of(config.Choices) : null;
        context.Say(new OutgoingMessage(text, buttons));
        return Waiting;
    }
}
