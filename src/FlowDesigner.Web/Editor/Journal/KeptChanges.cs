using System.Security.Cryptography;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Journal;

/// <summary>What a journal says about the page that wrote it.</summary>
internal sealed class KeptChanges
{
    private readonly IReadOnlyList<JournalEntry> _entries;

    private KeptChanges(IReadOnlyList<JournalEntry> entries, IReadOnlyList<ChangeStep> done, IReadOnlyList<ChangeStep> undone) =>
        (_entries, Done, Undone) = (entries, done, undone);

    /// <summary>Fingerprint of the flow as it stood last.</summary>
    public string Print => _entries[^1].Print;

    /// <summary>Steps that could be undone, the latest last.</summary>
    public IReadOnlyList<ChangeStep> Done { get; }

    /// <summary>Steps that could be done again, the latest last.</summary>
    public IReadOnlyList<ChangeStep> Undone { get; }

    /// <summary>A short text that two flows share only when they are the same.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="catalog">Puts settings in order, so that a flow that was stored is still the same.</param>
    public static string PrintOf(FlowDefinition flow, NodeCatalog catalog) =>
        Convert.ToHexStringLower(SHA256.HashData(FlowDocument.Write(flow, catalog)).AsSpan(0, 16));

    /// <summary>Reads a journal.</summary>
    /// <param name="text">Its lines.</param>
    /// <returns>What it says; null when there is none, or a part of it cannot be read.</returns>
    public static KeptChanges? Read(string text)
    {
        var entries = new List<JournalEntry>();
        var (done, undone) = (new List<JournalStep>(), new List<JournalStep>());
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (JournalEntry.Read(line) is not { } entry || entry.Kept > done.Count || entry.KeptUndone > undone.Count)
            {
                return null;
            }

            entries.Add(entry);
            Replace(done, entry.Kept, entry.Done);
            Replace(undone, entry.KeptUndone, entry.Undone);
        }

        return entries.Count > 0 && Steps(done) is { } steps && Steps(undone) is { } repeats
            ? new KeptChanges(entries, steps, repeats)
            : null;
    }

    /// <summary>
    /// The changes that are missing in a draft, as the two flows that a merge needs: the draft as it was before them, and
    /// after. Null when it holds them all, or when they cannot be read.
    /// </summary>
    /// <param name="draft">The draft as it stands.</param>
    /// <param name="catalog">Node types of this installation.</param>
    /// <returns>Both flows.</returns>
    public (FlowDefinition Origin, FlowDefinition Mine)? MissingIn(FlowDefinition draft, NodeCatalog catalog)
    {
        var print = PrintOf(draft, catalog);
        var missing = new List<(FlowPatch Forth, FlowPatch Back)>();
        foreach (var entry in After(print).Where(e => e.Forth is not null))
        {
            if (entry.Forth?.Read("") is not { } forth || entry.Back?.Read("") is not { } back)
            {
                return null;
            }

            missing.Add((forth.Loose(), back.Loose()));
        }

        var origin = Enumerable.Reverse(missing).Aggregate(draft, (flow, change) => change.Back.Apply(flow));
        var mine = missing.Aggregate(origin, (flow, change) => change.Forth.Apply(flow));
        var merged = FlowMerge.Merge(origin, mine, draft);
        return merged.Conflicts.Count == 0 && PrintOf(merged.Flow, catalog) == print ? null : (origin, mine);
    }

    /// <summary>
    /// Lines that the browser has not heard to be saved. The journal is written before the draft is saved: a draft that is
    /// like one of these lines holds all up to there, although the page was lost before it heard so.
    /// </summary>
    private IEnumerable<JournalEntry> After(string print)
    {
        var unheard = _entries.Where(e => e.Change > _entries[^1].SavedChange).ToList();
        return unheard.Skip(unheard.FindLastIndex(e => e.Print == print) + 1);
    }

    private static void Replace(List<JournalStep> steps, int kept, IReadOnlyList<JournalStep> added)
    {
        steps.RemoveRange(kept, steps.Count - kept);
        steps.AddRange(added);
    }

    private static List<ChangeStep>? Steps(List<JournalStep> steps)
    {
        var read = new List<ChangeStep>();
        foreach (var step in steps)
        {
            if (step.Redo.Read(step.Title) is not { } redo || step.Undo.Read(step.Title) is not { } undo)
            {
                return null;
            }

            read.Add(new ChangeStep(step.Title, step.MergeKey, redo, undo));
        }

        return read;
    }
}
