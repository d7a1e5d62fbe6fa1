using System.Text.Json;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Problems;
using FlowDesigner.Web.Editor.Saving;
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
    private readonly Stack<Step> _undo = new();
    private readonly Stack<Step> _redo = new();
    private bool _sealed = true;

    /// <summary>Raised after every change of anything shown.</summary>
    public event Action? Changed;

    /// <summary>Raised when typing in a field has ended.</summary>
    public event Action? Sealed;

    public NodeCatalog Catalog { get; } = catalog;

    public BotDefinition Bot { get; private set; } = bot;

    public FlowDefinition Flow { get; private set; } = draft.Flow;

    /// <summary>Revision of the draft that our changes build on.</summary>
    public long Revision { get; private set; } = draft.Revision;

    public bool ReadOnly { get; } = readOnly;

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

    public string? UndoTitle => _undo.TryPeek(out var step) ? step.Title : null;

    public string? RedoTitle => _redo.TryPeek(out var step) ? step.Title : null;

    /// <summary>Makes a change that can be undone.</summary>
    /// <param name="command">The change.</param>
    /// <returns>False when it changes nothing or the flow is read-only.</returns>
    public bool Do(FlowCommand command)
    {
        var inverse = command.InverseOn(Flow);
        if (ReadOnly || inverse.IsEmpty)
        {
            return false;
        }

        var before = Flow;
        Flow = command.Apply(Flow);
        var redo = FlowPatch.Between(before, Flow, command.Title);
        if (!_sealed && command.MergeKey is { } key && _undo.TryPeek(out var last) && last.MergeKey == key)
        {
            _undo.Pop();
            var origin = last.Undo.Apply(before);
            _undo.Push(
                new Step(command.Title, key, FlowPatch.Between(origin, Flow, command.Title), FlowPatch.Between(Flow, origin, command.Title))
            );
        }
        else
        {
            _undo.Push(new Step(command.Title, command.MergeKey, redo, inverse));
            _sealed = false;
        }

        _redo.Clear();
        Touch(command.MergeKey is null ? command.Title : "");
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

    public bool Undo() => Travel(_undo, _redo, step => step.Undo, "Undone");

    public bool Redo() => Travel(_redo, _undo, step => step.Redo, "Done again");

    public void Select(IReadOnlyList<string> ids, bool announce = true)
    {
        var known = ids.Where(Flow.Nodes.ContainsKey).ToList();
        if (known.SequenceEqual(Selection))
        {
            return;
        }

        Selection = known;
        Seal();
        if (announce)
        {
            Said = known.Count switch
            {
                0 => "Nothing selected.",
                1 => $"{TitleOf(known[0])} selected.",
                var n => $"{n} nodes selected.",
            };
        }

        Changed?.Invoke();
    }

    public void Announce(string text)
    {
        Said = text;
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
    public void Saved(long revision, long change)
    {
        Revision = revision;
        SavedChange = change;
    }

    /// <summary>Takes over what somebody else saved; ours can still be had by undo.</summary>
    /// <param name="theirs">The draft as it stands.</param>
    public void TakeTheirs(FlowDraft theirs)
    {
        Do(new ReplaceFlow(theirs.Flow));
        Saved(theirs.Revision, Change);
        SetSave(SaveStatus.Saved);
    }

    /// <summary>Builds our changes on what somebody else saved, so that the next save overwrites it.</summary>
    /// <param name="theirs">The draft as it stands; null when the flow is gone.</param>
    public void KeepMine(FlowDraft? theirs)
    {
        Revision = theirs?.Revision ?? 0;
        SavedChange = -1;
        SetSave(SaveStatus.Pending);
    }

    public NodeDefinition? DefinitionOf(FlowNode node) =>
        Catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;

    public string TitleOf(string nodeId) =>
        Flow.Nodes.TryGetValue(nodeId, out var node) ? node.Name ?? DefinitionOf(node)?.Title ?? node.Type : nodeId;

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

    private bool Travel(Stack<Step> from, Stack<Step> to, Func<Step, FlowPatch> patch, string word)
    {
        if (ReadOnly || !from.TryPop(out var step))
        {
            return false;
        }

        Flow = patch(step).Apply(Flow);
        to.Push(step);
        Seal();
        var back = patch(step).Nodes.Set.Select(n => n.Key).ToList();
        Selection = back.Count > 0 ? back : [.. Selection.Where(Flow.Nodes.ContainsKey)];
        Touch($"{word}: {step.Title}.");
        return true;
    }

    private void Touch(string said)
    {
        Change++;
        Save = Save is SaveStatus.Stale ? Save : SaveStatus.Pending;
        Selection = [.. Selection.Where(Flow.Nodes.ContainsKey)];
        Said = said.Length > 0 ? said : Said;
        Changed?.Invoke();
    }

    private sealed record Step(string Title, string? MergeKey, FlowPatch Redo, FlowPatch Undo);
}
