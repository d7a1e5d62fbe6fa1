using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;

namespace FlowEngine.Running;

/// <summary>Flows that a visitor's message pushes on top of the one that waits, and the way back.</summary>
internal static class Interruptions
{
    private static readonly InterruptionSettings Defaults = new();

    /// <summary>The intent that may interrupt the node which has just got a message.</summary>
    public static string? Find(Turn turn, RunScope scope)
    {
        var settings = turn.Program.Bot.Interruptions ?? Defaults;
        if (
            turn.Run.Input is not { Value.ValueKind: JsonValueKind.Undefined } input
            || turn.Run.Frames.Count(f => f.Role == FrameRole.Interruption) >= settings.MaximumDepth
        )
        {
            return null;
        }

        foreach (var (intent, score) in scope.Understand(input).Intents)
        {
            if (score < settings.Threshold)
            {
                return null;
            }

            if (turn.Program.RouteOf(intent) is var (flow, _))
            {
                return turn.Run.Frames.Exists(f => f.FlowId == flow.Id) ? null : intent;
            }
        }

        return null;
    }

    /// <summary>Opens the flow of an intent on top of the current frame.</summary>
    /// <returns>False when the intent has no flow.</returns>
    public static bool TryPush(Turn turn, string intent)
    {
        if (turn.Program.RouteOf(intent) is not var (flow, node))
        {
            return false;
        }

        Push(turn, flow, node);
        return true;
    }

    /// <summary>Opens a flow on top of the current frame.</summary>
    public static void Push(Turn turn, FlowProgram flow, int node)
    {
        turn.Journal(JournalKind.Interrupted, data: JsonValues.Of(flow.Id));
        turn.Frame.Bookmark = new Bookmark.Interrupted(turn.ResumedState) { Ticket = ++turn.Run.LastTicket };
        var frame = turn.Open(FrameRole.Interruption, flow, node, "interrupted");
        BeginWithMessage(turn.Run);
        turn.Enter(frame);
    }

    /// <summary>Lets a flow take a message beside what the run waits for.</summary>
    public static FrameState OpenBeside(RunState run, FlowProgram flow, int node)
    {
        var frame = FrameTree.Open(run, parent: 0, FrameRole.Side, flow, node, part: null);
        frame.From = FormattableString.Invariant($"{flow.Id}~{frame.Id}");
        BeginWithMessage(run);
        return frame;
    }

    /// <summary>The flow that had interrupted has ended: the node that asked is woken again.</summary>
    public static void Return(Turn turn, FrameState ended, FrameState owner)
    {
        owner.Resumed = new TurnInput.CameBack(ended.FlowId);
        owner.ResumedState = owner.Bookmark?.StateOfNode ?? default;
        owner.Bookmark = null;
        turn.Enter(owner);
        turn.Journal(JournalKind.CameBack, data: JsonValues.Of(ended.FlowId));
    }

    private static void BeginWithMessage(RunState run)
    {
        run.Input = run.Input is { } input ? input with { StartedRun = true } : null;
        run.TakenEntities.Clear();
    }
}
