using FlowEngine.Conversing;
using FlowEngine.Nodes;

namespace FlowEngine.Running;

/// <summary>Which frame an input is for, and how it goes on.</summary>
internal static class Wakes
{
    /// <summary>The frame that waits for an input; null when none does, or not any more.</summary>
    public static FrameState? FrameFor(RunState run, TurnInput input) =>
        input switch
        {
            TurnInput.Message => run.Frames.Find(f => f.Bookmark is Bookmark.Input),
            TurnInput.JobSettled settled when settled.RunId == run.RunId => run.Frames.Find(f =>
                f.Bookmark is Bookmark.Job job && job.EffectKey == settled.EffectKey
            ),
            TurnInput.EventArrived arrived when arrived.RunId == run.RunId => run.WaitingWith(arrived.Ticket) is
            { Bookmark: Bookmark.Event } frame
                ? frame
                : null,
            TurnInput.TimerFired { Ticket: 0 } timer when timer.RunId == run.RunId => run.Frames.Find(f =>
                f.Role == FrameRole.Root
            ) ?? run.Frames[0],
            TurnInput.TimerFired timer when timer.RunId == run.RunId => run.WaitingWith(timer.Ticket),
            _ => null,
        };

    /// <summary>Lets the turn's frame go on with the input that it waited for.</summary>
    public static void Wake(Turn turn, TurnInput input)
    {
        var (run, frame) = (turn.Run, turn.Frame);
        turn.Journal(JournalKind.RunResumed);
        if (input is TurnInput.TimerFired { Ticket: 0 })
        {
            FailRun(turn);
            return;
        }

        var bookmark = frame.Bookmark;
        switch (input)
        {
            case TurnInput.JobSettled(_, _, var result):
                frame.Bookmark = null;
                if (turn.Node.Effect.Kind == EffectKind.Write)
                {
                    turn.Journal(JournalKind.EffectSettled, result.Port, result.Error);
                }

                Stepper.Apply(turn, EffectProtocol.Accept(turn, result), milliseconds: null);
                return;
            case TurnInput.TimerFired when bookmark is Bookmark.Retry:
                frame.Bookmark = null;
                return;
            case TurnInput.TimerFired when bookmark is { FailsWhenDue: true }:
                frame.Bookmark = bookmark is Bookmark.Children ? bookmark : null;
                Stepper.Apply(turn, new NodeResult.Failed(NodeRunner.TimedOut(turn.Node)), milliseconds: null);
                return;
            case TurnInput.Message(var text, var value, var files):
                run.Input = new VisitorInput(text, value, turn.Now, StartedRun: false, files);
                run.Dialogue = DialogueState.Understood(Mood.Hear(run.Dialogue, (TurnInput.Message)input, turn.Host.Conversation.Language));
                break;
            default:
                break;
        }

        if (bookmark is Bookmark.Children)
        {
            frame.Bookmark = bookmark with { DueAt = null };
            turn.Ended = new FrameEnd(frame, FrameEndKind.TimedOut);
            return;
        }

        frame.Bookmark = null;
        (frame.Resumed, frame.ResumedState) = (input, bookmark?.StateOfNode ?? default);
    }

    private static void FailRun(Turn turn)
    {
        var run = turn.Run;
        foreach (var frame in run.Frames.ToArray())
        {
            if (frame != turn.Frame && run.Frames.Contains(frame))
            {
                FrameEnds.CloseBelow(turn, frame);
                FrameTree.Close(run, frame);
            }
        }

        turn.Frame.Bookmark = null;
        run.DueAt = DateTimeOffset.MaxValue;
        var message = "The run has lived longer than it may.";
        Failures.Raise(turn, new NodeError("run.timeout", message, Retryable: false));
    }
}
