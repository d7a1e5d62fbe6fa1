using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Branch;

/// <summary>Settings of the branch node.</summary>
/// <param name="Arms">The ways, tried in order.</param>
public sealed record BranchConfig(IReadOnlyList<BranchArm> Arms);

/// <summary>One way out of a branch.</summary>
/// <param name="Port">Name of its port, matching <c>[a-z][A-Za-z0-9]*</c>.</param>
/// <param name="When">Taken when this is true, as JavaScript holds true; null where <paramref name="Rules"/> say it.</param>
/// <param name="Rules">Taken when these hold; null or empty where <paramref name="When"/> says it.</param>
/// <param name="Join"><c>all</c> when every rule must hold, <c>any</c> when one is enough.</param>
public sealed record BranchArm(
    string Port,
    FieldValue? When = null,
    IReadOnlyList<ConditionRule>? Rules = null,
    string Join = ConditionEvaluation.All
) : ICondition
{
    /// <summary>The result of taking this arm, made once.</summary>
    internal NodeResult Taken { get; } = new NodeResult.Completed(Port);
}
