using FlowDesigner.Web.Editor.Versions;
using FlowEngine.Comparing;
using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Merging;

/// <summary>Lets a person choose where two people changed the same, or where somebody removed the flow meanwhile.</summary>
public sealed partial class MergeDialog : EditorPart
{
    private readonly Dictionary<string, MergeSide> _choices = [];
    private bool _copied;

    /// <summary>The other flow; null when it was removed.</summary>
    [Parameter, EditorRequired]
    public FlowDefinition? Theirs { get; set; }

    /// <summary>What both began with.</summary>
    [Parameter, EditorRequired]
    public FlowDefinition Origin { get; set; } = null!; // required

    /// <summary>What the other side is called, such as "what Jonas made".</summary>
    [Parameter]
    public string Other { get; set; } = "";

    /// <summary>What happened.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Raised with the choices, by the pointer of the conflict.</summary>
    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyDictionary<string, MergeSide>> OnMerge { get; set; }

    /// <summary>Raised when nothing is to be merged; without it, the person must choose.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Raised when a removed flow is to be saved anew.</summary>
    [Parameter]
    public EventCallback OnBringBack { get; set; }

    /// <summary>Raised when ours is wanted as a file.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnCopy { get; set; }

    private IReadOnlyList<MergeConflict> Conflicts { get; set; } = [];

    private ValueWords Words { get; set; } = null!; // set with the parameters

    private int Chosen => Conflicts.Count(c => _choices.ContainsKey(c.Pointer));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Conflicts = Theirs is null ? [] : FlowMerge.Merge(Origin, State.Flow, Theirs).Conflicts;
        Words = new ValueWords(State.Catalog, FlowWords.Titles(State.Catalog, N, State.Flow, Theirs, Origin), T);
    }

    private string TitleOf(MergeConflict conflict) =>
        (conflict.Mine ?? conflict.Theirs) is { } node ? FlowWords.TitleOf(State.Catalog, N, node) : ValueWords.LabelOf(conflict.Pointer, T);

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
