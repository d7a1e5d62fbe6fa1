using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Nodes.Try;

namespace FlowEngine.Running;

/// <summary>
/// The way of an error: tried again, the node's own port, the scopes around it, the flow's error trigger, the caller, the
/// bot's fallback.
/// </summary>
internal static class Failures
{
    /// <summary>The current node has failed.</summary>
    public static void Fail(Turn turn, NodeError error, double? milliseconds)
    {
        FlowTelemetry.Failed(turn.Node, error);
        if (TryRepeat(turn, error, milliseconds))
        {
            return;
        }

        FrameEnds.CloseRest(turn);
        if (turn.Node.KeepsError)
        {
            turn.KeepError(error);
        }

        var target = turn.Node.ErrorTarget;
        turn.Journal(JournalKind.NodeFailed, target >= 0 ? "error" : null, error, milliseconds: milliseconds);
        if (target >= 0 && turn.MayGoOn)
        {
            Stepper.Go(turn, target);
        }
        else
        {
            Raise(turn, error);
        }
    }

    /// <summary>Looks for somebody around the current node who handles an error.</summary>
    public static void Raise(Turn turn, NodeError error)
    {
        var frame = turn.Frame;
        if (turn.MayGoOn && Resumes(turn, frame) is { } instead)
        {
            if (turn.Node.KeepsOutput)
            {
                turn.KeepOutput(instead);
            }

            Stepper.Go(turn, turn.Node.FirstTarget);
            return;
        }

        var isFlow = frame.Role is FrameRole.Root or FrameRole.Call or FrameRole.Interruption or FrameRole.Side;
        if (isFlow && turn.MayGoOn && frame.Handling is null && turn.Flow.ErrorTrigger >= 0)
        {
            FrameEnds.CloseBelow(turn, frame);
            frame.Handling = new HandledError(frame.NodeId, error);
            frame.Bookmark = null;
            turn.MoveTo(turn.Flow.ErrorTrigger);
            return;
        }

        if (frame.Role == FrameRole.Root || !turn.MayGoOn)
        {
            Abort(turn, error);
            return;
        }

        if (frame.Role == FrameRole.Interruption)
        {
            turn.Say(new OutgoingMessage(Stepper.Apology));
        }

        FrameEnds.End(turn, FrameEndKind.Failed, error);
    }

    /// <summary>Ends a run that cannot go on, by the bot's fallback where it has one.</summary>
    public static void Abort(Turn turn, NodeError error)
    {
        var run = turn.Run;
        // A budget that was exceeded twice, or a fallback that fails itself, would only go round in circles.
        if (
            turn.Program.Fallback is var (flow, node)
            && run.Frames.TrueForAll(f => f.Role != FrameRole.Root || f.FlowId != flow.Id)
            && turn.MayGoOn
        )
        {
            FrameTree.Release(run);
            run.Frames.Clear();
            turn.Calls.Clear();
            turn.Ended = null;
            turn.Enter(FrameTree.Open(run, parent: 0, FrameRole.Root, flow, node, part: null));
            return;
        }

        run.Status = RunStatus.Failed;
        run.Error = error;
        turn.JournalRun(JournalKind.RunFailed, error);
        FrameEnds.CloseAll(run);
        turn.Host.Say(new OutgoingMessage(Stepper.Apology));
    }

    private static bool TryRepeat(Turn turn, NodeError error, double? milliseconds)
    {
        if (turn.Node.Retry is not { } policy || !turn.MayGoOn || !Retries.Allows(policy, error, turn.Attempt))
        {
            return false;
        }

        FrameEnds.CloseRest(turn);
        var delay = Retries.DelayOf(policy, error, turn.Attempt, turn.Host.RandomSeed ^ (int)turn.Run.Steps);
        turn.Journal(JournalKind.NodeRetried, error: error, data: JsonValues.OfNumber(delay.TotalSeconds), milliseconds: milliseconds);
        var frame = turn.Frame;
        frame.FailedAttempts++;
        frame.Structure = null;
        (frame.Resumed, frame.ResumedState) = (null, default);
        frame.Bookmark = new Bookmark.Retry { DueAt = turn.Now + delay, Ticket = ++turn.Run.LastTicket };
        turn.NextAttempt();
        return true;
    }

    /// <summary>What a try scope around a frame puts in the place of a failed node's output; null when none does.</summary>
    private static JsonElement? Resumes(Turn turn, FrameState frame)
    {
        for (var inner = frame; turn.Run.FindFrame(inner.Parent) is { } owner; inner = owner)
        {
            if (owner.Structure is TryState { Phase: TryPhase.Body })
            {
                var scope = owner.Flow!.Nodes[owner.NodeIndex]; // bound with the run
                return scope.SettingsApartFromRuns is TryConfig { OnError: TryNode.Resume } config
                    ? config.Instead?.Evaluate(turn.Scope, CancellationToken.None).Value ?? default(JsonElement)
                    : null;
            }

            if (inner.Role is not (FrameRole.Part or FrameRole.Branch))
            {
                return null;
            }
        }

        return null;
    }
}
