using System.Text.Json;
using FlowEngine.Compilation;

namespace FlowEngine.Running;

/// <summary>Walks the frames of a run from node to node until all of them wait or have ended.</summary>
internal sealed class Stepper(NodeRunner runner, EffectProtocol effects, TimeProvider time)
{
    /// <summary>What a visitor reads when a run fails and the bot has nothing else to say.</summary>
    public const string Apology = "Sorry, something went wrong on our side. Please try again in a moment.";

    /// <summary>Executes nodes until the run waits, has ended, or others must get their turn.</summary>
    public async ValueTask RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (run, budget) = (turn.Run, turn.Budget);
        var before = time.GetTimestamp();
        var (stepsLeft, millisecondsLeft) = (budget.StepsPerSlice, (double)budget.SliceMilliseconds);
        while (run.Status == RunStatus.Running)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsReady(turn) && !await SwitchAsync(turn, cancellationToken).ConfigureAwait(false))
            {
                break;
            }

            if (!IsReady(turn))
            {
                // What a call brought may have ended the run or another frame.
                continue;
            }

            stepsLeft--;
            if (turn.Ended is null && (stepsLeft < 0 || millisecondsLeft < 0))
            {
                await EffectProtocol.DetachAllAsync(turn, cancellationToken).ConfigureAwait(false);
                Slice(turn);
                break;
            }

            var node = turn.Node;
            using var span = FlowTelemetry.Node(turn);
            var result = turn.TryCountStep() ? await StepAsync(turn, cancellationToken).ConfigureAwait(false) : OverBudget(turn);
            FlowTelemetry.Tell(span, result);
            var after = time.GetTimestamp();
            var milliseconds = time.GetElapsedTime(before, after).TotalMilliseconds;
            if (!node.IsCall)
            {
                // Waiting for other systems keeps nobody from anything.
                millisecondsLeft -= milliseconds;
            }

            if (result is not null)
            {
                Apply(turn, result, milliseconds);
            }

            before = after;
        }

        if (run.Status == RunStatus.Waiting)
        {
            run.BusySince = null;
        }
    }

    /// <summary>Goes on with what came of the current node.</summary>
    public static void Apply(Turn turn, NodeResult result, double? milliseconds)
    {
        turn.Ended = null;
        switch (result)
        {
            case NodeResult.Completed completed:
                Complete(turn, completed, milliseconds);
                break;
            case NodeResult.Failed(var error):
                Failures.Fail(turn, error, milliseconds);
                break;
            case NodeResult.Suspended(var bookmark):
                Suspend(turn, bookmark);
                break;
            case NodeResult.Holding(var dueAt):
                Hold(turn, dueAt);
                break;
            case NodeResult.Joined(var join):
                Join(turn, join, milliseconds);
                break;
            case NodeResult.Broke:
                turn.Journal(JournalKind.NodeCompleted, milliseconds: milliseconds);
                FrameEnds.End(turn, FrameEndKind.Broke);
                break;
            case NodeResult.Digressed(var intent):
                if (!Clarification.TryAsk(turn) && !Interruptions.TryPush(turn, intent))
                {
                    var message = $"No flow of this bot waits for the intent {intent}.";
                    Failures.Fail(turn, new NodeError("engine.interruption", message, Retryable: false), milliseconds);
                }

                break;
            case NodeResult.Commanded(var command):
                CommandActions.Obey(turn, command);
                break;
            case NodeResult.Corrected(var question, var text):
                turn.Journal(JournalKind.Corrected, data: JsonValues.Of(turn.Flow.Nodes[question].Id));
                turn.AnswerAgain(question, text);
                break;
            case NodeResult.Ended(var reason):
                turn.Journal(JournalKind.NodeCompleted, milliseconds: milliseconds);
                FrameEnds.Complete(turn, JsonValues.Of(reason));
                break;
        }
    }

    /// <summary>Goes on behind a port of the current node.</summary>
    public static void Go(Turn turn, int target)
    {
        if (target == NodeProgram.Nowhere || FrameEnds.IsEndOf(turn, target))
        {
            FrameEnds.End(turn, FrameEndKind.Done);
        }
        else
        {
            turn.MoveTo(target);
        }
    }

    private static NodeResult.Failed OverBudget(Turn turn)
    {
        var message = $"The run took more than {turn.Budget.StepsPerRun} steps. Give the loop a way out.";
        return new NodeResult.Failed(new NodeError("engine.budget", message, Retryable: false));
    }

    /// <summary>True when the current frame has something to execute.</summary>
    private static bool IsReady(Turn turn) =>
        turn.Ended is not null || turn.Frame is { Bookmark: null, IsCalling: false, Counts: not null };

    /// <summary>Finds a frame that has something to execute, waiting for calls if there is no other way.</summary>
    /// <returns>False when the run has nothing to do now.</returns>
    private static async ValueTask<bool> SwitchAsync(Turn turn, CancellationToken cancellationToken)
    {
        var run = turn.Run;
        var asks = run.Frames.Exists(f => f.Bookmark is Bookmark.Input);
        foreach (var frame in run.Frames)
        {
            if (frame.Bookmark is Bookmark.Floor && !asks)
            {
                frame.Bookmark = null;
            }

            if (frame is { Bookmark: null, IsCalling: false })
            {
                turn.Enter(frame);
                return true;
            }
        }

        if (turn.Calls.Count > 0)
        {
            await EffectProtocol.AwaitAnyAsync(turn, cancellationToken).ConfigureAwait(false);
            return true;
        }

        run.Status = RunStatus.Waiting;
        return false;
    }

    private async ValueTask<NodeResult?> StepAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Node.TakesInput && turn.Resumed is null && turn.Run.Frames.Exists(f => f.Bookmark is Bookmark.Input))
        {
            return new NodeResult.Suspended(new Bookmark.Floor());
        }

        var result =
            await runner.StepAsync(turn, cancellationToken).ConfigureAwait(false)
            ?? await effects.CallAsync(turn, cancellationToken).ConfigureAwait(false);
        if (turn.VariableError is { } error)
        {
            turn.VariableError = null;
            return new NodeResult.Failed(error);
        }

        return result;
    }

    private static void Complete(Turn turn, NodeResult.Completed completed, double? milliseconds)
    {
        var node = turn.Node;
        var target = node.TargetOf(completed.Port);
        if (target < NodeProgram.Nowhere)
        {
            Failures.Fail(turn, Astray(target, completed.Port), milliseconds);
            return;
        }

        var output = completed.Output;
        var size = JsonValues.SizeOf(output);
        if (size > 0 && node.KeepsOutput)
        {
            if (size > turn.Budget.OutputBytes)
            {
                Failures.Fail(turn, turn.Budget.TooLarge(), milliseconds);
                return;
            }

            turn.KeepOutput(output);
        }

        if (node.UndoneBy is { } undo)
        {
            Undoing.Note(turn, undo, size <= turn.Budget.OutputBytes ? output : default);
        }

        if (turn.Frame.Answered is not null && !Corrections.IsHarmless(node))
        {
            turn.Frame.Answered = null;
        }

        FrameEnds.CloseRest(turn);
        var data = size <= JournalEntry.MaximumDataBytes ? output : default;
        turn.Journal(JournalKind.NodeCompleted, completed.Port, data: data, milliseconds: milliseconds);
        Go(turn, target);
    }

    private static void Suspend(Turn turn, Bookmark bookmark)
    {
        var frame = turn.Frame;
        if (turn.Resumed is not null)
        {
            turn.CountVisit();
        }

        (frame.Resumed, frame.ResumedState) = (null, default);
        Wait(turn, bookmark);
        turn.Journal(JournalKind.RunSuspended);
    }

    private static void Hold(Turn turn, DateTimeOffset? dueAt)
    {
        (turn.Frame.Resumed, turn.Frame.ResumedState) = (null, default);
        if (turn.Frame.Bookmark is not Bookmark.Children)
        {
            Wait(turn, new Bookmark.Children { DueAt = dueAt });
        }
    }

    private static void Join(Turn turn, int join, double? milliseconds)
    {
        var joined = turn.Frame.Structure;
        FrameEnds.CloseRest(turn);
        turn.Journal(JournalKind.NodeCompleted, milliseconds: milliseconds);
        Go(turn, join);
        if (join >= 0)
        {
            turn.Frame.Structure = joined;
        }
    }

    /// <summary>Leaves the current frame waiting; a node with a time limit of its own fails when that is over.</summary>
    private static void Wait(Turn turn, Bookmark bookmark)
    {
        if (bookmark.DueAt is null && turn.Node.Timeout is { } limit && bookmark is not (Bookmark.Job or Bookmark.Floor))
        {
            bookmark = bookmark with { DueAt = turn.Now + limit, FailsWhenDue = true };
        }

        turn.Frame.Bookmark = bookmark with { Ticket = ++turn.Run.LastTicket };
    }

    private static void Slice(Turn turn)
    {
        var (run, frame) = (turn.Run, turn.Frame);
        run.IsSliced = run.Status == RunStatus.Running;
        if (run.IsSliced)
        {
            // Beside other branches, the others go first next time.
            run.Frames.Remove(frame);
            run.Frames.Add(frame);
            turn.JournalRun(JournalKind.RunSliced);
        }
    }

    private static NodeError Astray(int target, string port) =>
        target == NodeProgram.Lost
            ? new NodeError("link.target", $"The port {port} is linked to a node that is not there.", Retryable: false)
            : new NodeError("engine.port", $"The node left by {port}, which is none of its ports.", Retryable: false);
}
