using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>The nodes of a bot that call other systems, and the answers that stand in for them.</summary>
internal static class SystemCalls
{
    /// <summary>True when a node calls another system.</summary>
    public static bool Is(NodeDefinition? definition, FlowNode node) =>
        definition is not null && (definition.Connector is not null || definition.EffectFor(node.Config).Kind != EffectKind.None);

    /// <summary>The calling nodes of a bot, those of one flow first.</summary>
    public static IEnumerable<SystemCall> In(BotBundle bundle, NodeCatalog catalog, string first) =>
        from flow in bundle.Flows.Values.OrderBy(f => f.Id == first ? 0 : 1)
        from node in flow.Nodes
        let definition = DefinitionOf(catalog, node.Value)
        where definition is not null && Is(definition, node.Value)
        select new SystemCall(flow, node.Key, node.Value, definition, Of(bundle.Bot, flow.Id, node.Key));

    /// <summary>One calling node; null when it is not there or calls nothing.</summary>
    public static SystemCall? Find(BotBundle bundle, NodeCatalog catalog, string flowId, string nodeId) =>
        In(bundle, catalog, flowId).FirstOrDefault(c => c.Flow.Id == flowId && c.NodeId == nodeId);

    /// <summary>A bot without the made-up answers of nodes that a flow does not have any more.</summary>
    public static BotDefinition Tidy(BotDefinition bot, FlowDefinition flow) =>
        (bot.Mocks?.GetValueOrDefault(flow.Id)?.Keys ?? []).Where(id => !flow.Nodes.ContainsKey(id)).Aggregate(bot, (tidy, id) => With(tidy, flow.Id, id, null));

    /// <summary>
    /// A bot in which the made-up answers of nodes stand in for them in another flow too. They stay where they were as well:
    /// the move may be undone.
    /// </summary>
    /// <param name="bot">The bot; the same when no answer was made up for these nodes.</param>
    /// <param name="from">The flow that they leave.</param>
    /// <param name="to">The flow that they come to.</param>
    /// <param name="ids">Their new ids by the old ones.</param>
    public static BotDefinition Carry(BotDefinition bot, string from, string to, IReadOnlyDictionary<string, string> ids) =>
        ids.Aggregate(bot, (carried, id) => Of(bot, from, id.Key) is { } mock ? With(carried, to, id.Value, mock) : carried);

    /// <summary>The made-up answer of a node; null for none.</summary>
    public static NodeMock? Of(BotDefinition bot, string flowId, string nodeId) => bot.Mocks?.GetValueOrDefault(flowId)?.GetValueOrDefault(nodeId);

    /// <summary>A bot with another made-up answer for a node; null removes it.</summary>
    public static BotDefinition With(BotDefinition bot, string flowId, string nodeId, NodeMock? mock)
    {
        var flows = new OrderedDictionary<string, IReadOnlyDictionary<string, NodeMock>>(bot.Mocks ?? new Dictionary<string, IReadOnlyDictionary<string, NodeMock>>());
        var nodes = new OrderedDictionary<string, NodeMock>(flows.GetValueOrDefault(flowId) ?? new Dictionary<string, NodeMock>());
        if (mock is null)
        {
            nodes.Remove(nodeId);
        }
        else
        {
            nodes[nodeId] = mock;
        }

        if (nodes.Count == 0)
        {
            flows.Remove(flowId);
        }
        else
        {
            flows[flowId] = nodes;
        }

        return bot with { Mocks = flows.Count == 0 ? null : flows };
    }

    private static NodeDefinition? DefinitionOf(NodeCatalog catalog, FlowNode node) =>
        catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;
}

/// <summary>A node that calls another system.</summary>
/// <param name="Flow">Its flow.</param>
/// <param name="NodeId">Its id.</param>
/// <param name="Node">The node.</param>
/// <param name="Definition">Its type.</param>
/// <param name="Mock">The answer that was made up for it; null for none.</param>
public sealed record SystemCall(FlowDefinition Flow, string NodeId, FlowNode Node, NodeDefinition Definition, NodeMock? Mock)
{
    /// <summary>What the node is called.</summary>
    public string Title => Node.Name ?? Definition.Title;

    /// <summary>Title of a port of the node.</summary>
    internal string PortTitle(string? port) => Definition.PortsFor(Node.Config).FirstOrDefault(p => p.Name == port)?.Title ?? port ?? "";
}
