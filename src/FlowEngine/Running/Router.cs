using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Nodes.Ask;
using FlowEngine.Understanding;

namespace FlowEngine.Running;

/// <summary>Decides what becomes of a message that no waiting question takes.</summary>
internal static class Router
{
    /// <summary>In this order: an offered intent, a command, the best intent with a flow or a question which one, the step for what is not understood.</summary>
    public static MessageRoute RouteOf(BotProgram program, DialogueState dialogue, TurnInput.Message message, TurnHost host)
    {
        var input = new VisitorInput(message.Text, message.Value, host.Now, StartedRun: true, message.Files) { Opinion = message.Opinion };
        var language = host.Conversation.Language;
        var said = AnswerReader.SaidIn(message);
        if (dialogue.Offer is { } offer)
        {
            var offered = offer.Input is { } first ? first with { StartedRun = true } : input;
            if (IntentTitles.Choose(program, offer.Intents, said, language) is { } chosen && program.RouteOf(chosen) is var (wanted, trigger))
            {
                return new MessageRoute.Begin(wanted, trigger, offered);
            }

            if (offer.IsQuestion && Clarification.IsNone(said, language))
            {
                return Lost(program, dialogue, new Understood([], [], 1), offered);
            }
        }

        var command = program.Commands.Find(said, language);
        if (command is { } obeyed && (obeyed != DialogueCommand.Cancel || program.FlowFor(obeyed) is not null))
        {
            return new MessageRoute.Obey(obeyed);
        }

        var own = Read(program, message, host);
        var understood = message.Opinion?.Decide(own) ?? own;
        foreach (var (intent, score) in understood.Intents)
        {
            if (score >= understood.Threshold && program.RouteOf(intent) is var (flow, node))
            {
                return understood.Opinion is null && dialogue.Offer is not { IsQuestion: true } && Clarification.Among(program, understood.Intents, score, said) is { } close
                    ? new MessageRoute.Clarify(close)
                    : new MessageRoute.Begin(flow, node, input);
            }
        }

        if (command is null && understood.Best is null)
        {
            host.NotUnderstood(message.Text, understood);
        }

        // Nothing is in progress: only when nothing else is meant by it, there is nothing to cancel.
        return command is { } cancel ? new MessageRoute.Obey(cancel) : Lost(program, dialogue, understood, input);
    }

    /// <summary>What the bot itself makes of a message of which it is not sure: no intent, or several.</summary>
    /// <returns>That; null when it is sure, or when no intent decides about the message.</returns>
    public static Understood? ReadByIntents(BotProgram program, DialogueState dialogue, TurnInput.Message message, TurnHost host)
    {
        var language = host.Conversation.Language;
        var said = AnswerReader.SaidIn(message);
        if (
            message.Value.ValueKind != JsonValueKind.Undefined
            || string.IsNullOrWhiteSpace(message.Text)
            || dialogue.Offer is { } offer && (IntentTitles.Choose(program, offer.Intents, said, language) is not null || (offer.IsQuestion && Clarification.IsNone(said, language)))
            || program.Commands.Find(said, language) is not null
        )
        {
            return null;
        }

        var understood = Read(program, message, host);
        return understood.Best is { } best && Clarification.Among(program, understood.Intents, best.Score, said) is null ? null : understood;
    }

    private static Understood Read(BotProgram program, TurnInput.Message message, TurnHost host) =>
        program.Understanding.Understand(
            message.Text,
            new UnderstandingContext(host.Conversation.Language, host.Now, VisitorZone.Of(host.Conversation, program.Zone))
        );

    private static MessageRoute Lost(BotProgram program, DialogueState dialogue, Understood understood, VisitorInput input)
    {
        var step = Ladder.StepOf(program, dialogue);
        return step == LadderStep.Fallback && program.Fallback is var (flow, node)
            ? new MessageRoute.Begin(flow, node, input, IsLast: true)
            : new MessageRoute.Lost(step, understood.Intents, input);
    }
}
