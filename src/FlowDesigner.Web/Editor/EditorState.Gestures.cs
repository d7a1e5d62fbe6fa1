using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor;

/// <summary>What people do on the canvas and in the inspector, as commands.</summary>
internal sealed partial class EditorState
{
    private const double CardStep = 160;
    private static readonly JsonElement EmptyConfig = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>Port that the next node from the palette is linked to; null when it stands alone.</summary>
    public PortRef? AddAfter { get; private set; }

    /// <summary>Adds a node of the newest version of a type and selects it.</summary>
    /// <param name="type">Key of the type.</param>
    /// <param name="place">Where; null puts it below the node it follows, or below everything.</param>
    /// <returns>Its id; null when the type is unknown or the flow is read-only.</returns>
    public string? Add(string type, NodePosition? place)
    {
        var definition = Catalog.All.Select(t => t.Definition).Where(d => d.Type == type).MaxBy(d => d.Version);
        if (definition is null || ReadOnly)
        {
            return null;
        }

        var from = definition.IsTrigger ? null : AddAfter;
        AddAfter = null;
        var id = NodeIds.Next(type, Flow.Nodes.ContainsKey);
        var node = new FlowNode(type, definition.Version, null, StartConfig(definition), Ordered.Copy(new Dictionary<string, string>()));
        Do(new AddNode(id, node, FreePlace(place ?? PlaceAfter(from)), definition.Title, from));
        Select([id], announce: false);
        return id;
    }

    /// <summary>Says where the next node from the palette goes.</summary>
    /// <param name="nodeId">The node it follows; null for none.</param>
    /// <param name="port">Its port; null takes the first free one.</param>
    public void PrepareAdd(string? nodeId, string? port)
    {
        AddAfter = null;
        if (nodeId is not null && Flow.Nodes.TryGetValue(nodeId, out var node))
        {
            var ports = PortsOf(node);
            port ??= (ports.FirstOrDefault(p => !node.Links.ContainsKey(p.Name)) ?? (ports.Count > 0 ? ports[0] : null))?.Name;
            AddAfter = port is null ? null : new PortRef(nodeId, port);
        }

        Changed?.Invoke();
    }

    public bool Move(IReadOnlyDictionary<string, NodePosition> places, bool tidy) => Do(new MoveNodes(places, tidy));

    public bool Link(PortRef from, string target)
    {
        if (!Flow.Nodes.TryGetValue(target, out var node) || !Flow.Nodes.TryGetValue(from.Node, out var source))
        {
            return false;
        }

        if (DefinitionOf(node) is { IsTrigger: true })
        {
            Announce($"{TitleOf(target)} starts runs and takes no link.");
            return false;
        }

        var port = PortsOf(source).FirstOrDefault(p => p.Name == from.Port)?.Title ?? from.Port;
        return Do(new LinkPort(from, target, $"{port} of {TitleOf(from.Node)} to {TitleOf(target)}"));
    }

    public bool Unlink(PortRef from) => Do(new Remove([], [from], $"the link from {from.Port} of {TitleOf(from.Node)}"));

    public bool RemoveAll(IReadOnlyCollection<string> nodes, IReadOnlyCollection<PortRef> links)
    {
        var word = (nodes.Count, links.Count) switch
        {
            (1, _) => TitleOf(nodes.First()),
            (0, 1) => "1 link",
            (0, var n) => $"{n} links",
            var (n, _) => $"{n} nodes",
        };
        return Do(new Remove([.. nodes], [.. links], word));
    }

    /// <summary>Sets or (with undefined) clears one setting of a node.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="field">Name of the setting.</param>
    /// <param name="value">Its value as written.</param>
    /// <returns>False when nothing changed.</returns>
    public bool Configure(string nodeId, string field, JsonElement value)
    {
        if (!Flow.Nodes.TryGetValue(nodeId, out var node))
        {
            return false;
        }

        var config = JsonSerializer.SerializeToNode(node.Config)!.AsObject(); // a node's config is always an object
        var text = config.ToJsonString();
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            config.Remove(field);
        }
        else
        {
            config[field] = JsonSerializer.SerializeToNode(value);
        }

        if (config.ToJsonString() == text)
        {
            return false;
        }

        var label = DefinitionOf(node)?.Fields.FirstOrDefault(f => f.Name == field)?.Label ?? field;
        return Configure(nodeId, node, field, JsonSerializer.SerializeToElement(config), label);
    }

    /// <summary>Sets all settings of a node at once.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="config">Its settings, a JSON object.</param>
    /// <param name="word">What is set, for people.</param>
    /// <returns>False when there is no such node.</returns>
    public bool Fill(string nodeId, JsonElement config, string word) =>
        Flow.Nodes.TryGetValue(nodeId, out var node) && Configure(nodeId, node, "*", config, word);

    private bool Configure(string nodeId, FlowNode node, string field, JsonElement config, string word)
    {
        var links = DefinitionOf(node) is { Ports: not null } definition ? LinksOfPorts(node, definition, config) : node.Links;
        return Do(new Configure(nodeId, field, config, links, $"{word} of {TitleOf(nodeId)}"));
    }

    /// <summary>Says how often a node is tried again and how long it may take.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="change">Makes the node of the node before; only its retry and its time count.</param>
    /// <param name="part">What is changed, so that typing in one field is one step of undo.</param>
    /// <param name="word">What is changed, for people.</param>
    /// <returns>False when nothing changed.</returns>
    public bool Limit(string nodeId, Func<FlowNode, FlowNode> change, string part, string word) =>
        Flow.Nodes.TryGetValue(nodeId, out var node)
        && change(node) is var limited
        && Do(new LimitNode(nodeId, limited.Retry, limited.TimeoutSeconds, part, $"{word} of {TitleOf(nodeId)}"));

    /// <summary>Pastes copied nodes under new ids and selects them.</summary>
    /// <param name="text">Text of the clipboard.</param>
    /// <param name="middle">Where they should stand.</param>
    /// <returns>False when the text holds no nodes.</returns>
    public bool PasteText(string text, NodePosition middle)
    {
        if (ClipboardText.Read(text, Flow, middle) is not { } paste)
        {
            Announce("The clipboard holds no nodes of a flow.");
            return false;
        }

        var done = Do(paste);
        if (done)
        {
            Select([.. paste.Nodes.Keys], announce: false);
        }

        return done;
    }

    public bool Rename(string nodeId, string name) => Do(new RenameNode(nodeId, string.IsNullOrWhiteSpace(name) ? null : name));

    // A port that is renamed takes its link along; one whose entry is removed loses it; what is half typed keeps it.
    private static IReadOnlyDictionary<string, string> LinksOfPorts(FlowNode node, NodeDefinition definition, JsonElement config)
    {
        var before = definition.PortsFor(node.Config).Select(p => p.Name).ToHashSet();
        var after = definition.PortsFor(config).Select(p => p.Name).ToList();
        var gone = node.Links.Keys.Where(port => !after.Contains(port)).ToList();
        var fresh = after.Where(port => !before.Contains(port) && !node.Links.ContainsKey(port)).ToList();
        if (gone is [var old] && fresh is [var name])
        {
            var renamed = new OrderedDictionary<string, string>();
            foreach (var (port, target) in node.Links)
            {
                renamed.Add(port == old ? name : port, target);
            }

            return renamed;
        }

        return gone.Count > 0 && Entries(config) < Entries(node.Config) ? Ordered.Without(node.Links, gone) : node.Links;
    }

    private static int Entries(JsonElement config) =>
        config.ValueKind == JsonValueKind.Object
            ? config.EnumerateObject().Sum(p => p.Value.ValueKind == JsonValueKind.Array ? p.Value.GetArrayLength() : 0)
            : 0;

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
        wish = CardPlaces.Free(wish, [.. Flow.Layout.Values]);
        return new NodePosition(Math.Round(wish.X / 20) * 20, Math.Round(wish.Y / 20) * 20);
    }
}
