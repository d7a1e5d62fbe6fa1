using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.Filter;

/// <summary>Settings of the filter node.</summary>
/// <param name="Items">The list.</param>
/// <param name="Rules">What an item must meet; null or empty where <paramref name="When"/> says it.</param>
/// <param name="Join"><c>all</c> when every rule must hold, <c>any</c> when one is enough.</param>
/// <param name="When">Formula of <c>item</c> and <c>index</c>; null where <paramref name="Rules"/> say it.</param>
/// <param name="SaveTo">Variable that receives the items that are left; null for none.</param>
public sealed record FilterConfig(
    FieldValue Items,
    IReadOnlyList<ConditionRule>? Rules = null,
    string Join = ConditionEvaluation.All,
    FieldValue? When = null,
    string? SaveTo = null
) : ICondition;
