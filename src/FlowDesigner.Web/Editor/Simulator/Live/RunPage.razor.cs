using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Shell;
using FlowEngine.Nodes;
using FlowRuntime.Conversations;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator.Live;

/// <summary>A run of the live system in the view of the test chat, read-only: way, values, journal and what was said. It follows while the run goes on.</summary>
public sealed partial class RunPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Rereading _reading;
    private RunView? _view;
    private EditorState? _state;
    private FlowCanvas? _canvas;
    private IDisposable? _listening;
    private string? _heard;
    private bool _missing;
    private bool _journal;

    /// <summary>Made by the renderer.</summary>
    public RunPage() => _reading = new Rereading(ReadAsync);

    /// <summary>Id of the bot, from the address.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    /// <summary>Id of the run, from the address.</summary>
    [Parameter]
    public string RunId { get; set; } = "";

    /// <summary>Id of the flow in front, from the address; null for the one that the run began with.</summary>
    [SupplyParameterFromQuery(Name = "flow")]
    public string? Flow { get; set; }

    /// <summary>Id of the node to show, from the address; null for none.</summary>
    [SupplyParameterFromQuery(Name = "node")]
    public string? Node { get; set; }

    [Inject]
    private IConversations Conversations { get; set; } = null!; // set by the renderer

    [Inject]
    private IConversationEvents Events { get; set; } = null!; // set by the renderer

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    [Inject]
    private NavigationManager Navigation { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    /// <inheritdoc/>
    public void Dispose()
    {
        _listening?.Dispose();
        Unhook();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => _reading.AskAsync();

    private async Task ReadAsync()
    {
        var view = await RunView.LoadAsync(Conversations, Library, Catalog, T, new RunAddress(BotId, RunId, Flow), _gone.Token);
        _missing = view is null;
        if (view is not null && (_state is null || _view?.Run.Id != view.Run.Id || _view.FlowId != view.FlowId || _view.Run.BotVersion != view.Run.BotVersion))
        {
            Unhook();
            _state = new EditorState(Catalog, view.Bundle.Bot, new FlowDraft(view.Bundle.Flows[view.FlowId], 0, view.Run.StartedAt, ""), readOnly: true);
            _state.Changed += OnStateChanged;
        }

        _view = view;
        Listen();
        await ShowPathAsync();
    }

    private void Listen()
    {
        if (_view is { Run.ConversationId: var conversation } && conversation != _heard)
        {
            _listening?.Dispose();
            _heard = conversation;
            _listening = Events.Listen(conversation, news => _ = InvokeAsync(() => HearAsync(news)));
        }
    }

    private async Task HearAsync(ConversationEvent news)
    {
        if (!_gone.IsCancellationRequested && news is not ConversationEvent.Typing)
        {
            await _reading.AskAsync();
            StateHasChanged();
        }
    }

    private void Unhook()
    {
        if (_state is not null)
        {
            _state.Changed -= OnStateChanged;
        }
    }

    private void OnStateChanged() =>
        _ = InvokeAsync(async () =>
        {
            StateHasChanged();
            await ShowPathAsync();
        });

    private async Task ShowPathAsync()
    {
        if (_canvas is not null)
        {
            await _canvas.ShowAsync(_view?.Path);
        }
    }

    private async Task RevealAsync()
    {
        await ShowPathAsync();
        if (Node is { } node && _state?.Flow.Nodes.ContainsKey(node) == true)
        {
            await JumpAsync(node);
        }
    }

    private async Task ShowAsync(RunStep step)
    {
        if (step.FlowId == _view?.FlowId)
        {
            await JumpAsync(step.NodeId);
        }
        else if (_view?.Flows.Contains(step.FlowId) == true)
        {
            Navigation.NavigateTo($"{AddressOf(step.FlowId)}&node={step.NodeId}");
        }
    }

    private async Task JumpAsync(string nodeId)
    {
        if (_canvas is not null)
        {
            _state?.Select([nodeId]);
            await _canvas.FocusAsync(nodeId);
        }
    }

    private string DraftAddress => $"/bots/{BotId}/flows/{_view?.FlowId}{(_state?.Selected is { } node ? $"?node={node}" : "")}";

    private string AddressOf(string flowId) => $"/bots/{BotId}/runs/{RunId}?flow={flowId}";

    private static string Selected(bool isIt) => isIt ? "true" : "false";
}
