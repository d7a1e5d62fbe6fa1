using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Editor.Outline;

/// <summary>The flow as a tree or a table of the same document, for people who do not draw: everything that the canvas can do.</summary>
public sealed partial class FlowOutline : EditorPart, IAsyncDisposable
{
    private ElementReference _host;
    private IJSObjectReference? _module;
    private IJSObjectReference? _keys;
    private DotNetObjectReference<FlowOutline>? _self;
    private bool _table;

    /// <summary>Raised with a node to go to.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnJump { get; set; }

    /// <summary>Raised with the setting of the selected node to edit: <c>name</c>, <c>port-next</c>, or empty for the first one.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnOpen { get; set; }

    /// <summary>Raised when the palette is wanted, to add a node after another.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnOpenPalette { get; set; }

    /// <summary>Raised with the name of something that the page does, such as <c>sub-flow</c>.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnCommand { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!; // set by the renderer

    /// <summary>A key or a double click on a line.</summary>
    /// <param name="action">One of <c>open</c>, <c>rename</c>, <c>add</c>, <c>link</c>, <c>remove</c>, <c>undo</c>, <c>redo</c>, <c>group</c>, <c>sub-flow</c>, <c>put-here</c>.</param>
    /// <param name="node">The node.</param>
    /// <param name="port">The port; null for the line of the node.</param>
    [JSInvokable]
    public async Task OnAct(string action, string node, string? port)
    {
        switch (action)
        {
            case "undo":
                State.Undo();
                break;
            case "redo":
                State.Redo();
                break;
            case "remove" when port is not null:
                State.Unlink(new(node, port));
                break;
            case "remove":
                State.RemoveAll(State.Selection.Contains(node) ? State.Selection : [node], []);
                break;
            case "group" or "sub-flow" or "put-here":
                await OnCommand.InvokeAsync(action);
                break;
            case "add":
                State.PrepareAdd(node, port);
                await OnOpenPalette.InvokeAsync();
                break;
            default:
                State.Select([node]);
                await OnOpen.InvokeAsync(SettingFor(action, node, port));
                break;
        }
    }

    /// <summary>The focus rests on a line, or on the last of several.</summary>
    /// <param name="nodes">The nodes from the first to the last line.</param>
    [JSInvokable]
    public void OnRest(IReadOnlyList<string> nodes) => State.Select(nodes, announce: nodes.Count > 1);

    /// <summary>Moves the keyboard focus to the line of a node.</summary>
    /// <param name="nodeId">The node; null for the first line.</param>
    internal async Task FocusAsync(string? nodeId)
    {
        if (_keys is not null)
        {
            await _keys.InvokeVoidAsync("focus", nodeId);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("dispose");
                await _keys.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and with it all there was to release.
        }

        _self?.Dispose();
        Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./client/outline.js");
            _keys = await _module.InvokeAsync<IJSObjectReference>("mount", _host, _self, State.ReadOnly);
        }
    }

    private async Task OpenGroupAsync(string id)
    {
        State.SelectGroup(id);
        await OnOpen.InvokeAsync("");
    }

    private string SettingFor(string action, string node, string? port)
    {
        if (action == "rename")
        {
            return "name";
        }

        if (action == "open" && port is null)
        {
            return "";
        }

        var way = port ?? (State.PortsOf(State.Flow.Nodes[node]) is [var first, ..] ? first.Name : null);
        return way is null ? "" : $"port-{way}";
    }

    private void Write(int index, ChangeEventArgs e) => State.WriteNote(index, e.Value?.ToString() ?? "");

    private void AddNote() =>
        State.AddNote(State.Flow.Layout.Count == 0 ? default : new NodePosition(State.Flow.Layout.Values.Min(p => p.X) - 260, State.Flow.Layout.Values.Min(p => p.Y) + (100 * State.Flow.Notes.Count)));

    private string TypeOf(string nodeId) => State.DefinitionOf(State.Flow.Nodes[nodeId])?.Title ?? State.Flow.Nodes[nodeId].Type;
}
