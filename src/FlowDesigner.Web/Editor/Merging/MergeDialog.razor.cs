using FlowDesigner.Web.Editor.Versions;
using FlowEngine.Comparing;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Merging;

/// <summary>Lets a person choose where two people changed the same, or where somebody removed the flow meanwhile.</summary>
public sealed partial class MergeDialog : EditorPart
{
    private readonly Dictionary<string, MergeSide> _choices = [];
    private bool _copied;

    /// <summary>The draft as it stands; null when it was removed.</summary>
    [Parameter, EditorRequired]
    public FlowDraft? Theirs { get; set; }

    /// <summary>Raised with the choices, by the pointer of the conflict.</summary>
    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyDictionary<string, MergeSide>> OnMerge { get; set; }

    /// <summary>Raised when a removed flow is to be saved anew.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnBringBack { get; set; }

    /// <summary>Raised when ours is wanted as a file.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnCopy { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    private IReadOnlyList<MergeConflict> Conflicts { get; set; } = [];

    private ValueWords Words { get; set; } = null!; // set with the parameters

    private int Chosen => Conflicts.Count(c => _choices.ContainsKey(c.Pointer));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Conflicts = Theirs is null ? [] : FlowMerge.Merge(State.Base, State.Flow, Theirs.Flow).Conflicts;
        Words = new ValueWords(State.Catalog, FlowWords.Titles(State.Catalog, State.Flow, Theirs?.Flow, State.Base));
    }

    private string TitleOf(MergeConflict conflict) =>
        (conflict.Mine ?? conflict.Theirs) is { } node ? FlowWords.TitleOf(State.Catalog, node) : ValueWords.LabelOf(conflict.Pointer);

    private void Choose(MergeConflict conflict, MergeSide side) => _choices[conflict.Pointer] = side;

    private void ChooseAll(MergeSide side)
    {
        foreach (var conflict in Conflicts)
        {
            Choose(conflict, side);
        }
    }

    private async Task CopyAsync()
    {
        await OnCopy.InvokeAsync();
        _copied = true;
    }
}
