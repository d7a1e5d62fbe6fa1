using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.Assert;

/// <summary>Settings of the assert node.</summary>
/// <param name="Rules">What must hold; null or empty where <paramref name="When"/> says it.</param>
/// <param name="Join"><c>all</c> when every rule must hold, <c>any</c> when one is enough.</param>
/// <param name="When">Formula that must be true; null where <paramref name="Rules"/> say it.</param>
/// <param name="Message">What is wrong when it does not hold; null for a general sentence.</param>
public sealed record AssertConfig(
    IReadOnlyList<ConditionRule>? Rules = null,
    string Join = ConditionEvaluation.All,
    FieldValue? When = null,
    FieldValue? Message = null
) : ICondition;
