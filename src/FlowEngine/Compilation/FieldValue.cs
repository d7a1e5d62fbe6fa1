using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Running;

namespace FlowEngine.Compilation;

/// <summary>
/// One setting of a node, compiled: a literal, an <c>=expression</c> or a <c>{{ template }}</c>. A node type whose
/// settings hold these evaluates them itself, when and as often as it needs them. Thread-safe.
/// </summary>
public abstract class FieldValue
{
    /// <summary>True when the value never changes.</summary>
    public virtual bool IsLiteral => false;

    /// <summary>Why it cannot be evaluated; null when it can.</summary>
    public virtual ExpressionProblem? Problem => null;

    /// <summary>Static member paths it reads, for example <c>vars.order.status</c>.</summary>
    public virtual IReadOnlyCollection<string> Reads => [];

    /// <summary>The expression as written, without its <c>=</c>; null for anything else.</summary>
    internal virtual string? Source => null;

    /// <summary>Evaluates.</summary>
    /// <param name="scope">What names mean; <see cref="NodeContext.Scope"/>.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <returns>Value or problem, never an exception.</returns>
    public abstract ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken);

    /// <summary>Makes a literal.</summary>
    /// <param name="value">The value; must not live on a disposed document.</param>
    /// <returns>A value that never changes.</returns>
    public static FieldValue Literal(JsonElement value) => new LiteralValue(value);

    private sealed class LiteralValue(JsonElement value) : FieldValue
    {
        public override bool IsLiteral => true;

        public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken) =>
            new(value, null);
    }
}

/// <summary>An <c>=expression</c>; its problems are placed in the whole text, the <c>=</c> included.</summary>
internal sealed class ExpressionValue(CompiledExpression expression) : FieldValue
{
    public override ExpressionProblem? Problem => expression.Problem?.Behind(1);

    public override IReadOnlyCollection<string> Reads => expression.Reads;

    internal override string? Source => expression.Source;

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken) =>
        expression.Evaluate(scope, cancellationToken) is var outcome && outcome.Problem is { } problem
            ? new ExpressionOutcome(default, problem.Behind(1))
            : outcome;
}
