using FlowDesigner.Web.Editor;
using FlowEngine.Comparing;
using FlowRuntime.Library;
using FsCheck;
using FsCheck.Fluent;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Whatever people do in whatever order, undo brings every earlier document back byte for byte, and redo the later one.</summary>
public sealed class UndoPropertyTests
{
    [Fact]
    public void Undo_and_redo_are_inverse_to_every_sequence_of_changes() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int[]>(),
                script =>
                {
                    var state = Sample.State();
                    var versions = new List<string> { Sample.Text(state.Flow) };
                    foreach (var (number, index) in script.Select((n, i) => (n, i)))
                    {
                        state.Seal();
                        if (RandomEdits.Act(state, new Random(HashCode.Combine(number, index))))
                        {
                            versions.Add(Sample.Text(state.Flow));
                        }
                    }

                    return Walks(state, Enumerable.Reverse(versions).Skip(1), state.Undo) && Walks(state, versions.Skip(1), state.Redo);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void After_a_merge_undo_takes_back_our_changes_and_none_of_theirs() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(int[] Mine, int[] Theirs)>(),
                scripts =>
                {
                    var (state, other) = (Sample.State(), Sample.State());
                    RandomEdits.Play(state, scripts.Mine, 1);
                    RandomEdits.Play(other, scripts.Theirs, 2);
                    var theirs = new FlowDraft(other.Flow, 8, DateTimeOffset.UnixEpoch, "Jonas");
                    var merged = FlowMerge.Merge(state.Base, state.Flow, theirs.Flow);
                    var choices = merged.Conflicts.ToDictionary(c => c.Pointer, _ => MergeSide.Mine);
                    state.TakeIn(theirs, choices);

                    var versions = new List<string> { Sample.Text(state.Flow) };
                    while (state.Undo())
                    {
                        versions.Add(Sample.Text(state.Flow));
                    }

                    // Nodes that only they touched are as they left them, however far we went back. Where one of ours got another
                    // id, undo does not go back to before it was there, so that what we removed earlier stays away.
                    var untouched = other.Flow.Nodes.Where(n => !choices.ContainsKey($"/nodes/{n.Key}") && Sample.Flow.Nodes.ContainsKey(n.Key));
                    return (merged.Renamed.Count > 0 || untouched.All(n => state.Flow.Nodes.TryGetValue(n.Key, out var kept) && kept.Type == n.Value.Type))
                        && Walks(state, Enumerable.Reverse(versions).Skip(1), state.Redo);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static bool Walks(EditorState state, IEnumerable<string> versions, Func<bool> step) =>
        versions.All(version => step() && Sample.Text(state.Flow) == version) && !step();
}
