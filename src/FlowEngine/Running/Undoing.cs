using System.Text.Json;

namespace FlowEngine.Running;

/// <summary>Remembers, inside try scopes, which nodes have completed that can be undone.</summary>
internal static class Undoing
{
    /// <summary>The current node has completed.</summary>
    public static void Note(Turn turn, string by, JsonElement output)
    {
        if (ScopeAround(turn.Run, turn.Frame) is not { } scope)
        {
            return;
        }

        var variables = new Dictionary<string, JsonElement>(turn.Data.Variables);
        for (var around = FrameTree.DataAround(turn.Run, turn.Data); around is not null; around = FrameTree.DataAround(turn.Run, around))
        {
            foreach (var (name, value) in around.Variables)
            {
                variables.TryAdd(name, value);
            }
        }

        (turn.Run.Undoable ??= []).Add(new CompletedStep(scope.Id, turn.Flow.Id, turn.NodeId, by, output, variables));
    }

    /// <summary>Takes the latest step of a scope out of the memory.</summary>
    /// <returns>The step; null when there is none left.</returns>
    public static CompletedStep? TakeLatest(RunState run, int scope)
    {
        var at = run.Undoable?.FindLastIndex(s => s.Scope == scope) ?? -1;
        if (at < 0)
        {
            return null;
        }

        var step = run.Undoable![at]; // found in it just before
        run.Undoable.RemoveAt(at);
        return step;
    }

    /// <summary>A scope has ended well: what it did belongs to the scope around it, or can no longer be undone.</summary>
    public static void Pass(Turn turn, int scope)
    {
        if (turn.Run.Undoable is not { } steps)
        {
            return;
        }

        var outer = ScopeAround(turn.Run, turn.Frame);
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (steps[i].Scope != scope)
            {
                continue;
            }

            if (outer is null)
            {
                steps.RemoveAt(i);
            }
            else
            {
                steps[i] = steps[i] with { Scope = outer.Id };
            }
        }
    }

    /// <summary>The frame whose try scope is in its body around a frame; null for none. Called flows are inside their caller's scope.</summary>
    private static FrameState? ScopeAround(RunState run, FrameState frame)
    {
        for (var owner = run.FindFrame(frame.Parent); owner is not null; owner = run.FindFrame(owner.Parent))
        {
            if (owner.Structure is TryState { Phase: TryPhase.Body })
            {
                return owner;
            }
        }

        return null;
    }
}
