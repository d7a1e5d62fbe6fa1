using FlowEngine.Compilation;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Running;

/// <summary>
/// Runs compiled flows: one call, one turn. Keeps nothing between turns, so any process can take the next one; thread-safe
/// for different conversations.
/// </summary>
public sealed class FlowInterpreter
{
    private readonly RunBudget _budget;
    private readonly Turns _turns;
    private readonly MessageTaking _messages;
    private readonly EffectProtocol _effects;

    /// <summary>Makes an interpreter.</summary>
    /// <param name="logger">Takes the faults of nodes.</param>
    /// <param name="time">Measures how long nodes take.</param>
    /// <param name="budget">What a run may use; null for the defaults.</param>
    public FlowInterpreter(ILogger<FlowInterpreter> logger, TimeProvider time, RunBudget? budget = null)
    {
        _budget = budget ?? new RunBudget();
        var runner = new NodeRunner(logger, time);
        _effects = new EffectProtocol(runner);
        _turns = new Turns(new Stepper(runner, _effects, time), _budget);
        _messages = new MessageTaking(_turns);
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

        if (input is TurnInput.Cancel cancel)
        {
            return new ValueTask<TurnOutcome>(CancelRun(current, cancel, host));
        }

        if (current.Status == RunStatus.Waiting)
        {
            return WakeAsync(program, current, input, host, cancellationToken);
        }

        // Between two slices nothing but the next one may happen; what was committed in the middle of a turn goes on.
        return current.IsSliced && input is not TurnInput.Continue
            ? new ValueTask<TurnOutcome>(new TurnOutcome(current, Deferred: true))
            : ContinueAsync(program, current, host, cancellationToken);
    }

    /// <summary>Begins a run at any node, as if it had come there; for trying out a part of a flow.</summary>
    /// <param name="program">The bot.</param>
    /// <param name="before">The conversation's latest run, whose message the new one goes on with; null for none.</param>
    /// <param name="start">Where it begins, and what it knows there.</param>
    /// <param name="host">Stores what the turn brings about.</param>
    /// <param name="cancellationToken">Ends the turn with an exception.</param>
    /// <returns>The run as it stands after the turn.</returns>
    /// <exception cref="ArgumentException">The bot has no such node.</exception>
    public ValueTask<TurnOutcome> StartAtAsync(
        BotProgram program,
        RunState? before,
        RunStart start,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (program.FindFlow(start.FlowId) is not { } flow || flow.IndexOf(start.NodeId) is not (>= 0 and var node))
        {
            throw new ArgumentException($"There is no node {start.NodeId} in the flow {start.FlowId}.", nameof(start));
        }

        var run = FrameTree.Start(program, flow, node, before, host.Now, _budget);
        (run.Input, run.Event) = (before?.Input, before?.Event ?? default);
        var turn = new Turn(program, host, run, _budget, run.Frames[0]);
        foreach (var (name, value) in start.Variables)
        {
            if (turn.Declares(name))
            {
                turn.SetVariable(name, value);
            }
        }

        foreach (var (id, output) in start.Outputs)
        {
            turn.Data.Outputs[id] = output;
        }

        turn.JournalRun(JournalKind.RunStarted);
        return _turns.GoAsync(turn, cancellationToken);
    }

    /// <summary>Takes up again, after a restart, a call that outlived its turn.</summary>
    /// <param name="program">The version the run is pinned to.</param>
    /// <param name="suspended">The run, waiting on <see cref="Bookmark.Job"/>; it is not to be stored.</param>
    /// <param name="effectKey">Key of the call.</param>
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
        string effectKey,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (suspended.Frames.Find(f => f.Bookmark is Bookmark.Job job && job.EffectKey == effectKey) is not { } frame)
        {
            throw new ArgumentException($"Run {suspended.RunId} does not wait for the call {effectKey}.", nameof(suspended));
        }

        return FrameTree.TryBind(suspended, program)
            ? _effects.RepeatAsync(new Turn(program, host, suspended, _budget, frame), cancellationToken)
            : Task.FromResult(new CallResult(null, default, Lost(suspended)));
    }

    private ValueTask<TurnOutcome> BeginAsync(
        BotProgram program,
        RunState? before,
        TurnInput input,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (input is TurnInput.Message message)
        {
            return _messages.TakeAsync(program, before, message, host, cancellationToken);
        }

        var entry = input switch
        {
            TurnInput.Started => program.Start,
            TurnInput.Triggered triggered => program.FindTrigger(triggered.FlowId, triggered.NodeId),
            _ => null,
        };
        if (entry is not var (flow, node))
        {
            return new ValueTask<TurnOutcome>(new TurnOutcome(before));
        }

        var happened = input is TurnInput.Triggered triggering ? triggering.Event : default;
        return _turns.GoAsync(_turns.Begin(program, before, flow, node, host, null, happened), cancellationToken);
    }

    private ValueTask<TurnOutcome> ContinueAsync(
        BotProgram program,
        RunState run,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (!FrameTree.TryBind(run, program))
        {
            return new ValueTask<TurnOutcome>(FailLost(run, host));
        }

        var frame = run.Frames.Find(f => f.Bookmark is null) ?? run.Frames[^1];
        var turn = new Turn(program, host, run, _budget, frame);
        if (run.IsSliced)
        {
            run.IsSliced = false;
            if (host.Now - run.BusySince > TimeSpan.FromSeconds(_budget.TurnSeconds))
            {
                var message = $"The run went on for more than {_budget.TurnSeconds} seconds without waiting. Do less at once.";
                turn.UseUp();
                Failures.Fail(turn, new NodeError("engine.turnTimeout", message, Retryable: false), milliseconds: null);
            }
        }

        return _turns.GoAsync(turn, cancellationToken);
    }

    private ValueTask<TurnOutcome> WakeAsync(
        BotProgram program,
        RunState run,
        TurnInput input,
        TurnHost host,
        CancellationToken cancellationToken
    )
    {
        if (!FrameTree.TryBind(run, program))
        {
            return new ValueTask<TurnOutcome>(FailLost(run, host));
        }

        var frame = Wakes.FrameFor(run, input);
        if (frame is null && input is TurnInput.Message message)
        {
            return run.TakesMessages
                ? _messages.AnswerBesideAsync(program, run, message, host, cancellationToken)
                : new ValueTask<TurnOutcome>(new TurnOutcome(run, Deferred: true));
        }

        if (frame is null)
        {
            // Late news of what is over.
            return new ValueTask<TurnOutcome>(new TurnOutcome(run));
        }

        (run.Status, run.BusySince) = (RunStatus.Running, host.Now);
        var turn = new Turn(program, host, run, _budget, frame);
        var offer = run.Dialogue?.Offer;
        Wakes.Wake(turn, input);
        if (offer is { IsQuestion: true } && input is TurnInput.Message)
        {
            Clarification.TryAnswer(turn, offer);
        }

        return _turns.GoAsync(turn, cancellationToken);
    }

    private static TurnOutcome CancelRun(RunState run, TurnInput.Cancel cancel, TurnHost host)
    {
        if (cancel.RunId == run.RunId)
        {
            var flowId = run.Frames is [var frame, ..] ? frame.FlowId : "";
            run.Status = RunStatus.Cancelled;
            run.IsSliced = false;
            FrameEnds.CloseAll(run);
            host.Journal(
                new JournalEntry(
                    JournalKind.RunCancelled,
                    run.RunId,
                    flowId,
                    "",
                    0,
                    host.Now,
                    Data: JsonValues.Of(cancel.Reason)
                )
            );
        }

        return new TurnOutcome(run);
    }

    private static TurnOutcome FailLost(RunState run, TurnHost host)
    {
        var error = Lost(run);
        var flowId = run.Frames is [var frame, ..] ? frame.FlowId : "";
        (run.Status, run.Error) = (RunStatus.Failed, error);
        FrameEnds.CloseAll(run);
        host.Journal(new JournalEntry(JournalKind.RunFailed, run.RunId, flowId, "", 0, host.Now, Error: error));
        host.Say(new OutgoingMessage(Stepper.Apology));
        return new TurnOutcome(run);
    }

    private static NodeError Lost(RunState run) =>
        new("engine.state", $"Run {run.RunId} stands at a node that its version does not have.", Retryable: false);
}
