using FlowEngine.Nodes.Join;
using FlowEngine.Nodes.Parallel;

namespace FlowEngine.Compilation;

/// <summary>Finds for each parallel node the join that its branches lead to.</summary>
internal static class Joins
{
    public static void Resolve(NodeProgram[] nodes)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Type == ParallelNode.Type)
            {
                nodes[i].JoinedBy = Find(nodes, i, []);
            }
        }
    }

    /// <summary>The first join behind the branches; parallel nodes in between are passed by way of their own joins.</summary>
    private static int Find(NodeProgram[] nodes, int parallel, HashSet<int> open)
    {
        open.Add(parallel);
        var seen = new HashSet<int> { parallel };
        var next = new Queue<int>();
        Follow(parallel);
        while (next.TryDequeue(out var at))
        {
            if (nodes[at].Type == JoinNode.Type)
            {
                open.Remove(parallel);
                return at;
            }

            var from = at;
            if (nodes[at].Type == ParallelNode.Type && !open.Contains(at))
            {
                from = Find(nodes, at, open);
                if (from < 0)
                {
                    continue;
                }
            }

            Follow(from);
        }

        open.Remove(parallel);
        return NodeProgram.Nowhere;

        void Follow(int node)
        {
            foreach (var target in nodes[node].Targets)
            {
                if (target >= 0 && seen.Add(target))
                {
                    next.Enqueue(target);
                }
            }
        }
    }
}
