using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>A flow in the words of the canvas module; member names are its wire (<c>types.ts</c>).</summary>
internal sealed record CanvasGraph(
    IReadOnlyList<CanvasNode> Nodes,
    IReadOnlyList<CanvasLink> Links,
    IReadOnlyList<FlowNote> Notes,
    IReadOnlyList<CanvasGroup> Groups
);

/// <summary>A frame around cards, or one card in their place.</summary>
internal sealed record CanvasGroup(string Id, string Title, string Colour, bool Collapsed, IReadOnlyList<string> Nodes, string Count, string Label);

/// <summary>A card.</summary>
internal sealed record CanvasNode(
    string Id,
    double X,
    double Y,
    string Title,
    string Category,
    string Icon,
    IReadOnlyList<SummaryPart> Summary,
    IReadOnlyList<CanvasPort> Ports,
    bool HasInput,
    int Errors,
    int Warnings,
    string Label,
    CanvasMark? Mark = null,
    string? Here = null
);

/// <summary>What became of a node between two versions: <c>added</c>, <c>changed</c>, <c>removed</c>, <c>moved</c> or <c>same</c>.</summary>
internal sealed record CanvasMark(string Kind, string Label);

/// <summary>A port of a card.</summary>
internal sealed record CanvasPort(string Name, string Title, bool Error);

/// <summary>A line from a port to a card.</summary>
/// <remarks><c>Mark</c> is <c>added</c> or <c>removed</c> in a comparison; a removed link may leave a port that has another one now.</remarks>
internal sealed record CanvasLink(string Source, string Port, string Target, bool Error, string? Mark = null)
{
    public string Id => Mark == CanvasMarks.Removed ? $"{Source}/{Port}/-" : $"{Source}/{Port}";
}

/// <summary>What the canvas must change to show the state.</summary>
internal sealed record CanvasPatch(
    IReadOnlyList<CanvasNode> Nodes,
    IReadOnlyList<string> RemovedNodes,
    IReadOnlyList<CanvasLink> Links,
    IReadOnlyList<string> RemovedLinks,
    IReadOnlyList<FlowNote>? Notes,
    IReadOnlyList<CanvasGroup>? Groups
)
{
    public bool IsEmpty =>
        Nodes.Count == 0 && RemovedNodes.Count == 0 && Links.Count == 0 && RemovedLinks.Count == 0 && Notes is null && Groups is null;
}

/// <summary>A place that the canvas reports.</summary>
/// <param name="Id">The node.</param>
/// <param name="X">Left edge. Unit: canvas pixels.</param>
/// <param name="Y">Top edge. Unit: canvas pixels.</param>
public sealed record CanvasPlace(string Id, double X, double Y);

/// <summary>A point of the canvas.</summary>
/// <param name="X">Unit: canvas pixels.</param>
/// <param name="Y">Unit: canvas pixels.</param>
public sealed record CanvasPoint(double X, double Y);

/// <summary>Puts the state into cards.</summary>
internal static class CanvasView
{
    public static CanvasGraph Of(EditorState state)
    {
        var counts = state
            .Problems.Where(p => p.NodeId is not null)
            .ToLookup(p => p.NodeId!, p => p.IsError); // filtered above
        var links = state.Flow.Nodes.SelectMany(n =>
            n.Value.Links.Where(l => state.Flow.Nodes.ContainsKey(l.Value))
                .Select(l => new CanvasLink(n.Key, l.Key, l.Value, l.Key == NodeDefinition.ErrorPort.Name))
        );
        if (state.Comparison is { } comparison)
        {
            links = CanvasMarks.Mark(links, state, comparison);
        }

        return new CanvasGraph(
            [.. state.Flow.Nodes.Select((n, index) => Card(state, n.Key, n.Value, index, [.. counts[n.Key]]))],
            [.. links],
            state.Flow.Notes,
            [.. state.Flow.Groups.Select(g => Frame(state, g.Key, g.Value))]
        );
    }

    private static CanvasGroup Frame(EditorState state, string id, FlowGroup group)
    {
        string[] nodes = [.. group.Nodes.Where(state.Flow.Nodes.ContainsKey)];
        var count = state.T.Count(nodes.Length, "1 node", "{0} nodes");
        return new CanvasGroup(id, group.Title, group.Colour, group.Collapsed, nodes, count, state.T[group.Collapsed ? "Group {0}, {1}, collapsed" : "Group {0}, {1}", group.Title, count]);
    }

    private static CanvasNode Card(EditorState state, string id, FlowNode node, int index, List<bool> problems)
    {
        var definition = state.DefinitionOf(node);
        var place = state.Flow.Layout.TryGetValue(id, out var known) ? known : new NodePosition(0, index * 160);
        var title = state.TitleOf(id);
        var summary = definition is null
            ? [new SummaryPart($"{state.T["No such node type here:"]} ", false), new SummaryPart(node.Type, true)]
            : NodeSummary.Of(definition, node.Config, state.N, state.T);
        var errors = problems.Count(isError => isError);
        var spoken = string.Concat(summary.Select(p => p.Text));
        var trouble = problems.Count switch
        {
            0 => "",
            1 => $" {state.T["1 problem."]}",
            var n => $" {state.T["{0} problems.", n]}",
        };
        var here = string.Join(", ", state.Others.Where(o => o.Node == id).Select(o => o.Name).Distinct());
        var mark = state.Comparison is { } comparison ? CanvasMarks.Of(comparison, id, state.T) : null;
        var label = $"{title}, {(definition is null ? node.Type : state.N[definition.Title])}. {spoken}.{trouble}";
        return new CanvasNode(
            id,
            place.X,
            place.Y,
            title,
            CategoryName(definition?.Category ?? NodeCategory.Data),
            definition?.Icon ?? "node",
            summary,
            [.. state.PortsOf(node).Select(p => new CanvasPort(p.Name, state.PortTitle(p), p.Kind == PortKind.Error))],
            definition is not { IsTrigger: true },
            errors,
            problems.Count - errors,
            mark is { Label.Length: > 0 } ? $"{label} {mark.Label}." : here.Length > 0 ? $"{label} {state.T["{0} here.", here]}" : label,
            mark,
            here.Length > 0 ? here : null
        );
    }

    /// <summary>Class of a category in the look, such as <c>trigger</c>.</summary>
    public static string CategoryName(NodeCategory category) =>
        category switch
        {
            NodeCategory.Trigger => "trigger",
            NodeCategory.Conversation => "conversation",
            NodeCategory.Logic => "logic",
            NodeCategory.Connector => "connector",
            NodeCategory.Ai => "ai",
            NodeCategory.Human => "human",
            _ => "data",
        };
}
