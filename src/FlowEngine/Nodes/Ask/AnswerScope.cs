using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Expressions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

/// <summary>The scope of a node, and beside it what the visitor answered as <c>answer</c>.</summary>
internal sealed class AnswerScope(IExpressionScope scope, JsonElement answer) : IExpressionScope
{
    private const string Root = "answer";

    public IReadOnlyCollection<string> Roots { get; } = [.. scope.Roots, Root];

    public EvaluationSettings Settings => scope.Settings;

    /// <summary>Tells whether an answer meets a condition.</summary>
    /// <param name="condition">The condition; null for none.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="context">The node.</param>
    /// <param name="error">Why that cannot be told; null when it can.</param>
    public static bool Meets(FieldValue? condition, JsonElement answer, NodeContext context, out NodeError? error)
    {
        error = null;
        if (condition is null)
        {
            return true;
        }

        var (value, problem) = condition.Evaluate(new AnswerScope(context.Scope, answer), CancellationToken.None);
        error = problem is null ? null : new NodeError(problem.Code, $"Condition on the answer: {problem.Message}", Retryable: false);
        return problem is null && FieldConversion.IsTruthy(value);
    }

    public bool IsObject(string root) => root != Root && scope.IsObject(root);

    public bool TryGetRoot(string root, out JsonElement value)
    {
        value = answer;
        return root == Root || scope.TryGetRoot(root, out value);
    }

    public bool TryGetMember(string root, string member, out JsonElement value)
    {
        if (root != Root)
        {
            return scope.TryGetMember(root, member, out value);
        }

        value = default;
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(member, out value);
    }
}
