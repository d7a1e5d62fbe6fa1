using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Learning;
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

    /// <summary>Saves the draft and publishes it to an environment under a name; null when it could not be saved.</summary>
    [Parameter, EditorRequired]
    public Func<string, string?, Task<PublishResult?>> Publish { get; set; } = null!; // required

    /// <summary>Raised when the dialog is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private IBotLearning Learning { get; set; } = null!; // set by the renderer

    private string Environment => _plan?.Into.Environment ?? ConnectionEnvironment.Live;

    private BotAddress Address => new(BotId, Environment);

    private string Title =>
        _version is not { } version ? T["Publish {0}", BotName]
        : Address.IsLive ? T["Version {0} is live", version]
        : T["Version {0} runs in {1}", version, Environment];

    private IReadOnlyList<Problem> Problems => _found ?? _plan?.Problems ?? [];

    private int Errors => Problems.Count(p => p.Severity == ProblemSeverity.Error);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _plan = await Prepare();
        _trouble = _plan is null ? NotSaved : null;
    }

    private async Task ChooseAsync(Deployment into)
    {
        if (_plan is not null)
        {
            _plan = await _plan.IntoAsync(into, Library, Learning, CancellationToken.None);
        }
    }

    private async Task PublishAsync()
    {
        _busy = true;
        var result = await Publish(Environment, _name);
        (_busy, _version, _found) = (false, result?.Version, result?.Problems);
        _trouble = result is null ? NotSaved : null;
    }
}
