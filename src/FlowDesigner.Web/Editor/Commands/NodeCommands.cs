using System.Text.Json;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Adds a node, and links a port to it where the person came from one.</summary>
internal sealed record AddNode(string Id, FlowNode Node, NodePosition Position, string Word, PortRef? From = null) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => $"Added {Word}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        var nodes = Ordered.With(flow.Nodes, Id, Node);
        if (From is { } from && nodes.TryGetValue(from.Node, out var source))
        {
            nodes[from.Node] = source with { Links = Ordered.With(source.Links, from.Port, Id) };
        }

        return flow with { Nodes = nodes, Layout = Ordered.With(flow.Layout, Id, Position) };
    }
}

/// <summary>Moves nodes, by hand or by the automatic layout.</summary>
internal sealed record MoveNodes(IReadOnlyDictionary<string, NodePosition> Places, bool Tidy = false) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => Tidy ? "Tidied up the layout" : Places.Count == 1 ? "Moved 1 node" : $"Moved {Places.Count} nodes";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        var layout = Ordered.Copy(flow.Layout);
        foreach (var (id, place) in Places.Where(p => flow.Nodes.ContainsKey(p.Key)))
        {
            layout[id] = place;
        }

        return flow with { Layout = layout };
    }
}

/// <summary>Leads a port to a node; a port has one link, so an older one goes.</summary>
internal sealed record LinkPort(PortRef From, string Target, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => $"Linked {Word}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.TryGetValue(From.Node, out var source) && flow.Nodes.ContainsKey(Target)
            ? flow with
            {
                Nodes = Ordered.With(flow.Nodes, From.Node, source with { Links = Ordered.With(source.Links, From.Port, Target) }),
            }
            : flow;
}

/// <summary>Removes nodes with the links that lead to them, and single links.</summary>
internal sealed record Remove(IReadOnlyCollection<string> NodeIds, IReadOnlyCollection<PortRef> Links, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => $"Removed {Word}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        var gone = NodeIds.ToHashSet();
        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var (id, node) in flow.Nodes.Where(n => !gone.Contains(n.Key)))
        {
            var ports = node.Links.Where(l => gone.Contains(l.Value) || Links.Contains(new PortRef(id, l.Key))).Select(l => l.Key).ToList();
            nodes.Add(id, ports.Count == 0 ? node : node with { Links = Ordered.Without(node.Links, ports) });
        }

        return flow with { Nodes = nodes, Layout = Ordered.Without(flow.Layout, gone) };
    }
}

/// <summary>Changes a node's settings; links of ports that vanish with them go too.</summary>
internal sealed record Configure(string NodeId, string Field, JsonElement Config, IReadOnlyDictionary<string, string> Links, string Word)
    : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => $"Changed {Word}";

    /// <inheritdoc/>
    public override string MergeKey => $"{NodeId}/{Field}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.TryGetValue(NodeId, out var node)
            ? flow with { Nodes = Ordered.With(flow.Nodes, NodeId, node with { Config = Config, Links = Links }) }
            : flow;
}

/// <summary>Says how often a node is tried again and how long it may take.</summary>
internal sealed record LimitNode(string NodeId, RetryPolicy? Retry, int? TimeoutSeconds, string Part, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => $"Changed {Word}";

    /// <inheritdoc/>
    public override string MergeKey => $"{NodeId}/@{Part}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.TryGetValue(NodeId, out var node)
            ? flow with { Nodes = Ordered.With(flow.Nodes, NodeId, node with { Retry = Retry, TimeoutSeconds = TimeoutSeconds }) }
            : flow;
}

/// <summary>Names a node; null gives it the title of its type again.</summary>
internal sealed record RenameNode(string NodeId, string? Name) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => "Renamed a node";

    /// <inheritdoc/>
    public override string MergeKey => $"{NodeId}/@name";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.TryGetValue(NodeId, out var node)
            ? flow with { Nodes = Ordered.With(flow.Nodes, NodeId, node with { Name = Name }) }
            : flow;
}

/// <summary>Adds copied nodes under new ids.</summary>
internal sealed record Paste(IReadOnlyDictionary<string, FlowNode> Nodes, IReadOnlyDictionary<string, NodePosition> Layout) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title => Nodes.Count == 1 ? "Pasted 1 node" : $"Pasted {Nodes.Count} nodes";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        var nodes = Ordered.Copy(flow.Nodes);
        var layout = Ordered.Copy(flow.Layout);
        foreach (var (id, node) in Nodes)
        {
            nodes[id] = node;
        }

        foreach (var (id, place) in Layout)
        {
            layout[id] = place;
        }

        return flow with { Nodes = nodes, Layout = layout };
    }
}

/// <summary>A port of a node.</summary>
internal readonly record struct PortRef(string Node, string Port);
