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
        var input = new VisitorInput(message.Text, message.Value, host.Now, StartedRun: true, message.Files);
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

        var understood = program.Understanding.Understand(message.Text, new UnderstandingContext(language, host.Now, VisitorZone.Of(host.Conversation, program.Zone)));
        foreach (var (intent, score) in understood.Intents)
        {
            if (score >= understood.Threshold && program.RouteOf(intent) is var (flow, node))
            {
                return dialogue.Offer is not { IsQuestion: true } && Clarification.Among(program, understood.Intents, score, said) is { } close
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

    private static MessageRoute Lost(BotProgram program, DialogueState dialogue, Understood understood, VisitorInput input)
    {
        var step = Ladder.StepOf(program, dialogue);
        return step == LadderStep.Fallback && program.Fallback is var (flow, node)
            ? new MessageRoute.Begin(flow, node, input, IsLast: true)
            : new MessageRoute.Lost(step, understood.Intents, input);
    }
}
