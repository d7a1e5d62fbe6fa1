using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.SubFlows;

/// <summary>How nodes become a sub-flow, or come back from one; or why they cannot.</summary>
/// <param name="Problem">Why it cannot be done, for people; null when it can.</param>
/// <param name="Change">What becomes of the open flow, as one step of undo.</param>
/// <param name="SubFlow">The new flow; null when nodes come back.</param>
/// <param name="Selection">Nodes to select afterwards.</param>
internal sealed record SubFlowPlan(string? Problem, FlowCommand? Change, FlowDefinition? SubFlow, IReadOnlyList<string> Selection)
{
    /// <summary>Ids of the nodes that changed the flow, the new one by the old one.</summary>
    public IReadOnlyDictionary<string, string> Moved { get; init; } = new Dictionary<string, string>();

    public static SubFlowPlan Refuse(string problem) => new(problem, null, null, []);
}
