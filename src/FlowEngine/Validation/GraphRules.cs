using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowEngine.Validation;

/// <summary>What must hold for nodes, ports and links, whatever the settings.</summary>
internal static class GraphRules
{
    public static void Check(FlowGraph graph, NodeCatalog catalog, ProblemList problems)
    {
        foreach (var node in graph.Nodes)
        {
            CheckType(node, catalog, problems);
            CheckLinks(node, graph, problems);
            CheckRequiredPorts(node, problems);
        }

        CheckReachable(graph, problems);
        CheckLoops(graph, problems);
        foreach (var id in graph.Flow.Layout.Keys.Where(id => graph.IndexOf(id) < 0))
        {
            problems.Warning("layout.node", JsonPointer.Append("/layout", id), $"There is no node \"{id}\" to place. Remove this position.");
        }
    }

    private static void CheckType(GraphNode node, NodeCatalog catalog, ProblemList problems)
    {
        if (node.Definition is { } definition)
        {
            if (catalog.NewestOf(definition.Type) is { } newest && newest.Version > definition.Version)
            {
                problems.Warning(
                    "node.outdated",
                    $"{node.Pointer}/version",
                    $"This node is of version {definition.Version} of \"{definition.Type}\"; version {newest.Version} is there. Update it, then look at its settings and links."
                );
            }

            return;
        }

        var versions = catalog.All.Where(t => t.Definition.Type == node.Node.Type).Select(t => t.Definition.Version).ToList();
        if (versions.Count > 0)
        {
            problems.Error(
                "node.version",
                $"{node.Pointer}/version",
                $"\"{node.Node.Type}\" has no version {node.Node.Version} here. Use {string.Join(" or ", versions)}, or update FlowStudio."
            );
            return;
        }

        var known = catalog.All.Select(t => t.Definition.Type);
        problems.Error(
            "node.type",
            $"{node.Pointer}/type",
            $"There is no node type \"{node.Node.Type}\".{Spelling.Suggest(node.Node.Type, known)} {WhoBrings(node.Node.Type, known)}"
        );
    }

    /// <summary>Types of connectors are <c>connector.operation</c>: where nothing of the connector is here, it is the one that is missing.</summary>
    private static string WhoBrings(string type, IEnumerable<string> known)
    {
        var connector = type.Split('.')[0];
        return connector == type || known.Any(k => k.StartsWith($"{connector}.", StringComparison.Ordinal))
            ? "A connector that brings it may be missing."
            : $"The connector \"{connector}\" brings it, which is not installed here: install its plug-in or import it again.";
    }

    private static void CheckLinks(GraphNode node, FlowGraph graph, ProblemList problems)
    {
        foreach (var (port, target) in node.Node.Links)
        {
            var pointer = JsonPointer.Append($"{node.Pointer}/links", port);
            if (node.Definition is not null && node.Ports.All(p => p.Name != port))
            {
                var known = node.Ports.Select(p => p.Name).ToList();
                var ports = known.Count == 0 ? "It has no ports: remove the link." : $"Its ports are {string.Join(", ", known)}.";
                problems.Error("link.port", pointer, $"\"{node.Id}\" has no port \"{port}\". {ports}");
            }

            if (graph.IndexOf(target) is var index && index < 0)
            {
                problems.Error(
                    "link.target",
                    pointer,
                    $"The link leads to \"{target}\", which is not in this flow. Link to another node or remove the link."
                );
            }
            else if (!graph.IsEnterable(index))
            {
                problems.Error("link.trigger", pointer, $"\"{target}\" starts runs; nothing can lead to it. Link to the node behind it.");
            }
        }
    }

    private static void CheckRequiredPorts(GraphNode node, ProblemList problems)
    {
        foreach (var port in node.Ports.Where(p => p.Required && !node.Node.Links.ContainsKey(p.Name)))
        {
            problems.Error(
                "port.required",
                JsonPointer.Append($"{node.Pointer}/links", port.Name),
                $"\"{node.Id}\" leads nowhere by \"{port.Title}\". Link this port to the node that goes on."
            );
        }
    }

    private static void CheckReachable(FlowGraph graph, ProblemList problems)
    {
        var triggers = graph.Where(n => n.Definition is { IsTrigger: true }).ToList();
        if (triggers.Count == 0)
        {
            // An unknown type may well be the trigger: one mistake, one problem.
            if (graph.Nodes.All(n => n.Definition is not null))
            {
                problems.Error("flow.trigger", "/nodes", "Nothing starts this flow. Add a trigger, for example trigger.intent.");
            }

            return;
        }

        var starts = triggers.Concat(graph.Where(n => n.Definition is null));
        var reached = graph.ReachableFrom(starts);
        for (var i = 0; i < reached.Length; i++)
        {
            if (!reached[i])
            {
                var id = graph.Nodes[i].Id;
                problems.Warning("node.unreachable", graph.Nodes[i].Pointer, $"Nothing leads to \"{id}\". Link it or delete it.");
            }
        }
    }

    /// <summary>Only loops that can spin count: a loop through a node that waits for the visitor is a dialogue.</summary>
    private static void CheckLoops(FlowGraph graph, ProblemList problems)
    {
        foreach (var loop in new Cycles(graph, i => graph.Nodes[i].Definition is not ({ Waits: true } or { OpensParts: true })).Find())
        {
            var members = loop.ToHashSet();
            var names = string.Join(", ", loop.Take(5).Select(i => graph.Nodes[i].Id)) + (loop.Count > 5 ? ", …" : "");
            if (loop.Any(i => HasExit(graph, i, members)))
            {
                problems.Warning(
                    "loop.busy",
                    graph.Nodes[loop[0]].Pointer,
                    $"The loop {names} never waits for the visitor. Make sure that it ends, or it is stopped after its budget of steps."
                );
            }
            else
            {
                problems.Error(
                    "loop.exit",
                    graph.Nodes[loop[0]].Pointer,
                    $"The loop {names} never ends and never waits. Add a branch that leads out, or a question."
                );
            }
        }
    }

    private static bool HasExit(FlowGraph graph, int index, HashSet<int> loop)
    {
        var node = graph.Nodes[index];
        foreach (var target in graph.TargetsOf(index))
        {
            if (!loop.Contains(target))
            {
                return true;
            }
        }

        // A port that leads nowhere ends the frame. The error port does not count: a loop that only ends by failing never ends well.
        return node.Definition is null || node.Ports.Any(p => p.Kind == PortKind.Normal && !node.Node.Links.ContainsKey(p.Name));
    }
}
