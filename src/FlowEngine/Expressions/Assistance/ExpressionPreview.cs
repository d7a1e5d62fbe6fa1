using System.Text.Json;

namespace FlowEngine.Expressions.Assistance;

/// <summary>What an expression gives for sample values, for the hint below an editor.</summary>
/// <param name="Text">The value as JSON, shortened; empty when there is a problem, <c>undefined</c> when there is no value.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>object</c>, <c>array</c>, <c>null</c> or <c>undefined</c>.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record ExpressionPreview(string Text, string Type, ExpressionProblem? Problem)
{
    private const int MaxLength = 500;

    /// <summary>Evaluates.</summary>
    /// <param name="expression">The compiled expression or script.</param>
    /// <param name="sample">Sample values, for example a <see cref="JsonScope"/> of what the simulator last saw.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The value or the problem.</returns>
    public static ExpressionPreview Of(CompiledExpression expression, IExpressionScope sample, CancellationToken cancellationToken)
    {
        var (value, problem) = expression.Problem is { } mistake ? new ExpressionOutcome(default, mistake) : expression.Evaluate(sample, cancellationToken);
        if (problem is not null)
        {
            return new ExpressionPreview(string.Empty, "undefined", problem);
        }

        var text = ScriptJson.Write(value);
        return new ExpressionPreview(text.Length > MaxLength ? $"{text[..(MaxLength - 1)]}…" : text, TypeOf(value), null);
    }

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.Null => "null",
            _ => "undefined",
        };
}
