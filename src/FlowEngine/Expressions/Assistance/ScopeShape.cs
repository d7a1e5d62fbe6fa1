using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.ForEach;
using FlowEngine.Nodes.WhileLoop;
using FlowEngine.Validation;

namespace FlowEngine.Expressions.Assistance;

/// <summary>What is in scope at a node of a flow, with types where they are known.</summary>
public sealed class ScopeShape
{
    private const string Error = "{ code: string, message: string, retryable: boolean }";

    private readonly FlowDefinition _flow;
    private readonly BotDefinition _bot;
    private readonly FlowGraph _graph;
    private readonly int _node;

    private ScopeShape(FlowDefinition flow, BotDefinition bot, NodeCatalog catalog, string nodeId)
    {
        _flow = flow;
        _bot = bot;
        _graph = new FlowGraph(flow, catalog);
        _node = _graph.IndexOf(nodeId);
    }

    /// <summary>Tells what is in scope.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="bot">Its bot.</param>
    /// <param name="catalog">Knows the node types.</param>
    /// <param name="nodeId">The node in whose settings the expression stands.</param>
    /// <returns>The root names with their shapes; a node that is not there sees what every node sees.</returns>
    public static IReadOnlyDictionary<string, ValueShape> At(FlowDefinition flow, BotDefinition bot, NodeCatalog catalog, string nodeId) =>
        new ScopeShape(flow, bot, catalog, nodeId).Roots();

    /// <summary>What a path leads to.</summary>
    /// <param name="scope">What is in scope: <see cref="At"/>.</param>
    /// <param name="path">A path such as <c>vars.order.total</c>; anything else has no shape.</param>
    /// <returns>The shape; null when nothing is known of it.</returns>
    public static ValueShape? Find(IReadOnlyDictionary<string, ValueShape> scope, string path) => PathShapes.Find(scope, path);

    private Dictionary<string, ValueShape> Roots()
    {
        var before = _node < 0 ? [] : NodesBefore();
        var roots = new Dictionary<string, ValueShape>(StringComparer.Ordinal)
        {
            ["vars"] = Variables(before) with { Summary = "The variables of the flow and of the bot." },
            ["nodes"] = Nodes(before) with { Summary = "What the nodes before this one gave." },
            ["input"] = Input() with { Summary = "What the visitor wrote last." },
            ["contact"] = ValueShape.Sketch("{ id: string, name: string }") with { Summary = "Who writes." },
            ["conversation"] = ValueShape.Sketch("{ id: string, channel: string, language: string }") with { Summary = "Where they write." },
            ["event"] = ValueShape.Any with { Summary = "What triggered the run." },
            ["env"] = new ValueShape("object", "Values of the environment."),
        };
        if (_node >= 0 && LoopAround() is { } loop)
        {
            roots["index"] = new ValueShape("number", "Number of the round, from 0.");
            if (loop.Node.Type == ForEachNode.Type)
            {
                roots["item"] = ItemOf(loop, roots) with { Summary = "The item of this round." };
            }
        }

        return roots;
    }

    /// <summary>Nodes from which this one can be come to, in document order.</summary>
    private List<GraphNode> NodesBefore()
    {
        var leading = _graph.LeadingTo([_node]);
        return [.. _graph.Where(n => leading[_graph.IndexOf(n.Id)] && _graph.IndexOf(n.Id) != _node).Select(i => _graph.Nodes[i])];
    }

    private ValueShape Variables(List<GraphNode> before)
    {
        var variables = new Dictionary<string, ValueShape>(StringComparer.Ordinal);
        foreach (var (name, variable) in _flow.Variables.Concat(_bot.Variables.Where(v => !_flow.Variables.ContainsKey(v.Key))))
        {
            variables[name] = new ValueShape(variable.Type, variable.Description);
        }

        foreach (var node in before)
        {
            // What a node saves to a variable tells more than the variable's declaration.
            if (SavedTo(node) is { } name && variables.TryGetValue(name, out var declared) && OutputOf(node) is { } output && declared.Type is "any" or "object" or "array")
            {
                variables[name] = declared.Or(output) with { Summary = declared.Summary };
            }
        }

        return ValueShape.Object(variables);
    }

    private static string? SavedTo(GraphNode node) =>
        node.Node.Config.ValueKind == JsonValueKind.Object
        && node.Node.Config.TryGetProperty("saveTo", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    private static ValueShape? OutputOf(GraphNode node) =>
        node.Definition?.PortsFor(node.Node.Config).Select(p => p.Shape).OfType<ValueShape>().Aggregate((ValueShape?)null, (all, shape) => all?.Or(shape) ?? shape);

    private static ValueShape Nodes(List<GraphNode> before) =>
        ValueShape.Object(
            before.ToDictionary(
                n => n.Id,
                n =>
                    ValueShape.Object(
                        new Dictionary<string, ValueShape> { ["output"] = OutputOf(n) ?? ValueShape.Any, ["error"] = ValueShape.Sketch(Error) }
                    ) with
                    {
                        Summary = n.Node.Name ?? n.Definition?.Title,
                    },
                StringComparer.Ordinal
            )
        );

    private ValueShape Input()
    {
        var entities = _bot.EntityNames().ToDictionary(e => e, e => EntityShapes.Of(_bot.FindEntity(e)?.Kind), StringComparer.Ordinal);
        return ValueShape.Object(
            new Dictionary<string, ValueShape>
            {
                ["text"] = new("string", "The message as it was written."),
                ["files"] = ValueShape.Any with { Summary = "Files that were sent with it, each with url, name and contentType." },
                ["intent"] = new("string", "The intent that was understood."),
                ["score"] = new("number", "How sure that is, 0 to 1."),
                ["entities"] = ValueShape.Object(entities),
                ["frustration"] = new("number", "How much the visitor seems to lose patience, 0 to 1."),
                ["value"] = ValueShape.Any with { Summary = "The value behind a button." },
            }
        );
    }

    /// <summary>The loop in whose body the node stands; of several the innermost, which the others lead to.</summary>
    private GraphNode? LoopAround() =>
        _graph
            .Nodes.Where(n => BodyPort(n) is { } port && n.Node.Links.TryGetValue(port, out var first) && IsInBody(n, first))
            .MinBy(n => _graph.Nodes.Count(other => BodyPort(other) is not null && IsBefore(n, other)));

    private static string? BodyPort(GraphNode node) =>
        node.Node.Type switch
        {
            ForEachNode.Type => ForEachNode.Body,
            WhileNode.Type => WhileNode.Body,
            _ => null,
        };

    private bool IsInBody(GraphNode loop, string first)
    {
        var start = _graph.IndexOf(first);
        var self = _graph.IndexOf(loop.Id);
        var open = new Stack<int>(start >= 0 ? [start] : []);
        var seen = new HashSet<int>();
        while (open.TryPop(out var node))
        {
            // A link back to the loop ends the round.
            if (node != self && seen.Add(node))
            {
                foreach (var target in _graph.TargetsOf(node))
                {
                    open.Push(target);
                }
            }
        }

        return seen.Contains(_node);
    }

    private bool IsBefore(GraphNode node, GraphNode other) =>
        !ReferenceEquals(node, other) && BodyPort(node) is { } port && node.Node.Links.TryGetValue(port, out var first) && _graph.ReachableFrom([.. new[] { _graph.IndexOf(first) }.Where(i => i >= 0)])[_graph.IndexOf(other.Id)];

    private static ValueShape ItemOf(GraphNode loop, Dictionary<string, ValueShape> roots) =>
        loop.Node.Config.TryGetProperty("items", out var items)
        && items.ValueKind == JsonValueKind.String
        && items.GetString() is ['=', .. var path]
            ? PathShapes.Find(roots, path.Trim())?.Items ?? ValueShape.Any
            : ValueShape.Any;
}
