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
    public bool Move(
        IReadOnlyDictionary<string, NodePosition> places,
        bool tidy,
        IReadOnlyDictionary<int, NodePosition>? notes = null,
        IReadOnlyDictionary<string, string?>? groups = null
    ) => Do(new MoveNodes(places, tidy, notes, groups));

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

        var label = DefinitionOf(node)?.Fields.FirstOrDefault(f => f.Name == field) is { } known ? N[known.Label].Value : field;
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
        return Do(new Configure(nodeId, field, config, links, T["{0} of {1}", word, TitleOf(nodeId)]));
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
        && Do(new LimitNode(nodeId, limited.Retry, limited.TimeoutSeconds, part, T["{0} of {1}", word, TitleOf(nodeId)]));

    /// <summary>Pastes copied nodes under new ids and selects them.</summary>
    /// <param name="text">Text of the clipboard.</param>
    /// <param name="middle">Where they should stand.</param>
    /// <returns>False when the text holds no nodes.</returns>
    public bool PasteText(string text, NodePosition middle)
    {
        if (ClipboardText.Read(text, Flow, middle) is not { } paste)
        {
            Announce(T["The clipboard holds no nodes of a flow."]);
            return false;
        }

        if (!Do(paste))
        {
            return false;
        }

        Select([.. paste.Nodes.Keys], announce: false);
        if (PasteGaps.Of(this, paste) is { Length: > 0 } gaps)
        {
            Notify($"{paste.Title(T)}. {gaps}");
        }

        return true;
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
}
