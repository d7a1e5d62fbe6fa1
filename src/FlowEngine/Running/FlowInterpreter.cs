using System.Diagnostics.CodeAnalysis;
using FlowEngine.Compilation;
using FlowEngine.Nodes;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>
/// Runs compiled flows: one call, one turn. Keeps nothing between turns, so any process can take the next one; thread-safe
/// for different conversations.
/// </summary>
public sealed class FlowInterpreter
{
    /// <summary>What a visitor reads when neither a flow nor the bot's fallback takes a message.</summary>
    public const string NotUnderstood = "Sorry, I did not understand that. Could you put it in other words?";

    private readonly RunBudget _budget;
    private readonly Stepper _stepper;
    private readonly EffectProtocol _effects;

    /// <summary>Makes an interpreter.</summary>
    /// <param name="logger">Takes the faults of nodes.</param>
    /// <param name="time">Measures how long nodes take.</param>
    /// <param name="budget">What a run may use; null for the defaults.</param>
    public FlowInterpreter(ILogger<FlowInterpreter> logger, TimeProvider time, RunBudget? budget = null)
    {
        _budget = budget ?? new RunBudget();
        var runner = new NodeRunner(logger);
        _effects = new EffectProtocol(runner);
        _stepper = new Stepper(runner, _effects, time);
    }

    /// <summary>Reacts to one input.</summary>
    /// <param name="program">The version that <paramref name="current"/> is pinned to, or the one for a new run.</param>
    /// <param name="current">
    /// The conversation's latest run, also one that has ended: the bot's own variables go on from it. Null when there was
    /// none. It is changed in place; after an exception read it again from where it was committed. A run that is
    /// <see cref="RunStatus.Running"/> was committed in the middle of a turn: hand in the same input again, and the turn
    /// goes on behind its last commit without taking the input a second time.
    /// </param>
    /// <param name="input">What happened.</param>
    /// <param name="host">Stores what the turn brings about.</param>
    /// <param name="cancellationToken">Ends the turn with an exception; nothing after its last commit counts then.</param>
    /// <returns>The run as it stands after the turn.</returns>
    /// <exception cref="ArgumentException">The run is pinned to another version than <paramref name="program"/>.</exception>
    public ValueTask<TurnOutcome> ReactAsync(
        BotProgram program,
        RunState? current,
        TurnInput input,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (current is null or { HasEnded: true })
        {
            return BeginAsync(program, current, input, host, cancellationToken);
        }

        if (current.BotVersion != program.Version)
        {
            throw new ArgumentException(
                $"Run {current.RunId} is pinned to version {current.BotVersion}, not {program.Version}.",
                nameof(program)
            );
        }

        return current.Status == RunStatus.Running
            ? ContinueAsync(program, current, host, cancellationToken)
            : WakeAsync(program, current, input, host, cancellationToken);
    }

    /// <summary>Takes up again, after a restart, a call that outlived its turn.</summary>
    /// <param name="program">The version the run is pinned to.</param>
    /// <param name="suspended">The run, waiting on <see cref="Bookmark.Job"/>; it is not changed.</param>
    /// <param name="host">Gives connections and the conversation; nothing is stored through it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The result, to be handed in as <see cref="TurnInput.JobSettled"/>. A write that the other side would not recognise
    /// is not sent again: <c>effect.unknown</c>.
    /// </returns>
    /// <exception cref="ArgumentException">The run does not wait for a call.</exception>
    public Task<CallResult> RepeatCallAsync(
        BotProgram program,
        RunState suspended,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (suspended is not { Status: RunStatus.Waiting, Bookmark: Bookmark.Job })
        {
            throw new ArgumentException($"Run {suspended.RunId} does not wait for a call.", nameof(suspended));
        }

        return TryRestore(program, suspended, host, out var turn)
            ? _effects.RepeatAsync(turn, cancellationToken)
            : Task.FromResult(new CallResult(null, default, Lost(suspended)));
    }

    private async ValueTask<TurnOutcome> BeginAsync(
        BotProgram program,
        RunState? before,
        TurnInput input,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        var message = input as TurnInput.Message;
        var entry =
            message is not null ? Router.RouteOf(program, message.Text, host)
            : input is TurnInput.Started ? program.Start
            : null;
        if (entry is not var (flow, node))
        {
            if (message is not null)
            {
                host.Say(new OutgoingMessage(NotUnderstood));
            }

            return new TurnOutcome(before);
        }

        var run = Frames.Start(program, flow, node, before, host.Now);
        run.Input = message is null ? null : new VisitorInput(message.Text, message.Value, host.Now, StartedRun: true);
        var turn = new Turn(program, host, run, _budget, flow, node);
        turn.JournalRun(JournalKind.RunStarted);
        return await GoAsync(turn, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<TurnOutcome> ContinueAsync(
        BotProgram program,
        RunState run,
        TurnHost host,
        CancellationToken cancellationToken
    ) =>
        TryRestore(program, run, host, out var turn)
            ? GoAsync(turn, cancellationToken)
            : new ValueTask<TurnOutcome>(FailLost(run, host));

    private ValueTask<TurnOutcome> WakeAsync(
        BotProgram program,
        RunState run,
        TurnInput input,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (!IsMetBy(run, input))
        {
            // A message has to wait for the call; anything else is late news of what is over.
            return new ValueTask<TurnOutcome>(new TurnOutcome(run, Deferred: input is TurnInput.Message));
        }

        if (!TryRestore(program, run, host, out var turn))
        {
            return new ValueTask<TurnOutcome>(FailLost(run, host));
        }

        turn.Journal(JournalKind.RunResumed);
        var state = run.Bookmark switch
        {
            Bookmark.Input waiting => waiting.State,
            Bookmark.Timer waiting => waiting.State,
            _ => default,
        };
        (run.Bookmark, run.Status) = (null, RunStatus.Running);
        switch (input)
        {
            case TurnInput.JobSettled(_, _, var result):
                if (turn.Node.Effect.Kind == EffectKind.Write)
                {
                    turn.Journal(JournalKind.EffectSettled, result.Port, result.Error);
                }

                Stepper.Apply(turn, EffectProtocol.Accept(turn, result), milliseconds: null);
                break;
            case TurnInput.Message(var text, var value):
                run.Input = new VisitorInput(text, value, host.Now, StartedRun: false);
                turn.Resume(input, state);
                break;
            default:
                turn.Resume(input, state);
                break;
        }

        return GoAsync(turn, cancellationToken);
    }

    private async ValueTask<TurnOutcome> GoAsync(Turn turn, CancellationToken cancellationToken)
    {
        await _stepper.RunAsync(turn, cancellationToken).ConfigureAwait(false);
        return new TurnOutcome(turn.Run, LastFrame: turn.Frame);
    }

    /// <summary>Tells whether an input is what a run waits for, and not a late one for an earlier wait.</summary>
    private static bool IsMetBy(RunState run, TurnInput input) =>
        (run.Bookmark, input) switch
        {
            (Bookmark.Input, TurnInput.Message) => true,
            (Bookmark.Job job, TurnInput.JobSettled settled) => settled.RunId == run.RunId
                && settled.EffectKey == job.EffectKey,
            (Bookmark.Timer, TurnInput.TimerFired timer) => timer.RunId == run.RunId
                && run.Frames is [.., var frame]
                && frame.NodeId == timer.NodeId
                && frame.Visits.GetValueOrDefault(timer.NodeId) == timer.Visit,
            _ => false,
        };

    private bool TryRestore(BotProgram program, RunState run, TurnHost host, [NotNullWhen(true)] out Turn? turn)
    {
        var flow = run.Frames is [.., var frame] ? program.FindFlow(frame.FlowId) : null;
        var node = flow?.IndexOf(run.Frames[^1].NodeId) ?? -1;
        turn = flow is null || node < 0 ? null : new Turn(program, host, run, _budget, flow, node);
        return turn is not null;
    }

    private static TurnOutcome FailLost(RunState run, TurnHost host)
    {
        var error = Lost(run);
        var flowId = run.Frames is [.., var frame] ? frame.FlowId : "";
        (run.Bookmark, run.Status, run.Error) = (null, RunStatus.Failed, error);
        run.Frames.Clear();
        host.Journal(new JournalEntry(JournalKind.RunFailed, run.RunId, flowId, "", 0, host.Now, Error: error));
        host.Say(new OutgoingMessage(Stepper.Apology));
        return new TurnOutcome(run);
    }

    private static NodeError Lost(RunState run) =>
        new("engine.state", $"Run {run.RunId} stands at a node that its version does not have.", Retryable: false);
}
