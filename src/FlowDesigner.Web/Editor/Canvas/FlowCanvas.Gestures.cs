using System.Globalization;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using Microsoft.JSInterop;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>What the canvas module reports.</summary>
public sealed partial class FlowCanvas
{
    private const string GroupMark = "group:";

    /// <summary>Nodes were moved by one gesture.</summary>
    /// <param name="places">Where they are now.</param>
    /// <param name="tidy">True for the automatic layout.</param>
    /// <param name="groups">Group by node that was dropped on its frame, null for a node that was dragged out of one.</param>
    [JSInvokable]
    public void OnMove(IReadOnlyList<CanvasPlace> places, bool tidy, IReadOnlyDictionary<string, string?> groups) =>
        State.Move(
            places.Where(p => NoteOf(p.Id) is null).ToDictionary(p => p.Id, p => new NodePosition(p.X, p.Y)),
            tidy,
            places.Where(p => NoteOf(p.Id) is not null).ToDictionary(p => NoteOf(p.Id) ?? 0, p => new NodePosition(p.X, p.Y)),
            groups
        );

    /// <summary>A port was led to a node.</summary>
    /// <param name="source">Node of the port.</param>
    /// <param name="port">The port.</param>
    /// <param name="target">The node it leads to.</param>
    [JSInvokable]
    public void OnLink(string source, string port, string target) => State.Link(new PortRef(source, port), target);

    /// <summary>An end of a link was moved.</summary>
    /// <param name="link">The link as <c>node/port</c>.</param>
    /// <param name="source">Node that it leaves now.</param>
    /// <param name="port">Its port.</param>
    /// <param name="target">Node that it leads to now.</param>
    [JSInvokable]
    public void OnRelink(string link, string source, string port, string target) =>
        State.Relink(PortOf(link), new PortRef(source, port), target);

    /// <summary>Nodes and links were removed.</summary>
    /// <param name="nodes">Ids of the nodes.</param>
    /// <param name="links">Links as <c>node/port</c>.</param>
    [JSInvokable]
    public void OnRemove(IReadOnlyList<string> nodes, IReadOnlyList<string> links)
    {
        // A frame alone goes without its nodes: what it frames is worth more than the frame.
        if (nodes.Count > 0 && nodes.All(n => GroupOf(n) is not null))
        {
            State.Ungroup([.. nodes.Select(GroupOf).OfType<string>()]);
            return;
        }

        State.RemoveAll([.. nodes.Where(n => NoteOf(n) is null)], [.. links.Select(PortOf)], [.. nodes.Select(NoteOf).OfType<int>()]);
    }

    /// <summary>A group is to be collapsed or opened.</summary>
    /// <param name="group">The group.</param>
    /// <param name="collapsed">True to show one card in place of its nodes.</param>
    [JSInvokable]
    public void OnCollapse(string group, bool collapsed) => State.CollapseGroup(group, collapsed);

    /// <summary>A note is wanted.</summary>
    /// <param name="x">Left edge. Unit: canvas pixels.</param>
    /// <param name="y">Top edge. Unit: canvas pixels.</param>
    /// <returns>Its place in the list of notes; null when there may be none.</returns>
    [JSInvokable]
    public int? OnAddNote(double x, double y) => State.AddNote(new NodePosition(x, y));

    /// <summary>A note was written on.</summary>
    /// <param name="note">Its place in the list of notes.</param>
    /// <param name="text">Its text.</param>
    [JSInvokable]
    public void OnWriteNote(int note, string text) => State.WriteNote(note, text);

    /// <summary>A node type was dropped.</summary>
    /// <param name="type">Key of the type.</param>
    /// <param name="x">Left edge. Unit: canvas pixels.</param>
    /// <param name="y">Top edge. Unit: canvas pixels.</param>
    /// <param name="group">Group on whose frame it was dropped; null for none.</param>
    [JSInvokable]
    public void OnAdd(string type, double x, double y, string? group) => State.Add(type, new NodePosition(x, y), group);

    /// <summary>A node type was dropped on a link.</summary>
    /// <param name="type">Key of the type.</param>
    /// <param name="link">The link as <c>node/port</c>.</param>
    /// <param name="x">Left edge. Unit: canvas pixels.</param>
    /// <param name="y">Top edge. Unit: canvas pixels.</param>
    [JSInvokable]
    public void OnAddOnLink(string type, string link, double x, double y)
    {
        var place = new NodePosition(x, y);
        if (State.AddOnLink(type, PortOf(link), place) is null)
        {
            State.Add(type, place);
        }
    }

    /// <summary>A node that stands alone was dropped on a link.</summary>
    /// <param name="node">The node.</param>
    /// <param name="link">The link as <c>node/port</c>.</param>
    /// <param name="x">Left edge. Unit: canvas pixels.</param>
    /// <param name="y">Top edge. Unit: canvas pixels.</param>
    [JSInvokable]
    public void OnInsert(string node, string link, double x, double y)
    {
        var place = new NodePosition(x, y);
        if (!State.InsertOnLink(node, PortOf(link), place))
        {
            State.Move(new Dictionary<string, NodePosition> { [node] = place }, tidy: false);
        }
    }

    /// <summary>The selection changed.</summary>
    /// <param name="nodes">Ids of the selected nodes.</param>
    [JSInvokable]
    public void OnSelect(IReadOnlyList<string> nodes)
    {
        if (nodes is [var only] && GroupOf(only) is { } group)
        {
            _shownSelection = nodes;
            State.SelectGroup(group);
            return;
        }

        _shownSelection = [.. nodes.Where(State.Flow.Nodes.ContainsKey)];
        // A screen reader reads the card that gets the focus; saying it again would drown what happened before.
        State.Select(nodes, announce: nodes.Count != 1);
    }

    /// <summary>The settings of a node are wanted.</summary>
    /// <param name="node">The node.</param>
    [JSInvokable]
    public async Task OnOpen(string node)
    {
        Show(node);
        await OnOpenSettings.InvokeAsync(false);
    }

    /// <summary>A node is to be renamed.</summary>
    /// <param name="node">The node.</param>
    [JSInvokable]
    public async Task OnRename(string node)
    {
        Show(node);
        await OnOpenSettings.InvokeAsync(true);
    }

    /// <summary>A node is to be added after another.</summary>
    /// <param name="node">The node before it.</param>
    /// <param name="port">Port of that node; null for the first free one.</param>
    /// <param name="place">Where its link was dropped; null for below the node.</param>
    [JSInvokable]
    public async Task OnAddAfter(string node, string? port, CanvasPoint? place)
    {
        State.PrepareAdd(node, port, place is null ? null : new NodePosition(place.X, place.Y));
        await OnOpenPalette.InvokeAsync();
    }

    /// <summary>Everything that is written in the nodes, to search it in the browser.</summary>
    /// <returns>Text by id of the node.</returns>
    [JSInvokable]
    public IReadOnlyDictionary<string, string> OnTexts() => FlowTexts.Of(State);

    /// <summary>The node types to choose from.</summary>
    /// <returns>The newest version of each, in the order of the palette.</returns>
    [JSInvokable]
    public IReadOnlyList<CanvasNodeType> OnTypes() => CanvasNodeType.Of(State.Catalog);

    /// <summary>Something was chosen in the command palette that the page does.</summary>
    /// <param name="command">Its name, such as <c>publish</c>.</param>
    [JSInvokable]
    public async Task OnCommand(string command) => await OnPageCommand.InvokeAsync(command);

    /// <summary>A node was chosen in the command palette.</summary>
    /// <param name="node">The node.</param>
    [JSInvokable]
    public async Task OnGoTo(string node) => await OnGo.InvokeAsync(node);

    /// <summary>A node type was chosen in the command palette.</summary>
    /// <param name="type">Key of the type.</param>
    [JSInvokable]
    public async Task OnChoose(string type) => await OnAddType.InvokeAsync(type);

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

    // Notes have no ids of their own: the canvas calls them note:0, note:1 …
    private static int? NoteOf(string id) =>
        id.StartsWith("note:", StringComparison.Ordinal) && int.TryParse(id["note:".Length..], CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string? GroupOf(string id) => id.StartsWith(GroupMark, StringComparison.Ordinal) ? id[GroupMark.Length..] : null;

    private void Show(string id)
    {
        if (GroupOf(id) is { } group)
        {
            State.SelectGroup(group);
        }
        else
        {
            State.Select([id]);
        }
    }

    private static PortRef PortOf(string link)
    {
        var slash = link.IndexOf('/', StringComparison.Ordinal);
        return new PortRef(link[..slash], link[(slash + 1)..]);
    }
}
