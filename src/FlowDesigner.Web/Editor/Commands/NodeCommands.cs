using System.Text.Json;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Adds a node, to a group where it was dropped on one, and links a port to it where the person came from one.</summary>
internal sealed record AddNode(string Id, FlowNode Node, NodePosition Position, string Word, PortRef? From = null, string? Group = null) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Added {0}", Word];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        var nodes = Ordered.With(flow.Nodes, Id, Node);
        if (From is { } from && nodes.TryGetValue(from.Node, out var source))
        {
            nodes[from.Node] = source with { Links = Ordered.With(source.Links, from.Port, Id) };
        }

        return flow with { Nodes = nodes, Layout = Ordered.With(flow.Layout, Id, Position), Groups = Grouping.Put(flow.Groups, Group is null ? [] : [Id], Group) };
    }
}

/// <summary>Moves nodes and notes, by hand or by the automatic layout.</summary>
/// <param name="Places">Where nodes stand from now on.</param>
/// <param name="Tidy">True for the automatic layout.</param>
/// <param name="Notes">Where notes lie from now on, by their places in the list.</param>
/// <param name="Groups">Group by node that was dropped on its frame; null for a node that was dragged out of one.</param>
internal sealed record MoveNodes(
    IReadOnlyDictionary<string, NodePosition> Places,
    bool Tidy = false,
    IReadOnlyDictionary<int, NodePosition>? Notes = null,
    IReadOnlyDictionary<string, string?>? Groups = null
) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) =>
        (Tidy, Places.Count, Notes?.Count ?? 0) switch
        {
            (true, _, _) => text["Tidied up the layout"],
            (_, 0, 1) => text["Moved a note"],
            (_, 0, var notes) => text["Moved {0} notes", notes],
            (_, 1, 0) => text["Moved 1 node"],
            (_, var nodes, _) => text["Moved {0} nodes", nodes],
        };

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        var layout = Ordered.Copy(flow.Layout);
        foreach (var (id, place) in Places.Where(p => flow.Nodes.ContainsKey(p.Key)))
        {
            layout[id] = place;
        }

        var groups = (Groups ?? new Dictionary<string, string?>()).Aggregate(flow.Groups, (all, moved) => Grouping.Put(all, [moved.Key], moved.Value));
        return Notes is not { Count: > 0 } notes
            ? flow with { Layout = layout, Groups = groups }
            : flow with
            {
                Layout = layout,
                Groups = groups,
                Notes = [.. flow.Notes.Select((n, index) => notes.TryGetValue(index, out var at) ? n with { X = at.X, Y = at.Y } : n)],
            };
    }
}

/// <summary>Changes a node's settings; links of ports that vanish with them go too.</summary>
internal sealed record Configure(string NodeId, string Field, JsonElement Config, IReadOnlyDictionary<string, string> Links, string Word)
    : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Changed {0}", Word];

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
    public override string Title(IStringLocalizer<EditorText> text) => text["Changed {0}", Word];

    /// <inheritdoc/>
    public override string MergeKey => $"{NodeId}/@{Part}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.TryGetValue(NodeId, out var node)
            ? flow with { Nodes = Ordered.With(flow.Nodes, NodeId, node with { Retry = Retry, TimeoutSeconds = TimeoutSeconds }) }
            : flow;
}

/// <summary>Makes a node one of another version of its type.</summary>
internal sealed record UpdateNode(string NodeId, FlowNode Updated) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Updated a node to version {0}", Updated.Version];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.ContainsKey(NodeId) ? flow with { Nodes = Ordered.With(flow.Nodes, NodeId, Updated) } : flow;
}

/// <summary>Names a node; null gives it the title of its type again.</summary>
internal sealed record RenameNode(string NodeId, string? Name) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Renamed a node"];

    /// <inheritdoc/>
    public override string MergeKey => $"{NodeId}/@name";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.TryGetValue(NodeId, out var node)
            ? flow with { Nodes = Ordered.With(flow.Nodes, NodeId, node with { Name = Name }) }
            : flow;
}

/// <summary>Adds copied nodes under new ids, their groups, and the variables that they need and the flow lacks.</summary>
internal sealed record Paste(
    IReadOnlyDictionary<string, FlowNode> Nodes,
    IReadOnlyDictionary<string, NodePosition> Layout,
    IReadOnlyDictionary<string, VariableDefinition> Variables,
    IReadOnlyDictionary<string, FlowGroup> Groups
) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text.Count(Nodes.Count, "Pasted 1 node", "Pasted {0} nodes");

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

        var variables = Ordered.Copy(flow.Variables);
        foreach (var (name, variable) in Variables)
        {
            variables[name] = variable;
        }

        var groups = Groups.Aggregate(flow.Groups, (all, group) => Ordered.With(all, group.Key, group.Value));
        return flow with { Nodes = nodes, Layout = layout, Variables = Variables.Count == 0 ? flow.Variables : variables, Groups = groups };
    }
}
