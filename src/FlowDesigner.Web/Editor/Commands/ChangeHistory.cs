using FlowEngine.Comparing;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>The steps that can be undone and done again, the latest last.</summary>
internal sealed class ChangeHistory
{
    /// <summary>Steps that survive a merge with somebody else's changes; each is merged by itself.</summary>
    private const int MostRebased = 100;

    private List<ChangeStep> _done = [];
    private List<ChangeStep> _undone = [];

    /// <summary>Steps that can be undone, the latest last.</summary>
    public IReadOnlyList<ChangeStep> Done => _done;

    /// <summary>Steps that can be done again, the latest last.</summary>
    public IReadOnlyList<ChangeStep> Undone => _undone;

    /// <summary>Grows with every change of the steps.</summary>
    public long Version { get; private set; }

    /// <summary>The step that undo takes back; null for none.</summary>
    public ChangeStep? Latest => _done.Count > 0 ? _done[^1] : null;

    /// <summary>The step that redo does again; null for none.</summary>
    public ChangeStep? Next => _undone.Count > 0 ? _undone[^1] : null;

    /// <summary>Adds a new step; what was undone before cannot be done again.</summary>
    public void Add(ChangeStep step)
    {
        _done.Add(step);
        _undone.Clear();
        Version++;
    }

    /// <summary>Goes on with the steps of an earlier page.</summary>
    public void Restore(IReadOnlyList<ChangeStep> done, IReadOnlyList<ChangeStep> undone)
    {
        (_done, _undone) = ([.. done], [.. undone]);
        Version++;
    }

    /// <summary>Makes a change part of the latest step, as further typing in the same field is.</summary>
    /// <param name="before">The flow before the change.</param>
    /// <param name="after">The flow after it.</param>
    /// <param name="step">The change.</param>
    public void Extend(FlowDefinition before, FlowDefinition after, ChangeStep step)
    {
        var origin = _done[^1].Undo.Apply(before);
        _done[^1] = step with
        {
            Redo = FlowPatch.Between(origin, after, step.Title),
            Undo = FlowPatch.Between(after, origin, step.Title),
        };
        _undone.Clear();
        Version++;
    }

    /// <summary>The latest step was undone.</summary>
    public void StepBack() => Move(_done, _undone);

    /// <summary>The step that was undone last was done again.</summary>
    public void StepForward() => Move(_undone, _done);

    /// <summary>
    /// Goes on from a flow that holds somebody else's changes too: undo takes back what we did and leaves theirs alone.
    /// </summary>
    /// <param name="mine">The flow before the merge.</param>
    /// <param name="merged">The flow after it.</param>
    public void Rebase(FlowDefinition mine, FlowMergeResult merged)
    {
        var origin = NodeRename.Apply(mine, merged.Renamed);
        Version++;
        _done = Rebase(_done, step => step.Undo, (title, late, early) => (FlowPatch.Between(early, late, title), FlowPatch.Between(late, early, title)));
        _undone = Rebase(_undone, step => step.Redo, (title, early, late) => (FlowPatch.Between(early, late, title), FlowPatch.Between(late, early, title)));

        List<ChangeStep> Rebase(
            List<ChangeStep> steps,
            Func<ChangeStep, FlowPatch> away,
            Func<string, FlowDefinition, FlowDefinition, (FlowPatch Redo, FlowPatch Undo)> between
        )
        {
            var rebased = new List<ChangeStep>();
            var (old, near) = (mine, merged.Flow);
            foreach (var step in Enumerable.Reverse(steps).Take(MostRebased))
            {
                old = away(step).Apply(old);
                if (merged.Renamed.Values.Any(old.Nodes.ContainsKey))
                {
                    // An earlier node had the id that one of ours got now: further back, undo could not tell them apart.
                    break;
                }

                var far = FlowMerge.Merge(origin, NodeRename.Apply(old, merged.Renamed), merged.Flow, otherwise: MergeSide.Theirs).Flow;
                var (redo, undo) = between(step.Title, near, far);
                if (!redo.IsEmpty)
                {
                    rebased.Insert(0, step with { Redo = redo, Undo = undo });
                }

                near = far;
            }

            return rebased;
        }
    }

    private void Move(List<ChangeStep> from, List<ChangeStep> to)
    {
        Version++;
        to.Add(from[^1]);
        from.RemoveAt(from.Count - 1);
    }
}

/// <summary>One step of undo.</summary>
/// <param name="Title">What was done, for people.</param>
/// <param name="MergeKey">Further changes of the same key belong to the step; null for none.</param>
/// <param name="Redo">Does it.</param>
/// <param name="Undo">Takes it back.</param>
internal sealed record ChangeStep(string Title, string? MergeKey, FlowPatch Redo, FlowPatch Undo);
