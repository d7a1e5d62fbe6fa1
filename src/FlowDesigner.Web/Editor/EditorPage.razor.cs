using System.Text;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Editor.Inspector.Code;
using FlowDesigner.Web.Editor.Problems;
using FlowDesigner.Web.Editor.Saving;
using FlowDesigner.Web.Editor.Simulator;
using FlowDesigner.Web.Editor.Versions;
using FlowEngine.Comparing;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Testing;
using FlowRuntime.Connections;
using FlowRuntime.Learning;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace FlowDesigner.Web.Editor;

/// <summary>The editor of one flow: palette, canvas, settings, problems and test chat around one <c>EditorState</c>.</summary>
public sealed partial class EditorPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private EditorState? _state;
    private DraftSaver? _saver;
    private DraftChecker? _checker;
    private BotSaver? _bots;
    private BotNames? _names;
    private ExpressionAssistant? _assistant;
    private ProblemFixes? _fixes;
    private FlowCanvas? _canvas;
    private TestRun? _test;
    private DialogKind _dialog;
    private bool _missing;
    private bool _settingsOpen;
    private bool _paletteOpen;
    private string? _focusSetting;

    private enum DialogKind
    {
        None,
        Publish,
        Files,
        SubFlow,
    }

    /// <summary>Id of the bot, from the address.</summary>
    [Parameter]
    public string BotId { get; set; } = "";

    /// <summary>Id of the flow, from the address.</summary>
    [Parameter]
    public string FlowId { get; set; } = "";

    /// <summary>Id of the node to show, from the address; null for none.</summary>
    [SupplyParameterFromQuery(Name = "node")]
    public string? Node { get; set; }

    /// <summary>Anything when the publish dialog is wanted at once, from the address.</summary>
    [SupplyParameterFromQuery(Name = "publish")]
    public string? AsksToPublish { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!; // set by the router

    [Inject]
    private IFlowLibrary Library { get; set; } = null!; // set by the renderer

    [Inject]
    private NodeCatalog Catalog { get; set; } = null!; // set by the renderer

    [Inject]
    private IConnectionAdmin Connections { get; set; } = null!; // set by the renderer

    [Inject]
    private FlowTestRunner Tests { get; set; } = null!; // set by the renderer

    [Inject]
    private IBotLearning Learning { get; set; } = null!; // set by the renderer

    [Inject]
    private IExpressionEngine Expressions { get; set; } = null!; // set by the renderer

    [Inject]
    private IServiceProvider Services { get; set; } = null!; // set by the renderer

    [Inject]
    private TimeProvider Time { get; set; } = null!; // set by the renderer

    [Inject]
    private ILogger<EditorPage> Logger { get; set; } = null!; // set by the renderer

    private string Actor { get; set; } = "";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_state is not null)
        {
            _state.Changed -= OnStateChanged;
        }

        Catalog.Changed -= OnCatalogChanged;
        if (_seat is not null)
        {
            _seat.Moved -= OnOthersMoved;
            _seat.Dispose();
        }

        _test?.Dispose();
        await _closing.CancelAsync();
        if (_saver is not null)
        {
            await _saver.DisposeAsync();
        }

        if (_checker is not null)
        {
            await _checker.DisposeAsync();
        }

        await ForgetAsync();
        _closing.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Actor = (await Authentication).User.Identity?.Name ?? "";
        var bot = await Library.FindAsync(BotId, _closing.Token);
        var draft = await Library.FindFlowAsync(BotId, FlowId, _closing.Token);
        if (bot is null || draft is null)
        {
            _missing = true;
            return;
        }

        var connections = await Connections.ListAsync(_closing.Token);
        var target = new SaveTarget(BotId, Actor);
        var state = new EditorState(Catalog, bot.Bundle.Bot, draft) { T = T };
        _checker = new DraftChecker(state, bot.Bundle, Library, Time, InvokeAsync);
        _saver = new DraftSaver(state, Library, target, Time, InvokeAsync, Logger);
        _bots = new BotSaver(state, _saver, _checker, Library, target);
        _names = new BotNames([.. bot.Bundle.Flows.Select(f => new FieldOption(f.Key, f.Value.Name))], connections, UseConnectionAsync);
        _seat = Presence.Enter($"{BotId}/{FlowId}", Actor);
        await RememberAsync(state, draft);
        _fixes = new ProblemFixes(state, _names, change => _bots.ChangeAsync(change, _closing.Token));
        _assistant = new ExpressionAssistant(state, Expressions, () => _test?.Known);
        _state = state;
        _checker.Check();
        OnOthersMoved();
        _seat.Moved += OnOthersMoved;
        state.Changed += OnStateChanged;
        Catalog.Changed += OnCatalogChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusSetting is { } element && _canvas is not null)
        {
            _focusSetting = null;
            await _canvas.FocusElementAsync(element);
        }
    }

    // A connector was installed or removed: the palette has other types, and nodes may have become known or unknown.
    private void OnCatalogChanged(object? sender, CatalogChangedEventArgs e) =>
        _ = InvokeAsync(() =>
        {
            _checker?.Check();
            _state?.Announce(T["The node types of this installation have changed."]);
        });

    private void OnStateChanged() =>
        _ = InvokeAsync(async () =>
        {
            _seat?.GoTo(_state?.Selected);
            StateHasChanged();
            await Task.Yield(); // "Saving …" is on the wire before the canvas shows the change
            await ShowOnCanvasAsync();
        });

    private async Task ShowOnCanvasAsync()
    {
        if (_canvas is not null)
        {
            await _canvas.ShowAsync(_test?.Path);
        }
    }

    private async Task AddAsync(string type)
    {
        if (_state is null || _canvas is null)
        {
            return;
        }

        var free = _state.AddAfter is null && _state.Selected is null;
        var id = _state.Add(type, free ? await _canvas.CentreAsync() : null);
        _paletteOpen = false;
        if (id is not null)
        {
            await _canvas.ShowAsync(_test?.Path);
            await FocusNodeAsync(id);
        }
    }

    private async Task OpenPaletteAsync()
    {
        _paletteOpen = true;
        StateHasChanged();
        if (_canvas is not null)
        {
            await _canvas.FocusElementAsync("palette-search");
        }
    }

    private void OpenSettingsAsync(bool rename)
    {
        if (_state?.Group is not null)
        {
            OpenGroup();
            StateHasChanged();
            return;
        }

        _settingsOpen = true;
        var first = _state?.Selected is { } id ? _state.DefinitionOf(_state.Flow.Nodes[id])?.Fields.FirstOrDefault(f => !f.Advanced) : null;
        _focusSetting = rename || first is null ? "node-name" : $"setting-{first.Name}";
        StateHasChanged();
    }

    private async Task JumpAsync(string nodeId)
    {
        if (_canvas is not null)
        {
            _state?.Select([nodeId]);
            await FocusNodeAsync(nodeId);
        }
    }

    private async Task OpenProblemAsync(Problem problem)
    {
        if (_state?.Problems.FirstOrDefault(p => ReferenceEquals(p.Problem, problem)) is not { NodeId: { } node } placed)
        {
            _state?.Select([]);
            _settingsOpen = true;
            return;
        }

        await JumpAsync(node);
        _settingsOpen = true;
        if (placed.Path.Length > 0)
        {
            _focusSetting = $"setting-{placed.Path.Replace('/', '-')}";
            StateHasChanged();
        }
    }

    private void Open(DialogKind dialog) => _dialog = dialog;

    private async Task CloseDialog()
    {
        _dialog = DialogKind.None;
        await FocusNodeAsync(_state?.Selected);
    }

    private async Task SaveNowAsync()
    {
        if (_saver is not null)
        {
            await _saver.SaveAsync(_closing.Token);
        }
    }

    private async Task<PublishPlan?> PreparePublishAsync() =>
        _saver is not null && await _saver.SaveAsync(_closing.Token)
            ? await PublishPlan.MakeAsync(Library, Tests, Learning, BotId, _closing.Token)
            : null;

    private async Task<PublishResult?> PublishAsync(string environment, string? name) =>
        _saver is not null && await _saver.SaveAsync(_closing.Token)
            ? await PublishPlan.PublishAsync(Library, new BotAddress(BotId, environment), name, Actor, _closing.Token)
            : null;

    // The address names a node, or asks for a dialog: somebody followed a link.
    private async Task OpenWhatIsAskedForAsync()
    {
        if (Node is { } node && _state is not null && _state.Flow.Nodes.ContainsKey(node))
        {
            await JumpAsync(node);
        }

        if (AsksToPublish is not null)
        {
            _dialog = DialogKind.Publish;
        }
    }

    private async Task ExportAsync(bool wholeBot)
    {
        if (_state is null || _canvas is null || _checker is null)
        {
            return;
        }

        if (wholeBot)
        {
            await _canvas.DownloadAsync($"{BotId}.bundle.json", Encoding.UTF8.GetString(BundleDocument.Write(_checker.Bundle, Catalog)));
        }
        else
        {
            await _canvas.DownloadAsync($"{FlowId}.flow.json", Encoding.UTF8.GetString(FlowDocument.Write(_state.Flow, Catalog)));
        }
    }

    private async Task MergeAsync(SaveStatus.Stale stale, IReadOnlyDictionary<string, MergeSide> choices)
    {
        if (stale.Theirs is { } theirs)
        {
            _state?.TakeIn(theirs, choices);
            await SaveNowAsync();
        }
    }

    private async Task BringBackAsync()
    {
        _state?.BringBack();
        await SaveNowAsync();
    }

    private async Task UseConnectionAsync(string name, string connector)
    {
        if (_bots is not null)
        {
            await _bots.ChangeAsync(bot => bot with { Connections = Ordered.With(bot.Connections, name, connector) }, _closing.Token);
        }
    }
}
