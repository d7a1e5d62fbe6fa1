using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Problems;

/// <summary>A problem with its place in the flow on the screen.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="FlowId">Flow it is in; null when it concerns the bot.</param>
/// <param name="NodeId">Node of the open flow; null for others.</param>
/// <param name="Field">Setting of the node; null when it concerns the node or its links.</param>
internal sealed record PlacedProblem(Problem Problem, string? FlowId, string? NodeId, string? Field)
{
    public bool IsError => Problem.Severity == ProblemSeverity.Error;

    /// <summary>Places problems of a whole bot, those of the open flow first.</summary>
    /// <param name="problems">Problems with pointers into the bundle.</param>
    /// <param name="flowId">The open flow.</param>
    /// <returns>Errors first, the open flow before the others.</returns>
    public static IReadOnlyList<PlacedProblem> Place(IReadOnlyList<Problem> problems, string flowId) =>
        [.. problems.Select(p => Of(p, flowId)).OrderByDescending(p => p.IsError).ThenBy(p => p.FlowId == flowId ? 0 : 1)];

    /// <summary>Begins the <see cref="Path"/> of what a node has beside its settings.</summary>
    public const string OfNode = "node-";

    /// <summary>
    /// The pointer after the settings of the node: <c>/nodes/ask/config/arms/0/when</c> gives <c>arms/0/when</c>, and
    /// <c>/nodes/ask/retry/attempts</c> gives <c>node-retry/attempts</c>.
    /// </summary>
    public string Path =>
        NodeId is null ? ""
        : Problem.Pointer.Split('/', 6) is not [_, _, _, _, _, var inside] ? ""
        : inside.StartsWith("config/", StringComparison.Ordinal) ? inside["config/".Length..]
        : inside.StartsWith("retry", StringComparison.Ordinal) || inside == "timeoutSeconds" ? OfNode + inside
        : "";

    private static PlacedProblem Of(Problem problem, string openFlow)
    {
        if (JsonPointer.Split(problem.Pointer) is not ["flows", var flowId, .. var inside])
        {
            return new PlacedProblem(problem, null, null, null);
        }

        if (flowId != openFlow || inside is not ["nodes", var nodeId, ..])
        {
            return new PlacedProblem(problem, flowId, null, null);
        }

        return new PlacedProblem(problem, flowId, nodeId, inside is [_, _, "config", var field, ..] ? field : null);
    }
}
