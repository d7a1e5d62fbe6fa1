using System.Text.Json;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.SetValues;
using FlowEngine.Nodes.TriggerCall;

namespace FlowDesigner.Web.Editor.SubFlows;

/// <summary>Puts the nodes of a sub-flow where it is called; the sub-flow itself stays, for others may call it.</summary>
internal static class Inlining
{
    private const double Step = 160;

    /// <summary>Plans it.</summary>
    /// <param name="state">The open flow.</param>
    /// <param name="callId">The node that calls.</param>
    /// <param name="sub">The flow that it calls.</param>
    /// <returns>The plan, or why the two flows do not fit into one.</returns>
    public static SubFlowPlan Plan(EditorState state, string callId, FlowDefinition sub)
    {
        var flow = state.Flow;
        var call = flow.Nodes[callId];
        var start = sub.Nodes.FirstOrDefault(n => n.Value.Type == TriggerCallNode.Type);
        if (start.Value?.Links.GetValueOrDefault("next") is not { } begin)
        {
            return SubFlowPlan.Refuse(state.T["“{0}” has no node that begins when it is called.", sub.Name]);
        }

        if (sub.Nodes.FirstOrDefault(n => n.Key != start.Key && state.DefinitionOf(n.Value) is { IsTrigger: true }).Key is not null)
        {
            return SubFlowPlan.Refuse(state.T["“{0}” is started in other ways, too. Its nodes stay there.", sub.Name]);
        }

        var next = call.Links.GetValueOrDefault("next");
        var unpack = UnpackAfter(flow, call, next);
        if (VariableProblem(state, call, sub, unpack is null ? null : next) is { } problem)
        {
            return SubFlowPlan.Refuse(problem);
        }

        var gone = new HashSet<string> { callId };
        if (unpack is not null && next is not null)
        {
            gone.Add(next);
            next = unpack.Links.GetValueOrDefault("next");
        }

        return Build(state, WithoutEnd(sub), callId, begin, gone, next);
    }

    // What only ends the sub-flow is not needed where the way simply goes on.
    private static FlowDefinition WithoutEnd(FlowDefinition sub)
    {
        var ends = sub.Nodes.Where(n => SubFlowEnd.VariableOf(n.Value) is not null).ToDictionary();
        var without = new Remove([.. ends.Keys], [], sub.Name).Apply(sub);
        return without with { Variables = Ordered.Without(sub.Variables, [.. ends.Values.Select(SubFlowEnd.VariableOf).OfType<string>()]) };
    }

    private static SubFlowPlan Build(EditorState state, FlowDefinition sub, string callId, string begin, HashSet<string> gone, string? next)
    {
        var flow = state.Flow;
        var ids = new Dictionary<string, string>();
        var inner = sub.Nodes.Where(n => n.Value.Type != TriggerCallNode.Type).ToList();
        foreach (var (id, _) in inner)
        {
            ids[id] = NodeIds.Next(id, taken => (flow.Nodes.ContainsKey(taken) && !gone.Contains(taken)) || ids.ContainsValue(taken));
        }

        var nodes = new OrderedDictionary<string, FlowNode>();
        foreach (var (id, node) in flow.Nodes.Where(n => !gone.Contains(n.Key)))
        {
            nodes.Add(id, node.Links.Values.Contains(callId) ? node with { Links = Led(node.Links, target => target == callId ? ids[begin] : target) } : node);
        }

        var error = flow.Nodes[callId].Links.GetValueOrDefault(NodeDefinition.ErrorPort.Name);
        foreach (var (id, node) in inner)
        {
            var links = Led(node.Links, target => ids[target]);
            foreach (var port in state.PortsOf(node).Where(p => !links.ContainsKey(p.Name)))
            {
                if ((port.Kind == PortKind.Error ? error : next) is { } target)
                {
                    links.Add(port.Name, target == callId ? ids[begin] : target);
                }
            }

            nodes.Add(ids[id], node with { Links = links, Config = ClipboardText.Renamed(node.Config, ids) });
        }

        var after = flow with { Nodes = nodes, Layout = LayoutOf(flow, sub, callId, gone, ids), Variables = VariablesOf(flow, sub, callId, gone), Groups = GroupsOf(state, sub, callId, gone, ids) };
        return new SubFlowPlan(null, FlowPatch.Between(flow, after, state.T["Put the nodes of {0} here", sub.Name]), null, [.. ids.Values]) { Moved = ids };
    }

    // What was one card stays together: in the group of the call, in groups of its own, or in a new one with its name.
    private static IReadOnlyDictionary<string, FlowGroup> GroupsOf(EditorState state, FlowDefinition sub, string callId, HashSet<string> gone, Dictionary<string, string> ids)
    {
        var flow = state.Flow;
        var owner = Grouping.Of(flow, callId);
        var left = Grouping.Put(owner is null ? flow.Groups : Grouping.Put(flow.Groups, ids.Values, owner), [.. gone], null);
        if (owner is not null)
        {
            return left;
        }

        var own = sub.Groups.Values.Select(g => g with { Nodes = [.. g.Nodes.Where(ids.ContainsKey).Select(n => ids[n])] }).Where(g => g.Nodes.Count > 0);
        var added = sub.Groups.Count > 0 || ids.Count < 2 ? own : [new FlowGroup(state.TitleOf(callId), [.. ids.Values])];
        return added.Aggregate(left, (all, group) => Ordered.With(all, NodeIds.Next("group", all.ContainsKey), group));
    }

    private static OrderedDictionary<string, string> Led(IReadOnlyDictionary<string, string> links, Func<string, string> to)
    {
        var led = new OrderedDictionary<string, string>();
        foreach (var (port, target) in links)
        {
            led.Add(port, to(target));
        }

        return led;
    }

    // The nodes begin where the call stood; what is below makes room for as many rows as they take.
    private static OrderedDictionary<string, NodePosition> LayoutOf(FlowDefinition flow, FlowDefinition sub, string callId, HashSet<string> gone, Dictionary<string, string> ids)
    {
        var layout = Ordered.Without(flow.Layout, gone);
        var places = sub.Layout.Where(p => ids.ContainsKey(p.Key)).ToList();
        if (places.Count == 0)
        {
            return layout;
        }

        var place = flow.Layout.GetValueOrDefault(callId);
        var (left, top) = (places.Min(p => p.Value.X), places.Min(p => p.Value.Y));
        var room = Math.Max(0, places.Max(p => p.Value.Y) - top - (Step * (gone.Count - 1)));
        foreach (var (id, at) in flow.Layout.Where(p => !gone.Contains(p.Key) && p.Value.Y > place.Y))
        {
            layout[id] = at with { Y = at.Y + room };
        }

        foreach (var (id, at) in places)
        {
            layout[ids[id]] = new NodePosition(place.X + at.X - left, place.Y + at.Y - top);
        }

        return layout;
    }

    private static OrderedDictionary<string, VariableDefinition> VariablesOf(FlowDefinition flow, FlowDefinition sub, string callId, HashSet<string> gone)
    {
        var variables = Ordered.Copy(flow.Variables);
        if (gone.Count > 1 && SaveTo(flow.Nodes[callId]) is { } result)
        {
            variables.Remove(result);
        }

        foreach (var (name, variable) in sub.Variables.Where(v => !variables.ContainsKey(v.Key)))
        {
            variables.Add(name, variable with { Role = VariableRole.Local });
        }

        return variables;
    }

    // A "Set values" right behind the call that does nothing but take the results over.
    private static FlowNode? UnpackAfter(FlowDefinition flow, FlowNode call, string? next) =>
        next is not null
        && SaveTo(call) is { } result
        && flow.Nodes.TryGetValue(next, out var set)
        && set.Type == SetNode.Definition.Type
        && set.Config.TryGetProperty("values", out var values)
        && values.ValueKind == JsonValueKind.Object
        && values.EnumerateObject().All(v => v.Value.ValueKind == JsonValueKind.String && v.Value.GetString() == $"=vars.{result}.{v.Name}")
        && flow.Nodes.Values.Sum(n => n.Links.Values.Count(target => target == next)) == 1
            ? set
            : null;

    private static string? VariableProblem(EditorState state, FlowNode call, FlowDefinition sub, string? unpack)
    {
        if (SaveTo(call) is { } result && unpack is null)
        {
            return state.T["The results are kept in “{0}”. Take them over with “Set values” right behind the call first.", result];
        }

        var given = call.Config.TryGetProperty("inputs", out var inputs) && inputs.ValueKind == JsonValueKind.Object ? inputs.EnumerateObject().ToList() : [];
        if (given.FirstOrDefault(i => i.Value.ValueKind != JsonValueKind.String || i.Value.GetString() != $"=vars.{i.Name}") is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            return state.T["The input “{0}” is calculated. Set a variable “{1}” before the call and give that.", other.Name, other.Name];
        }

        return sub.Variables.FirstOrDefault(v => v.Value.Role == VariableRole.Local && state.Flow.Variables.ContainsKey(v.Key)).Key is { } clash
            ? state.T["Both flows have a variable “{0}” of their own. Rename one of them first.", clash].Value
            : null;
    }

    private static string? SaveTo(FlowNode call) =>
        call.Config.TryGetProperty("saveTo", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 } variable ? variable : null;
}
