using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowEngine.Validation;

/// <summary>A flow as numbers: nodes by index in document order, valid links as lists of indexes. Built in linear time.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly int[][] _targets;

    public FlowGraph(FlowDefinition flow, NodeCatalog catalog)
    {
        Flow = flow;
        Nodes = new GraphNode[flow.Nodes.Count];
        foreach (var (id, node) in flow.Nodes)
        {
            var index = _indexes.Count;
            _indexes[id] = index;
            var definition = catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;
            Nodes[index] = new(id, node, type, definition?.PortsFor(node.Config) ?? []);
        }

        _targets = [.. Nodes.Select(n => n.Node.Links.Values.Select(IndexOf).Where(IsEnterable).ToArray())];
    }

    public FlowDefinition Flow { get; }

    public GraphNode[] Nodes { get; }

    /// <summary>Index of a node; -1 when there is none.</summary>
    public int IndexOf(string id) => _indexes.GetValueOrDefault(id, -1);

    public bool IsEnterable(int index) => index >= 0 && Nodes[index].Definition is not { IsTrigger: true };

    /// <summary>Where the links of a node lead; only links that can be followed.</summary>
    public ReadOnlySpan<int> TargetsOf(int index) => _targets[index];

    /// <summary>Everything that can be come to from some nodes, these included.</summary>
    public bool[] ReachableFrom(IEnumerable<int> starts) => Spread(starts, _targets);

    /// <summary>Everything from which some nodes can be come to, these included.</summary>
    public bool[] LeadingTo(IEnumerable<int> ends)
    {
        var sources = Enumerable.Range(0, Nodes.Length).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < _targets.Length; i++)
        {
            foreach (var target in _targets[i])
            {
                sources[target].Add(i);
            }
        }

        return Spread(ends, [.. sources.Select(s => s.ToArray())]);
    }

    public IEnumerable<int> Where(Func<GraphNode, bool> condition) =>
        Enumerable.Range(0, Nodes.Length).Where(i => condition(Nodes[i]));

    private static bool[] Spread(IEnumerable<int> starts, int[][] next)
    {
        var seen = new bool[next.Length];
        var open = new Stack<int>();
        foreach (var start in starts)
        {
            seen[start] = true;
            open.Push(start);
        }

        while (open.TryPop(out var node))
        {
            foreach (var target in next[node].Where(t => !seen[t]))
            {
                seen[target] = true;
                open.Push(target);
            }
        }

        return seen;
    }
}

/// <summary>A node with what the catalog knows of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Node">As written.</param>
/// <param name="Type">Its type; null when unknown.</param>
/// <param name="Ports">Its ports for its settings; empty when the type is unknown.</param>
internal sealed record GraphNode(string Id, FlowNode Node, NodeType? Type, IReadOnlyList<PortDefinition> Ports)
{
    public NodeDefinition? Definition => Type?.Definition;

    public string Pointer => $"/nodes/{Id}";
}
