using System.Text.Json;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Presence;
using FlowDesigner.Web.Editor.Problems;
using FlowDesigner.Web.Editor.Saving;
using FlowDesigner.Web.Wording;
using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor;

/// <summary>
/// One flow while it is edited: the document, the command stack, the selection, the problems and whether it is saved.
/// Knows nothing of Blazor; used by one circuit at a time, not thread-safe.
/// </summary>
/// <param name="catalog">Node types of this installation.</param>
/// <param name="bot">The bot that the flow belongs to.</param>
/// <param name="draft">The flow as it was read.</param>
/// <param name="readOnly">True when nothing may be changed.</param>
internal sealed partial class EditorState(NodeCatalog catalog, BotDefinition bot, FlowDraft draft, bool readOnly = false)
{
    private readonly ChangeHistory _history = new();
    private bool _sealed = true;

    /// <summary>Raised after every change of anything shown.</summary>
    public event Action? Changed;

    /// <summary>Raised when typing in a field has ended.</summary>
    public event Action? Sealed;

    public NodeCatalog Catalog { get; } = catalog;

    public BotDefinition Bot { get; private set; } = bot;

    public FlowDefinition Flow { get; private set; } = draft.Flow;

    /// <summary>The draft that our changes build on, as it was last read or saved.</summary>
    public FlowDefinition Base { get; private set; } = draft.Flow;

    /// <summary>Revision of <see cref="Base"/>.</summary>
    public long Revision { get; private set; } = draft.Revision;

    public bool ReadOnly { get; } = readOnly;

    /// <summary>The two versions that the flow on the screen shows at once; null while it is edited.</summary>
    public FlowDifference? Comparison { get; init; }

    /// <summary>Grows with every change of the flow; equal to <see cref="SavedChange"/> when all is saved.</summary>
    public long Change { get; private set; }

    public long SavedChange { get; private set; }

    public bool IsDirty => Change != SavedChange;

    public SaveStatus Save { get; private set; } = SaveStatus.Idle;

    public IReadOnlyList<string> Selection { get; private set; } = [];

    /// <summary>The one selected node; null when none or several are.</summary>
    public string? Selected => Selection is [var id] ? id : null;

    public IReadOnlyList<PlacedProblem> Problems { get; private set; } = [];

    /// <summary>Latest result in words, for screen readers.</summary>
    public string Said { get; private set; } = "";

    /// <summary>The steps of undo and redo.</summary>
    public ChangeHistory History => _history;

    /// <summary>Something that eyes must not miss either, until it is closed; null for nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>Other people who have the flow open, and where they are.</summary>
    public IReadOnlyList<PersonHere> Others { get; private set; } = [];

    public string? UndoTitle => _history.Latest?.Title;

    public string? RedoTitle => _history.Next?.Title;

    /// <summary>Makes a change that can be undone.</summary>
    /// <param name="command">The change.</param>
    /// <returns>False when it changes nothing or the flow is read-only.</returns>
    public bool Do(FlowCommand command)
    {
        var title = command.Title(T);
        var inverse = command.InverseOn(Flow, title);
        if (ReadOnly || inverse.IsEmpty)
        {
            return false;
        }

        var before = Flow;
        Flow = command.Apply(Flow);
        var step = new ChangeStep(title, command.MergeKey, FlowPatch.Between(before, Flow, title), inverse);
        if (_sealed || command.MergeKey is null || command.MergeKey != _history.Latest?.MergeKey)
        {
            _history.Add(step);
            _sealed = false;
        }
        else
        {
            _history.Extend(before, Flow, step);
        }

        Touch(command.MergeKey is null ? title : "");
        return true;
    }

    /// <summary>False while somebody types in a field.</summary>
    public bool IsSealed => _sealed;

    /// <summary>Ends the current step of undo, so that further typing in the same field is a new one.</summary>
    public void Seal()
    {
        _sealed = true;
        Sealed?.Invoke();
    }

    public bool Undo() => Travel(_history.Latest, step => step.Undo, _history.StepBack, TextKey.Of("Undone: {0}."));

    public bool Redo() => Travel(_history.Next, step => step.Redo, _history.StepForward, TextKey.Of("Done again: {0}."));

    public void Select(IReadOnlyList<string> ids, bool announce = true)
    {
        var known = ids.Where(Flow.Nodes.ContainsKey).ToList();
        if (known.SequenceEqual(Selection) && SelectedGroup is null)
        {
            return;
        }

        (Selection, SelectedGroup) = (known, null);
        Seal();
        if (announce)
        {
            Said = known.Count switch
            {
                0 => T["Nothing selected."],
                1 => T["{0} selected.", TitleOf(known[0])],
                var n => T["{0} nodes selected.", n],
            };
        }

        Changed?.Invoke();
    }

    public void Announce(string text)
    {
        Said = text;
        Changed?.Invoke();
    }

    /// <summary>Says something that stays on the screen until it is closed.</summary>
    /// <param name="text">What; null closes it.</param>
    public void Notify(string? text)
    {
        Notice = text;
        Said = text ?? Said;
        Changed?.Invoke();
    }

    public void ShowProblems(IReadOnlyList<Problem> problems)
    {
        Problems = PlacedProblem.Place(problems, Flow.Id);
        Changed?.Invoke();
    }

    public void ChangeBot(BotDefinition changed)
    {
        Bot = changed;
        Changed?.Invoke();
    }

    public void SetSave(SaveStatus status)
    {
        Save = status;
        Changed?.Invoke();
    }

    /// <summary>Notes that a change reached the draft.</summary>
    /// <param name="revision">Revision it got.</param>
    /// <param name="change">The value of <see cref="Change"/> that was saved.</param>
    /// <param name="flow">The flow that was saved.</param>
    public void Saved(long revision, long change, FlowDefinition flow)
    {
        (Revision, SavedChange, Base) = (revision, change, flow);
    }

    /// <summary>Puts our changes and what somebody else saved together.</summary>
    /// <param name="theirs">The draft as it stands.</param>
    /// <param name="choices">Whose change counts, by the pointer of the conflict.</param>
    /// <returns>The conflicts for which no choice was made; while there are any, nothing is changed.</returns>
    public IReadOnlyList<MergeConflict> TakeIn(FlowDraft theirs, IReadOnlyDictionary<string, MergeSide> choices)
    {
        var merged = FlowMerge.Merge(Base, Flow, theirs.Flow, choices);
        var open = merged.Conflicts.Where(c => !choices.ContainsKey(c.Pointer)).ToList();
        if (open.Count > 0)
        {
            return open;
        }

        _history.Rebase(Flow, merged);
        Flow = merged.Flow;
        Selection = [.. Selection.Select(id => merged.Renamed.GetValueOrDefault(id, id))];
        (Base, Revision) = (theirs.Flow, theirs.Revision);
        Save = new SaveStatus.Busy(theirs.ChangedBy);
        Seal();
        Touch(T["What {0} changed was put together with your changes.", theirs.ChangedBy]);
        return [];
    }

    /// <summary>Goes on with the steps of an earlier page; the flow is the one that they lead to.</summary>
    public void Recall(IReadOnlyList<ChangeStep> done, IReadOnlyList<ChangeStep> undone)
    {
        _history.Restore(done, undone);
        Changed?.Invoke();
    }

    /// <summary>Brings back changes that were never saved. Where somebody changed the same since, the person must choose.</summary>
    /// <param name="origin">The flow before these changes.</param>
    /// <param name="mine">The flow after them.</param>
    /// <param name="draft">The draft as it stands.</param>
    public void Recover(FlowDefinition origin, FlowDefinition mine, FlowDraft draft)
    {
        (Base, Flow) = (origin, mine);
        if (TakeIn(draft, new Dictionary<string, MergeSide>()).Count > 0)
        {
            Change++;
            SetSave(new SaveStatus.Stale(draft));
            return;
        }

        string title = T["Brought back what was not saved"];
        _history.Add(new ChangeStep(title, null, FlowPatch.Between(draft.Flow, Flow, title), FlowPatch.Between(Flow, draft.Flow, title)));
        Save = SaveStatus.Pending;
        Announce($"{title}.");
    }

    public void ShowOthers(IReadOnlyList<PersonHere> others)
    {
        Others = others;
        Changed?.Invoke();
    }

    /// <summary>Saves the flow as a new one, after somebody removed it.</summary>
    public void BringBack()
    {
        Revision = 0;
        SavedChange = -1;
        SetSave(SaveStatus.Pending);
    }

    public NodeDefinition? DefinitionOf(FlowNode node) =>
        Catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;

    /// <summary>A variable of the flow or, where that has none of the name, of the bot; null when nobody declared it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>What was declared.</returns>
    public VariableDefinition? VariableOf(string name) => Flow.Variables.GetValueOrDefault(name) ?? Bot.Variables.GetValueOrDefault(name);

    public string TitleOf(string nodeId) =>
        Flow.Nodes.TryGetValue(nodeId, out var node) ? node.Name ?? (DefinitionOf(node) is { } definition ? N[definition.Title] : node.Type) : nodeId;

    /// <summary>Nodes by title, those of the same title told apart by their id.</summary>
    /// <param name="fits">Which nodes.</param>
    /// <returns>Id and title of each, in the order of the document but for those of the same title.</returns>
    public IEnumerable<(string Id, string Title)> Named(Func<string, FlowNode, bool> fits) =>
        Flow.Nodes.Where(n => fits(n.Key, n.Value))
            .Select(n => (Id: n.Key, Title: TitleOf(n.Key)))
            .GroupBy(n => n.Title)
            .SelectMany(same => same.Count() == 1 ? same : same.Select(n => (n.Id, $"{n.Title} ({n.Id})")));

    public IReadOnlyList<PortDefinition> PortsOf(FlowNode node) =>
        DefinitionOf(node)?.PortsFor(node.Config) ?? [.. node.Links.Keys.Select(p => new PortDefinition(p, p, ""))];

    private bool Travel(ChangeStep? step, Func<ChangeStep, FlowPatch> patch, Action move, string word)
    {
        if (ReadOnly || step is null)
        {
            return false;
        }

        Flow = patch(step).Apply(Flow);
        move();
        Seal();
        var back = patch(step).Nodes.Set.Select(n => n.Key).ToList();
        Selection = back.Count > 0 ? back : [.. Selection.Where(Flow.Nodes.ContainsKey)];
        Touch(T[word, step.Title]);
        return true;
    }

    private void Touch(string said)
    {
        Change++;
        Save = Save is SaveStatus.Stale or SaveStatus.Busy ? Save : SaveStatus.Pending;
        Selection = [.. Selection.Where(Flow.Nodes.ContainsKey)];
        SelectedGroup = Group is null ? null : SelectedGroup;
        Said = said.Length > 0 ? said : Said;
        Changed?.Invoke();
    }
}
