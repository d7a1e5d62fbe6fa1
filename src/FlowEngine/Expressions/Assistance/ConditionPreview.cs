using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Expressions.Assistance;

/// <summary>Whether the rules of a condition hold with given values, while they are being written.</summary>
/// <param name="Holds">True when they hold.</param>
/// <param name="Problem">Why that cannot be decided; null when it can.</param>
public sealed record ConditionPreview(bool Holds, ExpressionProblem? Problem)
{
    /// <summary>Decides rules.</summary>
    /// <param name="rules">Rules as a document has them: <c>[ { "left": "=vars.total", "operator": "greaterThan", "right": 50 } ]</c>.</param>
    /// <param name="isAny">True when one rule is enough.</param>
    /// <param name="engine">Compiles the formulas.</param>
    /// <param name="sample">What names mean.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <returns>The outcome; null while there is no rule, or one is not written to its end.</returns>
    public static ConditionPreview? Of(
        JsonElement rules,
        bool isAny,
        IExpressionEngine engine,
        IExpressionScope sample,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(sample);
        if (rules.ValueKind != JsonValueKind.Array || rules.GetArrayLength() == 0)
        {
            return null;
        }

        var read = new List<ConditionRule>();
        foreach (var rule in rules.EnumerateArray())
        {
            if (Read(rule, engine) is not { } one)
            {
                return null;
            }

            read.Add(one);
        }

        var holds = ConditionEvaluation.Holds(
            new Rules(read, isAny ? ConditionEvaluation.Any : ConditionEvaluation.All),
            sample,
            out var problem,
            cancellationToken
        );
        return new ConditionPreview(holds, problem);
    }

    private static ConditionRule? Read(JsonElement rule, IExpressionEngine engine)
    {
        if (rule.ValueKind != JsonValueKind.Object || ValueOf(rule, "left", engine) is not { } left)
        {
            return null;
        }

        var name = rule.TryGetProperty("operator", out var chosen) && chosen.ValueKind == JsonValueKind.String ? chosen.GetString()! : ConditionOperator.Equal;
        // A string has a text, here and below.
        var (right, to) = (ValueOf(rule, "right", engine), ValueOf(rule, "to", engine));
        var ignoreCase = rule.TryGetProperty("ignoreCase", out var ignore) && ignore.ValueKind == JsonValueKind.True;
        return ConditionOperator.Find(name) is { } found
            && (found.Takes == OperandCount.None || right is not null)
            && (name != ConditionOperator.Between || to is not null)
            ? new ConditionRule(left, name, right, to, ignoreCase)
            : null;
    }

    private static FieldValue? ValueOf(JsonElement rule, string member, IExpressionEngine engine)
    {
        if (!rule.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return FieldValue.Literal(value);
        }

        var text = FieldText.Read(value.GetString()!, takesExpression: true, takesTemplate: false);
        return text.Kind == FieldTextKind.Expression
            ? new ExpressionValue(engine.Compile(text.Text))
            : FieldValue.Literal(JsonSerializer.SerializeToElement(text.Text));
    }

    private sealed record Rules(IReadOnlyList<ConditionRule> All, string Join) : ICondition
    {
        public FieldValue? When => null;

        IReadOnlyList<ConditionRule>? ICondition.Rules => All;
    }
}
