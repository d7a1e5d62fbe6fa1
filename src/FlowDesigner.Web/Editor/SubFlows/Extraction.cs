using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.CallFlow;
using FlowEngine.Nodes.SetValues;
using FlowEngine.Nodes.TriggerCall;

namespace FlowDesigner.Web.Editor.SubFlows;

/// <summary>Makes a flow of its own of some nodes, and a call where they stood.</summary>
internal sealed class Extraction
{
    private readonly EditorState _state;
    private readonly OrderedDictionary<string, FlowNode> _inside = [];
    private readonly OrderedDictionary<string, FlowNode> _outside = [];

    private Extraction(EditorState state, IReadOnlyCollection<string> ids)
    {
        _state = state;
        foreach (var (id, node) in state.Flow.Nodes)
        {
            (ids.Contains(id) ? _inside : _outside).Add(id, node);
        }
    }

    /// <summary>Plans a sub-flow.</summary>
    /// <param name="state">The open flow.</param>
    /// <param name="ids">Nodes of the sub-flow.</param>
    /// <param name="flowId">Id of the new flow, free in the bot.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The plan, or why these nodes do not make a sub-flow.</returns>
    public static SubFlowPlan Plan(EditorState state, IReadOnlyCollection<string> ids, string flowId, string name) =>
        new Extraction(state, ids).Make(flowId, name);

    private SubFlowPlan Make(string flowId, string name)
    {
        if (_inside.Count == 0)
        {
            return SubFlowPlan.Refuse(_state.T["Select the nodes that belong together first."]);
        }

        if (_inside.FirstOrDefault(n => _state.DefinitionOf(n.Value) is { IsTrigger: true }).Key is { } trigger)
        {
            return SubFlowPlan.Refuse(_state.T["“{0}” starts runs and stays here. Take it out of the selection.", _state.TitleOf(trigger)]);
        }

        var begins = Beginnings();
        if (begins is not [var begin])
        {
            return SubFlowPlan.Refuse(_state.T["A sub-flow begins at one node. Here these would be beginnings: {0}.", Titles(begins)]);
        }

        var ends = Targets(error: false);
        var errors = Targets(error: true);
        if (ends.Count > 1 || errors.Count > 1)
        {
            return SubFlowPlan.Refuse(_state.T["A sub-flow goes on to one node. These lead on to several: {0}.", Titles(ends.Count > 1 ? ends : errors)]);
        }

        if (ends.Count == 1 && LooseEnd() is { } loose)
        {
            return SubFlowPlan.Refuse(_state.T["{0} ends the run here, but in a sub-flow it would go on to “{1}”. Link it first.", loose, _state.TitleOf(ends[0])]);
        }

        var (variables, problem) = Variables();
        return problem is null ? Build(flowId, name, begin, ends.FirstOrDefault(), errors.FirstOrDefault(), variables) : SubFlowPlan.Refuse(problem);
    }

    private List<string> Beginnings()
    {
        var led = _outside.Values.SelectMany(n => n.Links.Values).Where(_inside.ContainsKey).Distinct().ToList();
        var linked = _inside.Values.SelectMany(n => n.Links.Values).ToHashSet();
        return [.. led.Concat(_inside.Keys.Where(id => !linked.Contains(id))).Distinct()];
    }

    private List<string> Targets(bool error) =>
        [.. _inside.Values.SelectMany(n => n.Links).Where(l => (l.Key == NodeDefinition.ErrorPort.Name) == error).Select(l => l.Value).Where(_outside.ContainsKey).Distinct()];

    private string? LooseEnd() =>
        _inside
            .SelectMany(n => _state.PortsOf(n.Value).Where(p => p.Kind != PortKind.Error && !n.Value.Links.ContainsKey(p.Name)).Select(p => _state.T["“{0}” of “{1}”", _state.PortTitle(p), _state.TitleOf(n.Key)].Value))
            .FirstOrDefault();

    // What is only read is given in; what is written and read outside is handed back; the rest is the sub-flow's own.
    private (OrderedDictionary<string, VariableDefinition> Variables, string? Problem) Variables()
    {
        var variables = new OrderedDictionary<string, VariableDefinition>();
        var use = NodeUse.Of(_state, _inside.Values);
        var rest = NodeUse.Of(_state, _outside.Values);
        if (use.Nodes.FirstOrDefault(_outside.ContainsKey) is { } read)
        {
            return (variables, _state.T["They read the result of “{0}”, which stays here. Keep it in a variable first.", _state.TitleOf(read)]);
        }

        if (rest.Nodes.FirstOrDefault(_inside.ContainsKey) is { } needed)
        {
            return (variables, _state.T["The result of “{0}” is read outside of the selection. Keep it in a variable first.", _state.TitleOf(needed)]);
        }

        foreach (var (name, variable) in _state.Flow.Variables)
        {
            var (reads, writes) = (use.Reads.Contains(name), use.Writes.Contains(name));
            if (writes && reads && (rest.Writes.Contains(name) || variable.Role == VariableRole.Input))
            {
                return (variables, _state.T["The variable “{0}” has a value before and is changed here. Use another one for the result.", name]);
            }

            if (reads || writes)
            {
                var role = !writes ? VariableRole.Input : rest.Reads.Contains(name) || variable.Role == VariableRole.Output ? VariableRole.Output : VariableRole.Local;
                variables.Add(name, variable with { Role = role, Default = role == VariableRole.Input ? default : variable.Default });
            }
        }

        return (variables, null);
    }

    private SubFlowPlan Build(string flowId, string name, string begin, string? end, string? error, OrderedDictionary<string, VariableDefinition> variables)
    {
        var flow = _state.Flow;
        var sub = SubFlow(flowId, name, begin, variables);
        var results = variables.Where(v => v.Value.Role == VariableRole.Output).Select(v => v.Key).ToList();
        var kept = flow.Variables.Where(v => variables.GetValueOrDefault(v.Key)?.Role != VariableRole.Local).ToDictionary();
        var call = NodeIds.Next(CallNode.Type, flow.Nodes.ContainsKey);
        var place = flow.Layout.GetValueOrDefault(begin);
        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var (id, node) in _outside)
        {
            var links = new OrderedDictionary<string, string>();
            foreach (var (port, target) in node.Links)
            {
                links.Add(port, target == begin ? call : target);
            }

            nodes.Add(id, links.SequenceEqual(node.Links) ? node : node with { Links = links });
        }

        var config = new JsonObject { ["flow"] = flowId };
        var inputs = variables.Where(v => v.Value.Role == VariableRole.Input).Select(v => KeyValuePair.Create(v.Key, (JsonNode?)$"=vars.{v.Key}")).ToList();
        if (inputs.Count > 0)
        {
            config["inputs"] = new JsonObject(inputs);
        }

        var layout = Ordered.Without(flow.Layout, [.. _inside.Keys]);
        layout[call] = place;
        var next = end;
        if (results.Count > 0)
        {
            var result = NodeIds.Next($"{call}Result", flow.Variables.ContainsKey);
            kept[result] = new VariableDefinition("object");
            config["saveTo"] = result;
            next = NodeIds.Next(SetNode.Definition.Type, flow.Nodes.ContainsKey);
            var values = new JsonObject(results.Select(v => KeyValuePair.Create(v, (JsonNode?)$"=vars.{result}.{v}")));
            nodes.Add(next, NewNode(SetNode.Definition, _state.T["Take over the results"], new JsonObject { ["values"] = values }, ("next", end)));
            layout[next] = place with { Y = place.Y + 160 };
        }

        nodes.Add(call, NewNode(CallNode.Definition, name, config, ("next", next), (NodeDefinition.ErrorPort.Name, error)));
        var after = flow with
        {
            Nodes = nodes,
            Layout = layout,
            Variables = new OrderedDictionary<string, VariableDefinition>(kept),
            Groups = Groups([.. nodes.Keys.Except(_outside.Keys)]),
        };
        return new SubFlowPlan(null, FlowPatch.Between(flow, after, _state.T["Made the sub-flow {0}", name]), sub, [call]) { Moved = _inside.Keys.ToDictionary(id => id) };
    }

    // The call stays in the group that lost some of its nodes to the sub-flow; a group that lost all is the sub-flow now.
    private IReadOnlyDictionary<string, FlowGroup> Groups(IReadOnlyCollection<string> added)
    {
        var left = Grouping.Put(_state.Flow.Groups, [.. _inside.Keys], null);
        string?[] owners = [.. _inside.Keys.Select(id => Grouping.Of(_state.Flow, id)).Distinct()];
        return owners is [{ } owner] ? Grouping.Put(left, added, owner) : left;
    }

    // A way that must lead somewhere ends at a node that does nothing else, and the sub-flow with it.
    private void Finish(OrderedDictionary<string, FlowNode> nodes, OrderedDictionary<string, NodePosition> layout, OrderedDictionary<string, VariableDefinition> variables)
    {
        var cut = _inside
            .SelectMany(n => _state.PortsOf(n.Value).Where(p => p.Required && n.Value.Links.TryGetValue(p.Name, out var target) && !_inside.ContainsKey(target)).Select(p => new PortRef(n.Key, p.Name)))
            .ToList();
        if (cut.Count == 0)
        {
            return;
        }

        var id = NodeIds.Next(SubFlowEnd.Id, nodes.ContainsKey);
        var variable = NodeIds.Next(SubFlowEnd.Id, variables.ContainsKey);
        variables.Add(variable, new VariableDefinition("boolean"));
        nodes.Add(id, SubFlowEnd.Node(variable));
        layout[id] = new NodePosition(layout[cut[0].Node].X, layout.Values.Max(p => p.Y) + 160);
        foreach (var (node, port) in cut)
        {
            nodes[node] = nodes[node] with { Links = Ordered.With(nodes[node].Links, port, id) };
        }
    }

    private FlowDefinition SubFlow(string flowId, string name, string begin, OrderedDictionary<string, VariableDefinition> variables)
    {
        var start = NodeIds.Next("called", _inside.ContainsKey);
        var place = _state.Flow.Layout.GetValueOrDefault(begin);
        var nodes = new OrderedDictionary<string, FlowNode> { [start] = NewNode(TriggerCallNode.Definition, null, [], ("next", begin)) };
        var layout = new OrderedDictionary<string, NodePosition> { [start] = place with { Y = place.Y - 160 } };
        foreach (var (id, node) in _inside)
        {
            nodes.Add(id, node with { Links = Ordered.Without(node.Links, [.. node.Links.Where(l => !_inside.ContainsKey(l.Value)).Select(l => l.Key)]) });
            layout[id] = _state.Flow.Layout.GetValueOrDefault(id);
        }

        var declared = Ordered.Copy(variables);
        Finish(nodes, layout, declared);
        var groups = _state.Flow.Groups.Where(g => g.Value.Nodes.All(_inside.ContainsKey) && g.Value.Nodes.Count < _inside.Count);
        return new FlowDefinition(flowId, name, declared, nodes, [], layout) { Groups = new OrderedDictionary<string, FlowGroup>(groups) };
    }

    private string Titles(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => $"“{_state.TitleOf(id)}”"));

    private static FlowNode NewNode(NodeDefinition definition, string? name, JsonObject config, params (string Port, string? Target)[] links)
    {
        var linked = new OrderedDictionary<string, string>();
        foreach (var (port, target) in links)
        {
            if (target is not null)
            {
                linked.Add(port, target);
            }
        }

        return new FlowNode(definition.Type, definition.Version, name, JsonSerializer.SerializeToElement(config), linked);
    }
}
