using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Nodes.Compensate;
using FlowEngine.Nodes.TriggerCall;
using FlowEngine.Nodes.TriggerError;
using FlowEngine.Running;

namespace FlowEngine.Compilation;

/// <summary>One flow, compiled: nodes in an array, links as indexes. Immutable and shared by all runs.</summary>
internal sealed class FlowProgram
{
    private readonly Dictionary<string, int> _indexes;

    private FlowProgram(FlowDefinition definition, NodeProgram[] nodes, Dictionary<string, int> indexes)
    {
        Definition = definition;
        Nodes = nodes;
        _indexes = indexes;
        ErrorTrigger = FirstOf(TriggerErrorNode.Type);
        var called = FirstOf(TriggerCallNode.Type);
        Entry = called >= 0 ? called : Array.FindIndex(nodes, n => n.StartsRuns);
    }

    public FlowDefinition Definition { get; }

    public string Id => Definition.Id;

    /// <summary>Index of the trigger that a call begins at; -1 when there is none.</summary>
    public int Entry { get; }

    /// <summary>Index of the node that takes errors nobody else handles; -1 for none.</summary>
    public int ErrorTrigger { get; }

    public NodeProgram[] Nodes { get; }

    /// <summary>Finds a node.</summary>
    /// <returns>Its index; -1 when there is none.</returns>
    public int IndexOf(string nodeId) => _indexes.GetValueOrDefault(nodeId, -1);

    /// <summary>Finds the first node of a type.</summary>
    /// <returns>Its index; -1 when there is none.</returns>
    public int FirstOf(string type) => Array.FindIndex(Nodes, n => n.Type == type);

    public static FlowProgram Compile(
        FlowDefinition flow,
        NodeCatalog catalog,
        IExpressionEngine expressions,
        List<Problem> problems
    )
    {
        var indexes = new Dictionary<string, int>(flow.Nodes.Count, StringComparer.Ordinal);
        foreach (var id in flow.Nodes.Keys)
        {
            indexes[id] = indexes.Count;
        }

        var nodes = new NodeProgram[flow.Nodes.Count];
        var reads = new NodeReads();
        foreach (var (id, node) in flow.Nodes)
        {
            nodes[indexes[id]] = CompileNode(id, node, indexes, catalog, expressions, problems, reads);
        }

        foreach (var node in nodes)
        {
            (node.KeepsOutput, node.KeepsError) = (reads.Output(node.Id), reads.Error(node.Id));
        }

        Joins.Resolve(nodes);
        foreach (var undo in nodes.Where(n => n.Type == CompensateNode.Type))
        {
            if (
                undo.SettingsApartFromRuns is CompensateConfig config
                && indexes.TryGetValue(config.Node, out var undone)
            )
            {
                nodes[undone].UndoneBy ??= undo.Id;
            }
        }

        return new FlowProgram(flow, nodes, indexes);
    }

    private static NodeProgram CompileNode(
        string id,
        FlowNode node,
        Dictionary<string, int> indexes,
        NodeCatalog catalog,
        IExpressionEngine expressions,
        List<Problem> problems,
        NodeReads reads
    )
    {
        if (!catalog.TryGet(node.Type, node.Version, out var type))
        {
            var message = $"There is no node type {node.Type} version {node.Version} here. Install its connector or remove the node.";
            problems.Add(new Problem("node.type", ProblemSeverity.Error, $"/nodes/{id}/type", message));
            return new NodeProgram(id, null, null, default, [], []) { Broken = new NodeError("node.type", message, false) };
        }

        var found = new List<Problem>();
        var body = type.Bind(node.Config, expressions, found);
        foreach (var value in body.Values)
        {
            reads.Add(value.Reads);
        }

        problems.AddRange(found.Select(p => p.Under($"/nodes/{id}/config")));
        var (ports, targets) = Resolve(id, node, type.Definition, indexes, problems);
        return new NodeProgram(id, body, type.Definition, type.Definition.EffectFor(node.Config), ports, targets)
        {
            Broken = found.Find(p => p.Severity == ProblemSeverity.Error) is { } first ? new NodeError(first.Code, first.Message, Retryable: false) : null,
            Retry = node.Retry,
            Timeout = node.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static (string[] Ports, int[] Targets) Resolve(
        string id,
        FlowNode node,
        NodeDefinition definition,
        Dictionary<string, int> indexes,
        List<Problem> problems
    )
    {
        var ports = definition.PortsFor(node.Config);
        var names = new string[ports.Count];
        var targets = new int[ports.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = ports[i].Name;
            targets[i] = NodeProgram.Nowhere;
        }

        foreach (var (port, target) in node.Links)
        {
            var at = Array.IndexOf(names, port);
            if (at < 0)
            {
                Report("link.port", $"The node has no port {port}. Remove the link.");
            }
            else if (!indexes.TryGetValue(target, out targets[at]))
            {
                targets[at] = NodeProgram.Lost;
                Report("link.target", $"There is no node {target}. Link the port to another node.");
            }

            void Report(string code, string message) =>
                problems.Add(new Problem(code, ProblemSeverity.Error, $"/nodes/{id}/links/{port}", message));
        }

        return (names, targets);
    }
}
