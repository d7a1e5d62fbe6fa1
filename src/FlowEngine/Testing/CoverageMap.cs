using FlowEngine.Definition;
using FlowEngine.Running;

namespace FlowEngine.Testing;

/// <summary>Collects which nodes were visited and by which ports they were left.</summary>
internal sealed class CoverageMap
{
    private readonly HashSet<(string Flow, string Node)> _nodes = [];
    private readonly HashSet<(string Flow, string Node, string Port)> _links = [];

    public void Add(IEnumerable<JournalEntry> journal)
    {
        foreach (var entry in journal.Where(e => e.NodeId.Length > 0))
        {
            _nodes.Add((entry.FlowId, entry.NodeId));
            if (entry is { Kind: JournalKind.NodeCompleted or JournalKind.NodeFailed, Port: { } port })
            {
                _links.Add((entry.FlowId, entry.NodeId, port));
            }

            if (entry is { Kind: JournalKind.PartStarted, Port: { } part, Frame: { } path } && OpenerIn(path) is { } opener)
            {
                // A loop, a parallel or a try scope does not leave by the port of a part: it opens the part and stays.
                _links.Add((entry.FlowId, opener, part));
            }
        }
    }

    /// <summary>The node that opened a part, by the part's path: <c>order-status/each.1:item[2]</c>.</summary>
    private static string? OpenerIn(string path)
    {
        var last = path[(path.LastIndexOf('/') + 1)..];
        var dot = last.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : last[..dot];
    }

    public void Add(CoverageMap other)
    {
        _nodes.UnionWith(other._nodes);
        _links.UnionWith(other._links);
    }

    public FlowCoverage Of(FlowDefinition flow)
    {
        var links = flow.Nodes.SelectMany(n => n.Value.Links.Keys.Select(port => (Node: n.Key, Port: port))).ToList();
        return new FlowCoverage(
            flow.Id,
            flow.Nodes.Count,
            links.Count,
            [.. flow.Nodes.Keys.Where(node => !_nodes.Contains((flow.Id, node)))],
            [.. links.Where(l => !_links.Contains((flow.Id, l.Node, l.Port))).Select(l => $"{l.Node}.{l.Port}")]
        );
    }
}
