using FlowEngine.Compilation;
using FlowEngine.Conversing;

namespace FlowEngine.Running;

/// <summary>Takes messages that no question waits for.</summary>
internal sealed class MessageTaking(Turns turns)
{
    /// <summary>Flows that may answer messages beside what a run waits for.</summary>
    private const int MostBeside = 3;

    /// <summary>Takes a message while no run is open.</summary>
    public ValueTask<TurnOutcome> TakeAsync(
        BotProgram program,
        RunState? before,
        TurnInput.Message message,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        var dialogue = Mood.Hear(before?.Dialogue, message, host.Conversation.Language);
        switch (Router.RouteOf(program, dialogue, message, host))
        {
            case MessageRoute.Begin(var flow, var node, var input, var isLost):
                var turn = turns.Begin(program, before, flow, node, host, input);
                turn.Run.Dialogue = DialogueState.Understood(dialogue);
                new OwnAnswers(program, turn.Run, host).TellOpinion(message.Opinion);
                if (isLost)
                {
                    new OwnAnswers(program, turn.Run, host).TellLost(LadderStep.Fallback, input);
                }

                return turns.GoAsync(turn, cancellationToken);
            case MessageRoute.Obey(var command) when (program.FlowFor(command) ?? EntryFor(program, command)) is var (flow, node):
                var obeying = turns.Begin(program, command == DialogueCommand.StartOver ? null : before, flow, node, host, program.FlowFor(command) is null ? null : InputOf(message, host));
                obeying.Run.Dialogue = DialogueState.Understood(dialogue);
                obeying.JournalRun(JournalKind.Commanded, data: CommandActions.NameOf(command));
                return turns.GoAsync(obeying, cancellationToken);
            case var route:
                var run = OwnAnswers.Open(program, before, host);
                (run.Input, run.Dialogue) = (InputOf(message, host), dialogue);
                var answers = new OwnAnswers(program, run, host);
                answers.TellOpinion(message.Opinion);
                Answer(answers, run, route);
                answers.Tell(JournalKind.RunCompleted);
                return new ValueTask<TurnOutcome>(new TurnOutcome(run));
        }
    }

    /// <summary>Nobody waits for the message, and what the run waits for may take days: another flow answers meanwhile.</summary>
    public ValueTask<TurnOutcome> AnswerBesideAsync(
        BotProgram program,
        RunState run,
        TurnInput.Message message,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        run.Dialogue = Mood.Hear(run.Dialogue, message, host.Conversation.Language);
        var route = Router.RouteOf(program, run.Dialogue, message, host);
        new OwnAnswers(program, run, host).TellOpinion(message.Opinion);
        if (route is MessageRoute.Obey { Command: DialogueCommand.StartOver or DialogueCommand.Cancel } ending)
        {
            return EndAsync(program, run, ending.Command, message, host, cancellationToken);
        }

        var entry = route switch
        {
            MessageRoute.Begin(var flow, var node, _, _) => (flow, node),
            MessageRoute.Obey(var command) => program.FlowFor(command),
            _ => null,
        };
        if (entry is var (beside, trigger) && run.Frames.Count(f => f.Role == FrameRole.Side) < MostBeside)
        {
            (run.Status, run.BusySince) = (RunStatus.Running, host.Now);
            run.Input = route is MessageRoute.Begin { Input: var input } ? input : InputOf(message, host);
            run.Dialogue = DialogueState.Understood(run.Dialogue);
            var turn = new Turn(program, host, run, turns.Budget, Interruptions.OpenBeside(run, beside, trigger));
            turn.Journal(JournalKind.SideStarted);
            if (route is MessageRoute.Begin { IsLast: true })
            {
                new OwnAnswers(program, run, host).TellLost(LadderStep.Fallback, run.Input);
            }

            return turns.GoAsync(turn, cancellationToken);
        }

        // Nothing is taken out of it by a question that comes later.
        run.Input = InputOf(message, host) with { StartedRun = false };
        Answer(new OwnAnswers(program, run, host), run, entry is null ? route : new MessageRoute.Lost(LadderStep.Rephrase, [], run.Input));
        return new ValueTask<TurnOutcome>(new TurnOutcome(run));
    }

    /// <summary>A command ends a run that waits for something other than the visitor.</summary>
    private ValueTask<TurnOutcome> EndAsync(
        BotProgram program,
        RunState run,
        DialogueCommand command,
        TurnInput.Message message,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        run.Input = InputOf(message, host);
        var answers = new OwnAnswers(program, run, host);
        if (command == DialogueCommand.Cancel && program.FlowFor(command) is null)
        {
            Answer(answers, run, new MessageRoute.Obey(command));
            return new ValueTask<TurnOutcome>(new TurnOutcome(run));
        }

        answers.Tell(JournalKind.Commanded, CommandActions.NameOf(command));
        var turn = new Turn(program, host, run, turns.Budget, run.Frames[0])
        {
            Next = new NextRun(program.FlowFor(command) ?? EntryFor(program, command), command),
        };
        CommandActions.EndRun(turn, command);
        return turns.NextAsync(turn, cancellationToken);
    }

    /// <summary>Does what the bot does by itself while no question waits.</summary>
    private static void Answer(OwnAnswers answers, RunState run, MessageRoute route)
    {
        if (route is MessageRoute.Lost(var step, var nearest, var lost))
        {
            answers.Lost(step, nearest, lost);
            return;
        }

        if (route is MessageRoute.Clarify(var close))
        {
            answers.Clarify(close, run.Input!); // set before
            return;
        }

        var command = ((MessageRoute.Obey)route).Command; // a flow takes none of the others
        answers.Tell(JournalKind.Commanded, CommandActions.NameOf(command));
        run.Dialogue = DialogueState.Understood(run.Dialogue);
        switch (command)
        {
            case DialogueCommand.Agent:
                answers.HandOffAsWished();
                break;
            case DialogueCommand.Help:
                answers.Help();
                break;
            case DialogueCommand.StartOver:
                run.Variables.Clear();
                answers.SayStartsOver();
                break;
            default:
                answers.SayNothingToCancel();
                break;
        }
    }

    private static (FlowProgram Flow, int Node)? EntryFor(BotProgram program, DialogueCommand command) =>
        command == DialogueCommand.StartOver ? program.Start : null;

    private static VisitorInput InputOf(TurnInput.Message message, TurnHost host) => new(message.Text, message.Value, host.Now, StartedRun: true) { Opinion = message.Opinion };
}
