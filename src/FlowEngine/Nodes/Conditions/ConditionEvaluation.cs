using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Compilation;
using FlowEngine.Expressions;

namespace FlowEngine.Nodes.Conditions;

/// <summary>Decides conditions.</summary>
internal static class ConditionEvaluation
{
    /// <summary>Rules are joined by "and".</summary>
    public const string All = "all";

    /// <summary>Rules are joined by "or".</summary>
    public const string Any = "any";

    /// <summary>Decides whether a condition holds; stops at the first rule that decides.</summary>
    /// <param name="condition">A formula or rules.</param>
    /// <param name="scope">What names mean.</param>
    /// <param name="problem">Why it cannot be decided; null when it was.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>True when it holds.</returns>
    public static bool Holds(
        ICondition condition,
        IExpressionScope scope,
        out ExpressionProblem? problem,
        CancellationToken cancellationToken
    )
    {
        if (condition.When is { } when)
        {
            (var value, problem) = when.Evaluate(scope, cancellationToken);
            return problem is null && FieldConversion.IsTruthy(value);
        }

        problem = null;
        var rules = condition.Rules ?? [];
        var isAll = condition.Join == All;
        for (var i = 0; i < rules.Count; i++)
        {
            var holds = Holds(rules[i], scope, out problem, cancellationToken);
            if (problem is not null)
            {
                problem = problem with { Message = $"Rule {i + 1}: {problem.Message}" };
                return false;
            }

            if (holds != isAll)
            {
                return holds;
            }
        }

        return isAll;
    }

    private static bool Holds(
        ConditionRule rule,
        IExpressionScope scope,
        out ExpressionProblem? problem,
        CancellationToken cancellationToken
    )
    {
        if (
            !TryEvaluate(rule.Left, scope, out var left, out problem, cancellationToken)
            || !TryEvaluate(rule.Right, scope, out var right, out problem, cancellationToken)
            || !TryEvaluate(rule.To, scope, out var to, out problem, cancellationToken)
        )
        {
            return false;
        }

        // Validation refuses unknown operators.
        var test = ConditionOperator.Find(rule.Operator) ?? throw new ArgumentException($"There is no operator {rule.Operator}.", nameof(rule));
        try
        {
            return test.Holds(new Operands(left, right, to, rule.IgnoreCase, scope.Settings.Zone ?? TimeZoneInfo.Utc));
        }
        catch (RegexMatchTimeoutException)
        {
            problem = new ExpressionProblem("condition.time", "The pattern takes too long on this text. Make it simpler.", 1, 1);
        }
        catch (ArgumentException e)
        {
            problem = new ExpressionProblem("condition.pattern", $"This is no regular expression: {e.Message}", 1, 1);
        }

        return false;
    }

    private static bool TryEvaluate(
        FieldValue? value,
        IExpressionScope scope,
        out JsonElement result,
        out ExpressionProblem? problem,
        CancellationToken cancellationToken
    )
    {
        (result, problem) = value?.Evaluate(scope, cancellationToken) ?? default;
        return problem is null;
    }
}
