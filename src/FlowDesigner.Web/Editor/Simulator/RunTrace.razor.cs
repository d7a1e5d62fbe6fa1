using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>The nodes of a run in order, and one of them closely: the one that was chosen here or is selected on the canvas.</summary>
public sealed partial class RunTrace : EditorPart
{
    private const int LongestValue = 60;

    private string? _chosen;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public RunPicture Run { get; set; } = null!; // required by the compiler of Razor

    /// <summary>What is said while there are no nodes.</summary>
    [Parameter, EditorRequired]
    public string Empty { get; set; } = "";

    /// <summary>Raised with a visit of a node to show on the canvas.</summary>
    [Parameter, EditorRequired]
    public EventCallback<RunStep> OnShow { get; set; }

    /// <summary>Raised to begin a run at a node with the values it found then; without a listener it is not offered.</summary>
    [Parameter]
    public EventCallback<RunStep> OnStartHere { get; set; }

    /// <summary>Raised to make up the answer of a node; without a listener it is not offered.</summary>
    [Parameter]
    public EventCallback<RunStep> OnMakeUp { get; set; }

    // A step of another flow cannot be selected on the canvas, so it stays until another one is chosen.
    private RunStep? Chosen =>
        Run.Steps.FirstOrDefault(s => s.Key == _chosen && (s.FlowId != State.Flow.Id || s.NodeId == State.Selected))
        ?? Run.Steps.LastOrDefault(s => s.FlowId == State.Flow.Id && s.NodeId == State.Selected);

    private static string ValueOf(RunStep step) =>
        step.Changed is [var first, ..] ? $" · {first.Name} = {ShortValue.Of(first.Value, LongestValue)}"
        : step.Output.ValueKind is JsonValueKind.Undefined ? ""
        : $" · {ShortValue.Of(step.Output, LongestValue)}";

    private async Task ChooseAsync(RunStep step)
    {
        _chosen = step.Key;
        await OnShow.InvokeAsync(step);
    }
}
