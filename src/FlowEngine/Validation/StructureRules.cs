using FlowEngine.Definition;
using FlowEngine.Nodes.Break;
using FlowEngine.Nodes.Compensate;
using FlowEngine.Nodes.ForEach;
using FlowEngine.Nodes.Join;
using FlowEngine.Nodes.Parallel;
using FlowEngine.Nodes.WhileLoop;

namespace FlowEngine.Validation;

/// <summary>What must hold for loops, branches, compensations and retries of a flow.</summary>
internal static class StructureRules
{
    public static void Check(FlowGraph graph, ProblemList problems)
    {
        CheckRetries(graph, problems);
        CheckBreaks(graph, problems);
        CheckJoins(graph, problems);
        CheckCompensations(graph, problems);
    }

    private static void CheckRetries(FlowGraph graph, ProblemList problems)
    {
        foreach (var node in graph.Nodes)
        {
            if (node is { Node.Retry: not null, Definition.CanFail: false })
            {
                problems.Warning("retry.useless", $"{node.Pointer}/retry", $"\"{node.Id}\" never fails, so it is never tried again. Remove this.");
            }
        }
    }

    private static void CheckBreaks(FlowGraph graph, ProblemList problems)
    {
        var bodies = graph.Where(_ => true).SelectMany(i => TargetsOf(graph, i, BodyOf(graph.Nodes[i].Node.Type)));
        var inside = graph.ReachableFrom(bodies);
        foreach (var at in graph.Where(n => n.Node.Type == BreakNode.Type).Where(i => !inside[i]))
        {
            problems.Error(
                "break.outside",
                graph.Nodes[at].Pointer,
                $"\"{graph.Nodes[at].Id}\" leaves a loop, but no loop leads to it. Put it behind the item or do of a loop."
            );
        }
    }

    private static void CheckJoins(FlowGraph graph, ProblemList problems)
    {
        var behind = graph.ReachableFrom(graph.Where(n => n.Node.Type == ParallelNode.Type).SelectMany(i => graph.TargetsOf(i).ToArray()));
        foreach (var at in graph.Where(n => n.Node.Type == JoinNode.Type).Where(i => !behind[i]))
        {
            problems.Warning(
                "join.alone",
                graph.Nodes[at].Pointer,
                $"\"{graph.Nodes[at].Id}\" waits for branches, but no parallel node leads to it. It lets everything pass."
            );
        }
    }

    private static void CheckCompensations(FlowGraph graph, ProblemList problems)
    {
        var undone = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes.Where(n => n.Node.Type == CompensateNode.Type))
        {
            if (
                node.Node.Config.ValueKind == System.Text.Json.JsonValueKind.Object
                && node.Node.Config.TryGetProperty("node", out var named)
                && named.ValueKind == System.Text.Json.JsonValueKind.String
                && !undone.TryAdd(named.GetString()!, node.Id) // a string token has one
            )
            {
                problems.Error(
                    "compensate.twice",
                    $"{node.Pointer}/config/node",
                    $"\"{named.GetString()}\" is undone by \"{undone[named.GetString()!]}\" already. Do all that undoes it behind one of the two."
                );
            }
        }
    }

    private static string? BodyOf(string type) =>
        type switch
        {
            ForEachNode.Type => ForEachNode.Body,
            WhileNode.Type => WhileNode.Body,
            _ => null,
        };

    private static IEnumerable<int> TargetsOf(FlowGraph graph, int node, string? port) =>
        port is not null && graph.Nodes[node].Node.Links.TryGetValue(port, out var id) && graph.IndexOf(id) is var target and >= 0
            ? [target]
            : [];
}
