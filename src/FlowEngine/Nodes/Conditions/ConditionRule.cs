using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Conditions;

/// <summary>One rule of a condition: a value, an operator and what it is compared with.</summary>
/// <param name="Left">What is looked at.</param>
/// <param name="Operator">One of the operators, such as <c>equals</c>.</param>
/// <param name="Right">What it is compared with; the lower end for <c>between</c>. Null for operators that need nothing.</param>
/// <param name="To">Upper end, for <c>between</c> only.</param>
/// <param name="IgnoreCase">True when capital and small letters are the same.</param>
public sealed record ConditionRule(
    FieldValue Left,
    string Operator = ConditionOperator.Equal,
    FieldValue? Right = null,
    FieldValue? To = null,
    bool IgnoreCase = false
);

/// <summary>Settings that hold a condition: a formula, or rules.</summary>
public interface ICondition
{
    /// <summary>Formula that is true when the condition holds; null where <see cref="Rules"/> say it.</summary>
    FieldValue? When { get; }

    /// <summary>Rules; null or empty where <see cref="When"/> says it.</summary>
    IReadOnlyList<ConditionRule>? Rules { get; }

    /// <summary><c>all</c> when every rule must hold, <c>any</c> when one is enough.</summary>
    string Join { get; }
}
