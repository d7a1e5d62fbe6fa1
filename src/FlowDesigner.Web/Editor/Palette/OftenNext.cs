using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Palette;

/// <summary>Two or three node types that often follow the port at hand.</summary>
internal sealed record OftenNext(string Title, IReadOnlyList<NodeDefinition> Types)
{
    /// <summary>Suggests for the port that waits for a node, else for the selected node.</summary>
    /// <param name="state">What is edited.</param>
    /// <returns>The suggestion; null when there is nothing to follow.</returns>
    public static OftenNext? For(EditorState state)
    {
        var nodeId = state.AddAfter?.Node ?? state.Selected;
        if (nodeId is null || !state.Flow.Nodes.TryGetValue(nodeId, out var node))
        {
            return null;
        }

        var ports = state.PortsOf(node);
        var port = state.AddAfter is { } after
            ? ports.FirstOrDefault(p => p.Name == after.Port)
            : ports.FirstOrDefault(p => !node.Links.ContainsKey(p.Name));
        if (port is null)
        {
            return null;
        }

        string[] wishes = port.Kind == PortKind.Error
            ? ["handoff", "say"]
            : state.DefinitionOf(node)?.Category switch
            {
                NodeCategory.Trigger => ["ask", "say"],
                NodeCategory.Conversation when node.Type == "ask" => ["branch", "say", "set"],
                NodeCategory.Connector => ["say", "branch", "set"],
                NodeCategory.Human => ["say", "end"],
                _ => ["say", "ask", "handoff"],
            };
        var types = wishes.Select(state.Catalog.NewestOf).OfType<NodeDefinition>().ToList();
        if (node.Type == "ask" && port.Kind == PortKind.Normal)
        {
            types.InsertRange(0, state.Catalog.All.Select(t => t.Definition).Where(d => d.Connector is not null && state.Bot.Connections.Values.Contains(d.Connector)).Take(1));
        }

        var title = state.AddAfter is null ? state.T["Often next after “{0}”", state.PortTitle(port)] : state.T["Comes after “{0}” of {1}", state.PortTitle(port), state.TitleOf(nodeId)];
        return types.Count == 0 ? null : new OftenNext(title, types);
    }
}
