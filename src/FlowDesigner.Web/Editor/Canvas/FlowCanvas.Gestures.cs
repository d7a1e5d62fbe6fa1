using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>What the canvas module reports.</summary>
public sealed partial class FlowCanvas
{
    /// <summary>Nodes were moved by one gesture.</summary>
    /// <param name="places">Where they are now.</param>
    /// <param name="tidy">True for the automatic layout.</param>
    [JSInvokable]
    public void OnMove(IReadOnlyList<CanvasPlace> places, bool tidy) =>
        State.Move(places.ToDictionary(p => p.Id, p => new NodePosition(p.X, p.Y)), tidy);

    /// <summary>A port was led to a node.</summary>
    /// <param name="source">Node of the port.</param>
    /// <param name="port">The port.</param>
    /// <param name="target">The node it leads to.</param>
    [JSInvokable]
    public void OnLink(string source, string port, string target) => State.Link(new PortRef(source, port), target);

    /// <summary>Nodes and links were removed.</summary>
    /// <param name="nodes">Ids of the nodes.</param>
    /// <param name="links">Links as <c>node/port</c>.</param>
    [JSInvokable]
    public void OnRemove(IReadOnlyList<string> nodes, IReadOnlyList<string> links) =>
        State.RemoveAll(nodes, [.. links.Select(PortOf)]);

    /// <summary>A node type was dropped.</summary>
    /// <param name="type">Key of the type.</param>
    /// <param name="x">Left edge. Unit: canvas pixels.</param>
    /// <param name="y">Top edge. Unit: canvas pixels.</param>
    [JSInvokable]
    public void OnAdd(string type, double x, double y) => State.Add(type, new NodePosition(x, y));

    /// <summary>The selection changed.</summary>
    /// <param name="nodes">Ids of the selected nodes.</param>
    [JSInvokable]
    public void OnSelect(IReadOnlyList<string> nodes)
    {
        _shownSelection = nodes;
        State.Select(nodes);
    }

    /// <summary>The settings of a node are wanted.</summary>
    /// <param name="node">The node.</param>
    [JSInvokable]
    public async Task OnOpen(string node)
    {
        State.Select([node]);
        await OnOpenSettings.InvokeAsync(false);
    }

    /// <summary>A node is to be renamed.</summary>
    /// <param name="node">The node.</param>
    [JSInvokable]
    public async Task OnRename(string node)
    {
        State.Select([node]);
        await OnOpenSettings.InvokeAsync(true);
    }

    /// <summary>A node is to be added after another.</summary>
    /// <param name="node">The node before it.</param>
    /// <param name="port">Port of that node; null for the first free one.</param>
    [JSInvokable]
    public async Task OnAddAfter(string node, string? port)
    {
        State.PrepareAdd(node, port);
        await OnOpenPalette.InvokeAsync();
    }

    /// <summary>The latest step is to be undone.</summary>
    [JSInvokable]
    public void OnUndo() => State.Undo();

    /// <summary>The step undone last is to be done again.</summary>
    [JSInvokable]
    public void OnRedo() => State.Redo();

    /// <summary>Nodes are copied.</summary>
    /// <param name="nodes">Ids of the nodes.</param>
    /// <returns>JSON text for the clipboard.</returns>
    [JSInvokable]
    public string OnCopy(IReadOnlyList<string> nodes) => ClipboardText.Copy(State.Flow, nodes);

    /// <summary>A text is pasted.</summary>
    /// <param name="text">Text of the clipboard.</param>
    /// <param name="x">Middle of the view. Unit: canvas pixels.</param>
    /// <param name="y">Middle of the view. Unit: canvas pixels.</param>
    [JSInvokable]
    public void OnPaste(string text, double x, double y) => State.PasteText(text, new NodePosition(x, y));

    private static PortRef PortOf(string link)
    {
        var slash = link.IndexOf('/', StringComparison.Ordinal);
        return new PortRef(link[..slash], link[(slash + 1)..]);
    }
}
