using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Simulator;
using FlowDesigner.Web.Shell;
using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>The drawing of a flow. Dragging and panning stay in the browser; one call comes back for each finished gesture.</summary>
public sealed partial class FlowCanvas : ComponentBase, IAsyncDisposable
{
    private readonly CanvasSync _sync = new();
    private ElementReference _host;
    private IJSObjectReference? _module;
    private IJSObjectReference? _canvas;
    private bool _isDisposed;
    private DotNetObjectReference<FlowCanvas>? _self;
    private IReadOnlyList<string> _shownSelection = [];
    private RunPath? _shownRun;

    /// <summary>Raised when the settings of a node are wanted: double click, Enter, F2 (then with the name field).</summary>
    [Parameter]
    public EventCallback<bool> OnOpenSettings { get; set; }

    /// <summary>Raised when the palette is wanted, to add a node after another.</summary>
    [Parameter]
    public EventCallback OnOpenPalette { get; set; }

    /// <summary>Raised once, when the drawing is there.</summary>
    [Parameter]
    public EventCallback OnReady { get; set; }

    /// <summary>Raised with a node type to add after the selected node, or in the middle of the view.</summary>
    [Parameter]
    public EventCallback<string> OnAddType { get; set; }

    /// <summary>Raised with a node to go to, in whatever view is open.</summary>
    [Parameter]
    public EventCallback<string> OnGo { get; set; }

    /// <summary>Raised once when the screen is too small to draw on.</summary>
    [Parameter]
    public EventCallback OnSmallScreen { get; set; }

    /// <summary>Raised with the name of something that the page does, such as <c>publish</c>.</summary>
    [Parameter]
    public EventCallback<string> OnPageCommand { get; set; }

    [CascadingParameter]
    private EditorState State { get; set; } = null!; // given by the page

    [Inject]
    private IJSRuntime Js { get; set; } = null!; // set by the renderer

    /// <summary>Shows what has changed in the state; called by the page after every change.</summary>
    /// <param name="run">Path of a test run; null for none.</param>
    internal async Task ShowAsync(RunPath? run)
    {
        if (_canvas is null)
        {
            return;
        }

        try
        {
            var patch = _sync.Next(CanvasView.Of(State));
            if (!patch.IsEmpty)
            {
                await InvokeAsync("patch", patch);
            }

            if (!Equals(run, _shownRun))
            {
                _shownRun = run;
                await InvokeAsync("setRun", run);
            }

            var selection = State.SelectedGroup is { } group ? [$"{GroupMark}{group}"] : State.Selection;
            if (!_shownSelection.SequenceEqual(selection))
            {
                _shownSelection = selection;
                await InvokeAsync("select", selection, true);
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; the draft was saved by the server.
        }
    }

    /// <summary>Moves the keyboard focus to a card, or to the canvas itself.</summary>
    /// <param name="nodeId">The node; null for the canvas.</param>
    internal async Task FocusAsync(string? nodeId) => await InvokeAsync("focus", nodeId);

    /// <summary>The middle of what is seen.</summary>
    /// <returns>A free-standing place for a new card.</returns>
    internal async Task<NodePosition?> CentreAsync() =>
        _canvas is null ? null : await _canvas.InvokeAsync<CanvasPoint>("centre") is var point ? new NodePosition(point.X, point.Y) : null;

    /// <summary>Shows the whole flow.</summary>
    internal async Task FitAsync() => await InvokeAsync("fit");

    /// <summary>Gives a picture of the whole flow to the browser as a file.</summary>
    /// <param name="format"><c>svg</c> or <c>png</c>.</param>
    internal async Task PictureAsync(string format) => await InvokeAsync("picture", format);

    /// <summary>Gives a text to the browser as a file.</summary>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="text">Its content.</param>
    internal async Task DownloadAsync(string fileName, string text)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("download", fileName, text);
        }
    }

    /// <summary>Shows the end of an element that scrolls.</summary>
    /// <param name="element">The element.</param>
    internal async Task ScrollToEndAsync(ElementReference element)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("scrollToEnd", element);
        }
    }

    /// <summary>Moves the keyboard focus to an element of the page.</summary>
    /// <param name="elementId">Its id.</param>
    internal async Task FocusElementAsync(string elementId)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("focusById", elementId);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await ReleaseAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./client/flow-canvas.js");
        if (_isDisposed)
        {
            await ReleaseAsync(); // another canvas took the place of this one while it was on its way
            return;
        }

        var graph = CanvasView.Of(State);
        _sync.Reset(graph);
        var icons = IconSet.Names.ToDictionary(name => name, IconSet.Shape);
        _canvas = await _module.InvokeAsync<IJSObjectReference>("mount", _host, _self, graph, new { State.ReadOnly, Page = OnPageCommand.HasDelegate, Words = CanvasWords.In(T), Icons = icons });
        if (_isDisposed)
        {
            await ReleaseAsync();
            return;
        }

        await ShowAsync(_shownRun);
        await OnReady.InvokeAsync();
        if (_module is not null && await _module.InvokeAsync<bool>("isSmallScreen"))
        {
            await OnSmallScreen.InvokeAsync();
        }
    }

    private async Task ReleaseAsync()
    {
        var (canvas, module) = (_canvas, _module);
        (_canvas, _module) = (null, null);
        try
        {
            if (canvas is not null)
            {
                await canvas.InvokeVoidAsync("unmount");
                await canvas.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and with it all there was to release.
        }
    }

    private async Task InvokeAsync(string function, params object?[] arguments)
    {
        if (_canvas is not null)
        {
            await _canvas.InvokeVoidAsync(function, arguments);
        }
    }
}
