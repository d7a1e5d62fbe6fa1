using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowEngine.Validation;

/// <summary>
/// A visitor for whom something fails must come to a person: by the error port, by the flow's <c>trigger.error</c>, or by
/// the bot's fallback.
/// </summary>
internal static class HandoffRules
{
    private const string ErrorTrigger = "trigger.error";

    /// <summary>Warns once when a conversation can fail without a way to a person. With a fallback, that flow is responsible.</summary>
    public static void Check(FlowGraph graph, bool botHasFallback, ProblemList problems)
    {
        if (botHasFallback || !IsConversational(graph))
        {
            return;
        }

        var saved = graph.LeadingTo(graph.Where(IsHandoff));
        if (graph.Where(n => n.Node.Type == ErrorTrigger).Any(i => saved[i]))
        {
            return;
        }

        var reached = graph.ReachableFrom(graph.Where(n => n.Definition is { IsTrigger: true }));
        if (!graph.Where(IsHandoff).Any(i => reached[i]))
        {
            problems.Warning(
                "flow.handoff",
                "/nodes",
                "No way through this conversation leads to a person, and the bot has no fallback. Add a handoff for what fails, or a fallback to the bot."
            );
            return;
        }

        var lost = graph
            .Where(n => n.Definition is { CanFail: true, Category: NodeCategory.Connector or NodeCategory.Ai })
            .Where(i => reached[i] && !IsSaved(graph, i, saved))
            .ToList();
        if (lost.Count > 0)
        {
            problems.Warning(
                "flow.handoff",
                $"{graph.Nodes[lost[0]].Pointer}/links/{NodeDefinition.ErrorPort.Name}",
                $"When \"{graph.Nodes[lost[0]].Id}\" fails, nobody takes over. Link its error port towards a handoff, or give the bot a fallback."
            );
        }
    }

    /// <summary>True when some way through the flow leads to a person.</summary>
    public static bool HandsOff(FlowGraph graph)
    {
        var reached = graph.ReachableFrom(graph.Where(n => n.Definition is null or { IsTrigger: true }));
        return graph.Where(n => n.Definition is null || IsHandoff(n)).Any(i => reached[i]);
    }

    /// <summary>True when visitors begin the flow and it talks to them.</summary>
    public static bool Talks(FlowGraph graph) =>
        IsConversational(graph) && graph.Nodes.Any(n => n.Node.Type is "trigger.start" or "trigger.intent");

    private static bool IsSaved(FlowGraph graph, int index, bool[] saved) =>
        graph.Nodes[index].Node.Links.TryGetValue(NodeDefinition.ErrorPort.Name, out var target)
        && graph.IndexOf(target) is >= 0 and var at
        && saved[at];

    private static bool IsConversational(FlowGraph graph) =>
        graph.Nodes.Any(n => n.Definition is { Category: NodeCategory.Conversation });

    private static bool IsHandoff(GraphNode node) => node.Definition is { Category: NodeCategory.Human };
}
