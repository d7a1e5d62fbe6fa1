using FlowDesigner.Web.Editor.Simulator;
using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Problems;

/// <summary>What is wrong with the draft, and what happened in the test run.</summary>
public sealed partial class ResultsPanel : EditorPart
{
    private const int MostShown = 200;

    private bool _closed;
    private string _tab = "problems";
    private bool _hadRun;

    [CascadingParameter]
    private ProblemFixes Fixes { get; set; } = null!; // given by the page

    /// <summary>What is known of the test run; null while no test runs.</summary>
    [Parameter]
    public RunPicture? Run { get; set; }

    /// <summary>Raised with the id of a node to show.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnJump { get; set; }

    /// <summary>Raised with a problem to show in its place.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Problem> OnOpen { get; set; }

    /// <summary>Raised to begin a run at a node with the values it found then.</summary>
    [Parameter]
    public EventCallback<RunStep> OnStartHere { get; set; }

    /// <summary>Raised to make up the answer of a node.</summary>
    [Parameter]
    public EventCallback<RunStep> OnMakeUp { get; set; }

    private string Tab => Run is null ? "problems" : _tab;

    private int Errors => State.Problems.Count(p => p.IsError);

    private int Warnings => State.Problems.Count - Errors;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A test that starts brings its list to the front; leaving the test gives the problems back.
        if (Run is not null != _hadRun)
        {
            _hadRun = Run is not null;
            _tab = _hadRun ? "run" : "problems";
        }
    }

    private Task ShowStepAsync(RunStep step) => step.FlowId == State.Flow.Id ? OnJump.InvokeAsync(step.NodeId) : Task.CompletedTask;

    private string Selected(string tab) => Tab == tab ? "true" : "false";

    private void Show(string tab) => (_tab, _closed) = (tab, false);

    private string PlaceOf(PlacedProblem problem) =>
        problem switch
        {
            { NodeId: { } node } => State.TitleOf(node),
            { FlowId: null } => T["The bot"],
            { FlowId: var flow } when flow == State.Flow.Id => T["This flow"],
            { FlowId: var flow } => T["Flow {0}", flow],
        };
}
