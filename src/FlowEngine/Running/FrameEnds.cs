using System.Text.Json;

namespace FlowEngine.Running;

/// <summary>What happens when a frame, or the whole run, has come to its end.</summary>
internal static class FrameEnds
{
    /// <summary>True when a link to a node ends the current frame: back to the loop it is a round of, or to the join of its branch.</summary>
    public static bool IsEndOf(Turn turn, int target)
    {
        var frame = turn.Frame;
        if (frame.StopsAt is { } last && turn.Flow.Nodes[target].Id == last)
        {
            return true;
        }

        if (frame.Role is not (FrameRole.Part or FrameRole.Branch) || turn.Run.FindFrame(frame.Parent) is not { } owner)
        {
            return false;
        }

        return owner.NodeIndex == target || turn.Flow.Nodes[owner.NodeIndex].JoinedBy == target;
    }

    /// <summary>Ends the current frame and goes on with the one that had opened it.</summary>
    public static void End(Turn turn, FrameEndKind kind, NodeError? error = null)
    {
        var (run, frame) = (turn.Run, turn.Frame);
        if (run.FindFrame(frame.Parent) is not { } owner)
        {
            EndAlone(turn, frame, kind, error);
            return;
        }

        if (frame.Role is not FrameRole.Interruption)
        {
            turn.Journal(JournalKind.PartEnded, frame.Part, error);
        }

        CloseBelow(turn, frame);
        FrameTree.Close(run, frame);
        if (frame.Role == FrameRole.Interruption)
        {
            Interruptions.Return(turn, frame, owner);
            return;
        }

        // The owner's bookmark stays: a node that goes on waiting for other parts keeps its time limit.
        turn.Enter(owner);
        turn.Ended = new FrameEnd(frame, kind, error);
    }

    /// <summary>Stops what the current node has opened and nobody waits for any more.</summary>
    public static void CloseRest(Turn turn)
    {
        if (turn.Frame.Structure is not null || turn.Frame.Bookmark is Bookmark.Children)
        {
            CloseBelow(turn, turn.Frame);
            turn.Frame.Bookmark = null;
        }
    }

    /// <summary>Ends the whole run well.</summary>
    public static void Complete(Turn turn, JsonElement reason)
    {
        turn.Run.Status = RunStatus.Completed;
        turn.JournalRun(JournalKind.RunCompleted, data: reason);
        CloseAll(turn.Run);
    }

    /// <summary>Takes all frames out of a run that has ended.</summary>
    public static void CloseAll(RunState run)
    {
        FrameTree.Release(run);
        run.Frames.Clear();
        run.Undoable = null;
        run.BusySince = null;
    }

    /// <summary>Stops everything below a frame and says so.</summary>
    public static void CloseBelow(Turn turn, FrameState owner)
    {
        foreach (var frame in FrameTree.CloseBelow(turn.Run, owner))
        {
            turn.Calls.RemoveAll(c => c.Frame == frame);
            var path = FrameTree.PathOf(turn.Run, owner) + "/" + frame.From;
            turn.JournalPart(JournalKind.PartCancelled, frame, path, frame.Visits.GetValueOrDefault(frame.NodeId));
        }
    }

    /// <summary>Ends a frame that nobody waits for: the run's first flow, or one beside it.</summary>
    private static void EndAlone(Turn turn, FrameState frame, FrameEndKind kind, NodeError? error)
    {
        if (kind == FrameEndKind.Broke)
        {
            var message = "There is no loop around this break. Put it inside a loop.";
            Failures.Raise(turn, new NodeError("break.outside", message, Retryable: false));
            return;
        }

        if (error is not null)
        {
            turn.Host.Say(new OutgoingMessage(Stepper.Apology));
        }

        CloseBelow(turn, frame);
        FrameTree.Close(turn.Run, frame);
        if (turn.Run.Frames.Count == 0)
        {
            Complete(turn, default);
        }
    }
}
