using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>Shows what publishing would bring, and publishes.</summary>
public sealed partial class PublishDialog : ComponentBase
{
    private string NotSaved => T["The draft could not be saved, so nothing was published."];

    private bool _busy;
    private int? _version;
    private string? _trouble;
    private string? _name;
    private PublishPlan? _plan;
    private IReadOnlyList<Problem>? _found;

    /// <summary>The bot.</summary>
    [Parameter, EditorRequired]
    public string BotId { get; set; } = "";

    /// <summary>Name of the bot.</summary>
    [Parameter, EditorRequired]
    public string BotName { get; set; } = "";

    /// <summary>Node types of this installation.</summary>
    [Parameter, EditorRequired]
    public NodeCatalog Catalog { get; set; } = null!; // required

    /// <summary>Saves the draft and says what publishing it would bring; null when it could not be saved.</summary>
    [Parameter, EditorRequired]
    public Func<Task<PublishPlan?>> Prepare { get; set; } = null!; // required

    /// <summary>Saves the draft and publishes it under a name; null when it could not be saved.</summary>
    [Parameter, EditorRequired]
    public Func<string?, Task<PublishResult?>> Publish { get; set; } = null!; // required

    /// <summary>Raised when the dialog is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private IReadOnlyList<Problem> Problems => _found ?? _plan?.Problems ?? [];

    private int Errors => Problems.Count(p => p.Severity == ProblemSeverity.Error);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _plan = await Prepare();
        _trouble = _plan is null ? NotSaved : null;
    }

    private async Task PublishAsync()
    {
        _busy = true;
        var result = await Publish(_name);
        (_busy, _version, _found) = (false, result?.Version, result?.Problems);
        _trouble = result is null ? NotSaved : null;
    }
}
