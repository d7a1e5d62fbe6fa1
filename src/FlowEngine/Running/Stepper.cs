using System.Text.Json;
using FlowEngine.Compilation;

namespace FlowEngine.Running;

/// <summary>Walks a run from node to node until it waits or ends.</summary>
internal sealed class Stepper(NodeRunner runner, EffectProtocol effects, TimeProvider time)
{
    /// <summary>What a visitor reads when a run fails and the bot has nothing else to say.</summary>
    public const string Apology = "Sorry, something went wrong on our side. Please try again in a moment.";

    /// <summary>Executes nodes until the run waits or has ended.</summary>
    public async ValueTask RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var before = time.GetTimestamp();
        while (turn.Run.Status == RunStatus.Running)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = turn.TryCountStep() ? await StepAsync(turn, cancellationToken).ConfigureAwait(false) : OverBudget(turn);
            var after = time.GetTimestamp();
            Apply(turn, result, time.GetElapsedTime(before, after).TotalMilliseconds);
            before = after;
        }
    }

    /// <summary>Goes on with what came of the current node.</summary>
    public static void Apply(Turn turn, NodeResult result, double? milliseconds)
    {
        switch (result)
        {
            case NodeResult.Completed completed:
                Complete(turn, completed, milliseconds);
                break;
            case NodeResult.Failed(var error):
                Fail(turn, error, milliseconds);
                break;
            case NodeResult.Suspended(var bookmark):
                Suspend(turn, bookmark);
                break;
            case NodeResult.Ended(var reason):
                turn.Journal(JournalKind.NodeCompleted, milliseconds: milliseconds);
                End(turn, JsonValues.Of(reason));
                break;
        }
    }

    /// <summary>Ends a run that cannot go on, by the bot's fallback where it has one.</summary>
    public static void Abort(Turn turn, NodeError error)
    {
        // A budget that was exceeded twice, or a fallback that fails itself, would only go round in circles.
        if (turn.Program.Fallback is var (flow, node) && turn.Frame.FlowId != flow.Id && turn.MayGoOn)
        {
            turn.Restart(flow, node);
            return;
        }

        turn.Run.Status = RunStatus.Failed;
        turn.Run.Error = error;
        turn.JournalRun(JournalKind.RunFailed, error);
        turn.Run.Frames.Clear();
        turn.Host.Say(new OutgoingMessage(Apology));
    }

    private static NodeResult.Failed OverBudget(Turn turn)
    {
        var (turnLimit, runLimit) = (turn.Budget.StepsPerTurn, turn.Budget.StepsPerRun);
        var message = $"The run took more than {turnLimit} steps in one turn or {runLimit} in all. Give the loop a way out.";
        return new NodeResult.Failed(new NodeError("engine.budget", message, Retryable: false));
    }

    private async ValueTask<NodeResult> StepAsync(Turn turn, CancellationToken cancellationToken)
    {
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
            Fail(turn, Astray(target, completed.Port), milliseconds);
            return;
        }

        var output = completed.Output;
        var size = JsonValues.SizeOf(output);
        if (size > 0 && node.KeepsOutput)
        {
            if (size > turn.Budget.OutputBytes)
            {
                Fail(turn, turn.Budget.TooLarge(), milliseconds);
                return;
            }

            turn.KeepOutput(output);
        }

        var data = size <= JournalEntry.MaximumDataBytes ? output : default;
        turn.Journal(JournalKind.NodeCompleted, completed.Port, data: data, milliseconds: milliseconds);
        if (target == NodeProgram.Nowhere)
        {
            End(turn, default);
        }
        else
        {
            turn.MoveTo(target);
        }
    }

    private static void Fail(Turn turn, NodeError error, double? milliseconds)
    {
        var target = turn.Node.ErrorTarget;
        if (turn.Node.KeepsError)
        {
            turn.KeepError(error);
        }

        turn.Journal(JournalKind.NodeFailed, target >= 0 ? "error" : null, error, milliseconds: milliseconds);
        if (target >= 0 && turn.MayGoOn)
        {
            turn.MoveTo(target);
        }
        else
        {
            Abort(turn, error);
        }
    }

    private static void Suspend(Turn turn, Bookmark bookmark)
    {
        if (turn.Resumed is not null)
        {
            turn.CountVisit();
        }

        turn.Run.Bookmark = bookmark;
        turn.Run.Status = RunStatus.Waiting;
        turn.Journal(JournalKind.RunSuspended);
    }

    private static void End(Turn turn, JsonElement reason)
    {
        turn.Run.Status = RunStatus.Completed;
        turn.JournalRun(JournalKind.RunCompleted, data: reason);
        turn.Run.Frames.Clear();
    }

    private static NodeError Astray(int target, string port) =>
        target == NodeProgram.Lost
            ? new NodeError("link.target", $"The port {port} is linked to a node that is not there.", Retryable: false)
            : new NodeError("engine.port", $"The node left by {port}, which is none of its ports.", Retryable: false);
}
