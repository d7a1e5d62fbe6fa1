using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;

namespace FlowEngine.Running;

/// <summary>Begins runs and lets them go on.</summary>
internal sealed class Turns(Stepper stepper, RunBudget budget)
{
    public RunBudget Budget => budget;

    /// <summary>Begins a run at a trigger.</summary>
    public Turn Begin(
        BotProgram program,
        RunState? before,
        FlowProgram flow,
        int node,
        TurnHost host,
        VisitorInput? input,
        JsonElement happened = default
    )
    {
        var run = FrameTree.Start(program, flow, node, before, host.Now, budget);
        (run.Input, run.Event) = (input, happened);
        var turn = new Turn(program, host, run, budget, run.Frames[0]);
        turn.JournalRun(JournalKind.RunStarted);
        return turn;
    }

    /// <summary>Begins what a command wants instead of the run that it has ended.</summary>
    public ValueTask<TurnOutcome> NextAsync(Turn ended, CancellationToken cancellationToken)
    {
        var next = ended.Next!; // asked before
        ended.Run.Dialogue = DialogueState.Understood(ended.Run.Dialogue);
        var before = ended.Run;
        if (next.Command == DialogueCommand.StartOver)
        {
            before.Variables.Clear();
        }

        if (next.Entry is not var (flow, node))
        {
            new OwnAnswers(ended.Program, before, ended.Host).SayStartsOver();
            return new ValueTask<TurnOutcome>(new TurnOutcome(before, LastFrame: ended.Data));
        }

        var input = before.Input is { } said && ended.Program.FlowFor(next.Command) is not null ? said with { StartedRun = true } : null;
        return GoAsync(Begin(ended.Program, before, flow, node, ended.Host, input), cancellationToken);
    }

    /// <summary>Lets a run go on until it waits, has ended, or others must get their turn.</summary>
    public async ValueTask<TurnOutcome> GoAsync(Turn turn, CancellationToken cancellationToken)
    {
        await stepper.RunAsync(turn, cancellationToken).ConfigureAwait(false);
        if (turn.Next is not null)
        {
            return await NextAsync(turn, cancellationToken).ConfigureAwait(false);
        }

        FrameTree.Settle(turn.Run);
        FrameTree.Release(turn.Run);
        return new TurnOutcome(turn.Run, LastFrame: turn.Data, MustContinue: turn.Run.IsSliced);
    }
}
