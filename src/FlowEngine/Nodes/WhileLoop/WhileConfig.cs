using FlowEngine.Compilation;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.WhileLoop;

/// <summary>Settings of the while loop.</summary>
/// <param name="Rules">Asked before each round; null or empty where <paramref name="When"/> says it.</param>
/// <param name="Join"><c>all</c> when every rule must hold, <c>any</c> when one is enough.</param>
/// <param name="When">Formula that is asked instead; the loop ends when it is not true, as JavaScript holds true.</param>
/// <param name="MaxIterations">Rounds after which it fails with <c>loop.budget</c>; 1 to <see cref="WhileNode.MostIterations"/>.</param>
/// <param name="MaxSeconds">Seconds after which it fails with <c>loop.budget</c>; 0 for no limit.</param>
public sealed record WhileConfig(
    IReadOnlyList<ConditionRule>? Rules = null,
    string Join = ConditionEvaluation.All,
    FieldValue? When = null,
    int MaxIterations = 1_000,
    int MaxSeconds = 0
) : ICondition;
