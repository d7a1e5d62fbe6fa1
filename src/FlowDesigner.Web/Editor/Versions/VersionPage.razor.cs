using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;
using FlowEngine.Comparing;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>The history of a bot, seen from one of its flows: two versions in one picture, going back and restoring.</summary>
public sealed partial class VersionPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private VersionView? _view;
    private FlowCanvas? _canvas;
    private Notice? _notice;
    private string? _name;
    private bool _missing;
    private string _actor = "";
    private string _elsewhere = ConnectionEnvironment.Live;
    private bool _asking;
    private bool _deploying;
    private bool _busy;

    /// <summary>Id of the bot, from the address.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    /// <summary>Id of the flow, from the address.</summary>
    [Parameter]
    public string FlowId { get; set; } = "";

    /// <summary>Number of the version, from the address; null for the draft.</summary>
    [Parameter]
    public int? Version { get; set; }

    /// <summary>Number of the version it is compared with; null for the one before it.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public int? From { get; set; }

    /// <summary>Id of the node to show; null for none.</summary>
    [SupplyParameterFromQuery(Name = "node")]
    public string? Node { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // set by the router

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    private string Sentence
    {
        get
        {
            if (_view is null || _view.Shown.From is null)
            {
                return T["There is no earlier version, so everything is new."];
            }

            var count = _view.Flow.Nodes.Count;
            return count + _view.Flow.Settings.Count == 0
                ? T["This flow is the same as in version {0}.", _view.Shown.From]
                : _view.Flow.Settings.Count > 0 ? T["{0} and {1} of the flow since version {2}.", T.Count(count, "1 node", "{0} nodes"), T.Count(_view.Flow.Settings.Count, "1 setting", "{0} settings"), _view.Shown.From]
                : T["{0} since version {1}.", T.Count(count, "1 node", "{0} nodes"), _view.Shown.From];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _notice = null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _view = await VersionView.LoadAsync(Library, Catalog, BotId, FlowId, Version, From, T, _gone.Token);
        _missing = _view is null;
        _actor = await ActorAsync();
        var environments = await Library.ListDeploymentsAsync(BotId, _gone.Token);
        _elsewhere = environments.FirstOrDefault(e => e.Environment != ConnectionEnvironment.Live)?.Environment ?? ConnectionEnvironment.Live;
        _name = _view?.Chosen?.Name;
    }

    private string AddressOf(int? version) =>
        version is null ? $"/bots/{BotId}/flows/{FlowId}/versions" : $"/bots/{BotId}/flows/{FlowId}/versions/{version}";

    private string OtherFlow(string flowId) =>
        $"/bots/{BotId}/flows/{flowId}/versions{(Version is null ? "" : $"/{Version}")}{(From is null ? "" : $"?from={From}")}";

    private void CompareWithAsync(ChangeEventArgs e)
    {
        if (int.TryParse(e.Value?.ToString(), out var from))
        {
            Navigation.NavigateTo($"{AddressOf(Version)}?from={from}");
        }
    }

    private async Task RevealAsync()
    {
        if (Node is { } node && _view is not null && _view.State.Flow.Nodes.ContainsKey(node))
        {
            await JumpAsync(node);
        }
    }

    private async Task JumpAsync(string nodeId)
    {
        if (_canvas is not null)
        {
            _view?.State.Select([nodeId]);
            await _canvas.FocusAsync(nodeId);
        }
    }

    private async Task<string> ActorAsync() => (await Authentication).User.Identity?.Name ?? "";

    private async Task NameAsync()
    {
        if (_view?.Chosen is { } chosen)
        {
            await Library.NameVersionAsync(BotId, chosen.Version, _name, await ActorAsync(), _gone.Token);
            await LoadAsync();
            _notice = new Notice("good", T["The name was saved."]);
        }
    }

    private async Task GoLiveAsync()
    {
        if (_view?.Chosen is { } chosen)
        {
            _busy = true;
            var before = _view.Draft.LiveVersion;
            var done = await Library.SetLiveAsync(BotId, chosen.Version, await ActorAsync(), _gone.Token);
            await LoadAsync();
            _busy = false;
            _notice = done
                ? new Notice("good", before is null
                    ? T["Version {0} answers from now on. Conversations that are under way stay with the version they began with.", chosen.Version]
                    : T["Version {0} answers from now on. Conversations that are under way stay with the version they began with. Version {1} is kept.", chosen.Version, before])
                : new Notice("bad", T["This version is not there any more."]);
        }
    }

    private async Task DeployedAsync(string environment)
    {
        _deploying = false;
        await LoadAsync();
        _notice = new Notice("good", T["Version {0} runs in {1} from now on. Conversations that are under way stay with the version they began with.", _view?.Chosen?.Version ?? 0, environment]);
    }

    private async Task RestoreAsync(bool wholeBot)
    {
        _asking = false;
        if (_view is null || Version is not { } version)
        {
            return;
        }

        var restored = await Restoring.RestoreAsync(Library, BotId, wholeBot ? null : FlowId, version, await ActorAsync(), _gone.Token);
        await LoadAsync();
        _notice = restored
            ? new Notice("good", T[wholeBot ? "The draft holds the whole bot as it was in version {0}. It becomes live when you publish." : "The draft holds this flow as it was in version {0}. It becomes live when you publish.", version])
            : new Notice("bad", T["Somebody else changed the draft at the same moment, so nothing was restored. Try again."]);
    }
}
