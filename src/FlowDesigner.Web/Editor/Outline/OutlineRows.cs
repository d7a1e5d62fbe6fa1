using System.Text.Json;
using FlowDesigner.Web.Editor.Canvas;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Outline;

/// <summary>
/// A flow as lines to read from top to bottom: each node once. The main way of a node goes on at the same depth, as in a
/// script; side ways, and all ways of a node that chooses, stand below it, one level deeper.
/// </summary>
internal sealed class OutlineRows
{
    private static readonly JsonElement NoSettings = JsonElement.Parse("{}");
    private readonly EditorState _state;
    private readonly Dictionary<string, CanvasNode> _cards;
    private readonly List<OutlineRow> _rows = [];
    private readonly HashSet<string> _seen = [];

    private OutlineRows(EditorState state)
    {
        _state = state;
        _cards = CanvasView.Of(state).Nodes.ToDictionary(n => n.Id);
    }

    /// <summary>Puts a flow into lines.</summary>
    /// <param name="state">What is edited.</param>
    /// <returns>What starts runs first, then what nothing leads to, then what only loops lead to.</returns>
    public static IReadOnlyList<OutlineRow> Of(EditorState state)
    {
        var outline = new OutlineRows(state);
        var led = state.Flow.Nodes.Values.SelectMany(n => n.Links.Values).ToHashSet();
        foreach (var (id, _) in state.Flow.Nodes.OrderBy(n => state.DefinitionOf(n.Value) is { IsTrigger: true } ? 0 : led.Contains(n.Key) ? 2 : 1))
        {
            outline.Add(id, level: 1);
        }

        return outline.Counted();
    }

    private void Add(string first, int level)
    {
        (string? Id, string? Via) next = (first, null);
        while (next.Id is { } id && _state.Flow.Nodes.TryGetValue(id, out var node) && _seen.Add(id))
        {
            _rows.Add(new OutlineRow(id, null, level, _state.TitleOf(id), next.Via) { Card = _cards[id] });
            next = AddWays(id, node, MainWay(node), level + 1);
        }
    }

    // Adds the side ways; the answer is where the main way goes on at the same depth.
    private (string? Id, string? Via) AddWays(string id, FlowNode node, PortDefinition? main, int level)
    {
        (string?, string?) onward = (null, null);
        foreach (var port in _state.PortsOf(node))
        {
            var target = node.Links.GetValueOrDefault(port.Name);
            var isFree = target is not null && _state.Flow.Nodes.ContainsKey(target) && !_seen.Contains(target);
            if (port == main && isFree)
            {
                onward = (target, port.Name == "next" ? null : port.Title);
                continue;
            }

            if (target is null && port.Kind == PortKind.Error)
            {
                continue; // every node may fail; most leave that to the flow, and the settings link it
            }

            _rows.Add(new OutlineRow(id, port.Name, level, port.Title, null, isFree ? null : target, port.Kind == PortKind.Error, target is not null));
            if (target is not null && isFree)
            {
                Add(target, level + 1);
            }
        }

        // A side way may have got there first.
        if (onward is ({ } next, _) && _seen.Contains(next))
        {
            _rows.Add(new OutlineRow(id, main!.Name, level, main.Title, null, next)); // only a main way goes onward
            return (null, null);
        }

        return onward;
    }

    // The way that a node has whatever its settings are; a node that chooses or repeats has several of the same rank.
    private PortDefinition? MainWay(FlowNode node)
    {
        var normal = _state.PortsOf(node).Where(p => p.Kind != PortKind.Error).ToList();
        if (_state.DefinitionOf(node) is not { } definition || normal is not [var first, ..] || (definition.Category == NodeCategory.Logic && normal.Count > 1))
        {
            return null;
        }

        return definition.PortsFor(NoSettings).FirstOrDefault(p => p.Kind != PortKind.Error)?.Name == first.Name ? first : null;
    }

    private List<OutlineRow> Counted()
    {
        var parents = new Stack<int>();
        var siblings = new Dictionary<int, List<int>>();
        for (var index = 0; index < _rows.Count; index++)
        {
            while (parents.TryPeek(out var above) && _rows[above].Level >= _rows[index].Level)
            {
                parents.Pop();
            }

            var parent = parents.TryPeek(out var found) ? found : -1;
            if (!siblings.TryGetValue(parent, out var group))
            {
                siblings[parent] = group = [];
            }

            group.Add(index);
            parents.Push(index);
        }

        foreach (var group in siblings.Values)
        {
            for (var place = 0; place < group.Count; place++)
            {
                _rows[group[place]] = _rows[group[place]] with
                {
                    SetSize = group.Count,
                    Place = place + 1,
                    HasChildren = siblings.ContainsKey(group[place]),
                };
            }
        }

        return _rows;
    }
}
