namespace FlowEngine.Validation;

/// <summary>
/// Strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", 1972), without recursion so
/// that a chain of many thousand nodes cannot overflow the stack.
/// </summary>
internal sealed class Cycles(FlowGraph graph, Func<int, bool> included)
{
    private const int Unseen = -1;
    private readonly int[] _order = [.. Enumerable.Repeat(Unseen, graph.Nodes.Length)];
    private readonly int[] _low = new int[graph.Nodes.Length];
    private readonly bool[] _open = new bool[graph.Nodes.Length];
    private readonly Stack<int> _component = new();
    private readonly Stack<(int Node, int NextLink)> _path = new();
    private readonly List<IReadOnlyList<int>> _found = [];
    private int _count;

    /// <summary>Groups of nodes that can all be come to from each other, in document order inside; links of nodes that are left out do not count.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Find()
    {
        for (var start = 0; start < _order.Length; start++)
        {
            if (_order[start] == Unseen && included(start))
            {
                Walk(start);
            }
        }

        return _found;
    }

    private void Walk(int start)
    {
        Enter(start);
        while (_path.TryPop(out var step))
        {
            var (node, link) = step;
            var targets = graph.TargetsOf(node);
            if (link < targets.Length)
            {
                _path.Push((node, link + 1));
                Follow(node, targets[link]);
                continue;
            }

            Leave(node, targets);
            if (_path.TryPeek(out var parent))
            {
                _low[parent.Node] = Math.Min(_low[parent.Node], _low[node]);
            }
        }
    }

    private void Follow(int node, int target)
    {
        if (!included(target))
        {
            return;
        }

        if (_order[target] == Unseen)
        {
            Enter(target);
        }
        else if (_open[target])
        {
            _low[node] = Math.Min(_low[node], _order[target]);
        }
    }

    private void Enter(int node)
    {
        _order[node] = _low[node] = _count++;
        _open[node] = true;
        _component.Push(node);
        _path.Push((node, 0));
    }

    private void Leave(int node, ReadOnlySpan<int> targets)
    {
        if (_low[node] != _order[node])
        {
            return;
        }

        var members = new List<int>();
        int member;
        do
        {
            member = _component.Pop();
            _open[member] = false;
            members.Add(member);
        } while (member != node);

        if (members.Count > 1 || targets.Contains(node))
        {
            members.Sort();
            _found.Add(members);
        }
    }
}
