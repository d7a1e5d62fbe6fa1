using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>Copied nodes as text: a small flow document, so that pasting is as strict as importing.</summary>
internal static class ClipboardText
{
    // The canvas module recognises our text on the clipboard by this id.
    private const string Mark = "flowstudio-clipboard";

    /// <summary>Copies nodes and the links between them.</summary>
    public static string Copy(FlowDefinition flow, IReadOnlyCollection<string> ids)
    {
        var chosen = ids.Where(flow.Nodes.ContainsKey).ToHashSet();
        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var (id, node) in flow.Nodes.Where(n => chosen.Contains(n.Key)))
        {
            nodes.Add(id, node with { Links = Ordered.Without(node.Links, [.. node.Links.Where(l => !chosen.Contains(l.Value)).Select(l => l.Key)]) });
        }

        var copy = flow with
        {
            Id = Mark,
            Name = "Copied nodes",
            Variables = VariablesIn(flow, nodes.Values),
            Nodes = nodes,
            Notes = [],
            Layout = Ordered.Without(flow.Layout, [.. flow.Layout.Keys.Where(id => !chosen.Contains(id))]),
            Groups = Ordered.Without(flow.Groups, [.. flow.Groups.Where(g => !g.Value.Nodes.All(chosen.Contains)).Select(g => g.Key)]),
        };
        return Encoding.UTF8.GetString(FlowDocument.Write(copy));
    }

    /// <summary>Makes the command that pastes a text.</summary>
    /// <param name="text">Text of the clipboard.</param>
    /// <param name="flow">The flow to paste into.</param>
    /// <param name="middle">Where the middle of the nodes should come to stand.</param>
    /// <returns>The command; null when the text holds no nodes.</returns>
    public static Paste? Read(string text, FlowDefinition flow, NodePosition middle)
    {
        if (FlowDocument.Read(Encoding.UTF8.GetBytes(text)).Value is not { Nodes.Count: > 0 } copied)
        {
            return null;
        }

        var ids = new Dictionary<string, string>();
        foreach (var id in copied.Nodes.Keys)
        {
            ids[id] = NodeIds.Next(id, taken => flow.Nodes.ContainsKey(taken) || ids.ContainsValue(taken));
        }

        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var (id, node) in copied.Nodes)
        {
            var links = new OrderedDictionary<string, string>();
            foreach (var (port, target) in node.Links.Where(l => ids.ContainsKey(l.Value)))
            {
                links.Add(port, ids[target]);
            }

            nodes.Add(ids[id], node with { Links = links, Config = Renamed(node.Config, ids) });
        }

        var groups = new OrderedDictionary<string, FlowGroup>();
        foreach (var (id, group) in copied.Groups)
        {
            groups.Add(NodeIds.Next(id, taken => flow.Groups.ContainsKey(taken) || groups.ContainsKey(taken)), group with { Nodes = [.. group.Nodes.Where(ids.ContainsKey).Select(n => ids[n])] });
        }

        return new Paste(nodes, Moved(copied.Layout, ids, middle), Ordered.Without(copied.Variables, [.. flow.Variables.Keys]), groups);
    }

    /// <summary>Makes expressions of copies read the copies: nodes.ask.output becomes nodes.ask2.output.</summary>
    /// <param name="config">Settings of a copy.</param>
    /// <param name="ids">New id by old id.</param>
    /// <returns>The settings with the new ids.</returns>
    public static JsonElement Renamed(JsonElement config, IReadOnlyDictionary<string, string> ids)
    {
        var text = config.GetRawText();
        foreach (var (old, fresh) in ids.Where(i => i.Key != i.Value).OrderByDescending(i => i.Key.Length))
        {
            text = Regex.Replace(text, $@"\bnodes\.{old}\b(?!\w)", $"nodes.{fresh}", RegexOptions.None, TimeSpan.FromSeconds(1));
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    // Variables that the copies name go along, so that they work in another flow, too.
    private static OrderedDictionary<string, VariableDefinition> VariablesIn(FlowDefinition flow, IEnumerable<FlowNode> nodes)
    {
        var text = string.Join('\n', nodes.Select(n => n.Config.GetRawText()));
        var used = new OrderedDictionary<string, VariableDefinition>();
        foreach (var (name, variable) in flow.Variables.Where(v => Regex.IsMatch(text, $@"\b{v.Key}\b", RegexOptions.None, TimeSpan.FromSeconds(1))))
        {
            used.Add(name, variable with { Role = VariableRole.Local });
        }

        return used;
    }

    private static OrderedDictionary<string, NodePosition> Moved(
        IReadOnlyDictionary<string, NodePosition> layout,
        Dictionary<string, string> ids,
        NodePosition middle
    )
    {
        var moved = new OrderedDictionary<string, NodePosition>();
        if (layout.Count == 0)
        {
            return moved;
        }

        var centre = new NodePosition(layout.Values.Average(p => p.X) + 106, layout.Values.Average(p => p.Y) + 50);
        var dx = Math.Round((middle.X - centre.X) / 20) * 20;
        var dy = Math.Round((middle.Y - centre.Y) / 20) * 20;
        foreach (var (id, place) in layout.Where(p => ids.ContainsKey(p.Key)))
        {
            moved[ids[id]] = new NodePosition(place.X + dx, place.Y + dy);
        }

        return moved;
    }
}
