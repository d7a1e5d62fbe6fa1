using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>A port of a node.</summary>
internal readonly record struct PortRef(string Node, string Port);

/// <summary>Leads a port to a node; a port has one link, so an older one goes.</summary>
internal sealed record LinkPort(PortRef From, string Target, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Linked {0}", Word];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Nodes.TryGetValue(From.Node, out var source) && flow.Nodes.ContainsKey(Target)
            ? flow with
            {
                Nodes = Ordered.With(flow.Nodes, From.Node, source with { Links = Ordered.With(source.Links, From.Port, Target) }),
            }
            : flow;
}

/// <summary>Takes a link from one port and gives it to another.</summary>
internal sealed record MoveLink(PortRef Old, PortRef New, string Target, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Linked {0}", Word];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        new LinkPort(New, Target, Word).Apply(new Remove([], [Old], Word).Apply(flow));
}

/// <summary>Puts a node into a link: the port leads to the node, and the node on to where the port led; what stands below makes room.</summary>
/// <param name="Id">The node, new or there already.</param>
/// <param name="Node">The node with its link onwards.</param>
/// <param name="Via">Port whose link it stands in.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="RoomFrom">Nodes and notes from here down move. Unit: canvas pixels.</param>
/// <param name="Room">How far they move. Unit: canvas pixels.</param>
/// <param name="Word">The node, for people.</param>
internal sealed record InsertOnLink(string Id, FlowNode Node, PortRef Via, NodePosition Place, double RoomFrom, double Room, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Inserted {0}", Word];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        if (!flow.Nodes.TryGetValue(Via.Node, out var source))
        {
            return flow;
        }

        var nodes = Ordered.With(flow.Nodes, Via.Node, source with { Links = Ordered.With(source.Links, Via.Port, Id) });
        nodes[Id] = Node;
        var layout = Ordered.Copy(flow.Layout);
        foreach (var (id, place) in flow.Layout.Where(p => Room > 0 && p.Value.Y >= RoomFrom))
        {
            layout[id] = place with { Y = place.Y + Room };
        }

        layout[Id] = Place;
        var notes = Room > 0 ? [.. flow.Notes.Select(n => n.Y >= RoomFrom ? n with { Y = n.Y + Room } : n)] : flow.Notes;
        // A way inside of a group stays inside.
        var group = Grouping.Of(flow, Via.Node);
        var groups = group is not null && Grouping.Of(flow, source.Links.GetValueOrDefault(Via.Port, "")) == group ? Grouping.Put(flow.Groups, [Id], group) : flow.Groups;
        return flow with { Nodes = nodes, Layout = layout, Notes = notes, Groups = groups };
    }
}

/// <summary>
/// Removes nodes, single links and notes. A link that led to a removed node leads to the node after it, where there is only one;
/// otherwise it goes, too.
/// </summary>
internal sealed record Remove(IReadOnlyCollection<string> NodeIds, IReadOnlyCollection<PortRef> Links, string Word, IReadOnlyCollection<int>? Notes = null)
    : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Removed {0}", Word];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow)
    {
        var gone = NodeIds.ToHashSet();
        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var (id, node) in flow.Nodes.Where(n => !gone.Contains(n.Key)))
        {
            var links = Ordered.Copy(node.Links);
            foreach (var (port, target) in node.Links)
            {
                var next = Links.Contains(new PortRef(id, port)) ? null : Healing.Next(flow, gone, target);
                if (next is null || (next != target && next == id))
                {
                    links.Remove(port);
                }
                else
                {
                    links[port] = next;
                }
            }

            nodes.Add(id, links.SequenceEqual(node.Links) ? node : node with { Links = links });
        }

        var notes = Notes is { Count: > 0 } ? [.. flow.Notes.Where((_, index) => !Notes.Contains(index))] : flow.Notes;
        return flow with { Nodes = nodes, Layout = Ordered.Without(flow.Layout, gone), Notes = notes, Groups = Grouping.Put(flow.Groups, NodeIds, null) };
    }
}
