using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Closes the gap that removed nodes leave.</summary>
internal static class Healing
{
    /// <summary>The node that a link leads to once some nodes are gone.</summary>
    /// <param name="flow">The flow before.</param>
    /// <param name="gone">Nodes that go.</param>
    /// <param name="target">Where the link leads now.</param>
    /// <returns>The first node behind them that stays; null when they go several ways, or none but <c>error</c>.</returns>
    public static string? Next(FlowDefinition flow, IReadOnlySet<string> gone, string target)
    {
        var seen = new HashSet<string>();
        var next = target;
        while (next is not null && gone.Contains(next))
        {
            next = seen.Add(next) ? OnlyWayOf(flow, next) : null;
        }

        return next;
    }

    private static string? OnlyWayOf(FlowDefinition flow, string id) =>
        flow.Nodes.TryGetValue(id, out var node)
        && node.Links.Where(l => l.Key != NodeDefinition.ErrorPort.Name).Select(l => l.Value).Distinct().ToList() is [var only]
            ? only
            : null;
}
