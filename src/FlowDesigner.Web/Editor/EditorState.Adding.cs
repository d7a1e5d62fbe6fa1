using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor;

/// <summary>How nodes come into the flow.</summary>
internal sealed partial class EditorState
{
    private const double CardWidth = 212;
    private const double CardStep = 160;
    private static readonly JsonElement EmptyConfig = JsonDocument.Parse("{}").RootElement.Clone();
    private NodePosition? _addAt;

    /// <summary>Port that the next node from the palette is linked to; null when it stands alone.</summary>
    public PortRef? AddAfter { get; private set; }

    /// <summary>Adds a node of the newest version of a type and selects it.</summary>
    /// <param name="type">Key of the type.</param>
    /// <param name="place">Where; null puts it where the port was dropped, below the node it follows, or below everything.</param>
    /// <param name="group">Group on whose frame it was dropped; null for none.</param>
    /// <returns>Its id; null when the type is unknown or the flow is read-only.</returns>
    public string? Add(string type, NodePosition? place, string? group = null)
    {
        if (ReadOnly || Catalog.NewestOf(type) is not { } definition)
        {
            return null;
        }

        var from = definition.IsTrigger ? null : AddAfter;
        var at = place ?? _addAt ?? PlaceAfter(from);
        (AddAfter, _addAt) = (null, null);
        var id = NodeIds.Next(type, Flow.Nodes.ContainsKey);
        Do(new AddNode(id, NewNode(definition), FreePlace(at), N[definition.Title], from, group));
        Select([id], announce: false);
        return id;
    }

    /// <summary>Puts a new node into a link and selects it.</summary>
    /// <param name="type">Key of the type.</param>
    /// <param name="via">Port whose link it comes into.</param>
    /// <param name="place">Where it was dropped.</param>
    /// <returns>Its id; null when the type is unknown or takes no link, there is no such link, or the flow is read-only.</returns>
    public string? AddOnLink(string type, PortRef via, NodePosition place)
    {
        if (Catalog.NewestOf(type) is not { } definition)
        {
            return null;
        }

        var id = NodeIds.Next(type, Flow.Nodes.ContainsKey);
        if (!Insert(id, NewNode(definition), definition, via, place))
        {
            return null;
        }

        Select([id], announce: false);
        return id;
    }

    /// <summary>Puts a node that stands alone into a link.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="via">Port whose link it comes into.</param>
    /// <param name="place">Where it was dropped.</param>
    /// <returns>False when it takes no link, or there is no such link.</returns>
    public bool InsertOnLink(string nodeId, PortRef via, NodePosition place) =>
        Flow.Nodes.TryGetValue(nodeId, out var node)
        && DefinitionOf(node) is { } definition
        && via.Node != nodeId
        && Insert(nodeId, node, definition, via, place);

    /// <summary>Says where the next node from the palette goes.</summary>
    /// <param name="nodeId">The node it follows; null for none.</param>
    /// <param name="port">Its port; null takes the first free one.</param>
    /// <param name="place">Where it is to stand; null for below the node.</param>
    public void PrepareAdd(string? nodeId, string? port, NodePosition? place = null)
    {
        (AddAfter, _addAt) = (null, null);
        if (nodeId is not null && Flow.Nodes.TryGetValue(nodeId, out var node))
        {
            var ports = PortsOf(node);
            port ??= (ports.FirstOrDefault(p => !node.Links.ContainsKey(p.Name)) ?? (ports.Count > 0 ? ports[0] : null))?.Name;
            AddAfter = port is null ? null : new PortRef(nodeId, port);
            _addAt = place;
        }

        Changed?.Invoke();
    }

    private FlowNode NewNode(NodeDefinition definition) =>
        new(definition.Type, definition.Version, null, StartConfig(definition), Ordered.Copy(new Dictionary<string, string>()));

    private bool Insert(string id, FlowNode node, NodeDefinition definition, PortRef via, NodePosition place)
    {
        if (
            definition.IsTrigger
            || !Flow.Nodes.TryGetValue(via.Node, out var source)
            || !source.Links.TryGetValue(via.Port, out var target)
            || target == id
        )
        {
            return false;
        }

        var onward = definition.PortsFor(node.Config).FirstOrDefault(p => p.Kind != PortKind.Error);
        var linked = onward is null ? node : node with { Links = Ordered.With(node.Links, onward.Name, target) };
        var above = Flow.Layout.GetValueOrDefault(via.Node);
        var below = Flow.Layout.GetValueOrDefault(target);
        var column = Math.Abs(place.X - below.X) < CardWidth / 2 ? below.X : place.X;
        var at = Snapped(new NodePosition(column, below.Y > above.Y ? Math.Max(place.Y, above.Y + CardStep) : place.Y));
        var room = below.Y > above.Y ? Math.Max(0, at.Y + CardStep - below.Y) : 0;
        return Do(new InsertOnLink(id, linked, via, at, below.Y, room, Flow.Nodes.ContainsKey(id) ? TitleOf(id) : N[definition.Title].Value));
    }

    private JsonElement StartConfig(NodeDefinition definition)
    {
        var field = definition.Fields.FirstOrDefault(f => f.Kind == FieldKind.Connection);
        var fitting = Bot.Connections.Where(c => c.Value == definition.Connector).Select(c => c.Key).ToList();
        return field is not null && fitting.Count == 1
            ? JsonSerializer.SerializeToElement(new JsonObject { [field.Name] = fitting[0] })
            : EmptyConfig;
    }

    private NodePosition PlaceAfter(PortRef? from)
    {
        if (from is { } port && Flow.Layout.TryGetValue(port.Node, out var above))
        {
            return above with { Y = above.Y + CardStep };
        }

        if (Selected is { } id && Flow.Layout.TryGetValue(id, out var selected))
        {
            return selected with { Y = selected.Y + CardStep };
        }

        return Flow.Layout.Count == 0
            ? new NodePosition(0, 0)
            : new NodePosition(Flow.Layout.Values.Min(p => p.X), Flow.Layout.Values.Max(p => p.Y) + CardStep);
    }

    private NodePosition FreePlace(NodePosition wish)
    {
        return Snapped(CardPlaces.Free(wish, [.. Flow.Layout.Values]));
    }

    private static NodePosition Snapped(NodePosition place) => new(Math.Round(place.X / 20) * 20, Math.Round(place.Y / 20) * 20);
}
