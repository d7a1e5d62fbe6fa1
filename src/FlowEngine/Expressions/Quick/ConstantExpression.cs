using System.Text.Json;

namespace FlowEngine.Expressions.Quick;

/// <summary>A literal such as <c>5</c>, <c>'text'</c> or <c>true</c>: needs no engine.</summary>
internal sealed class ConstantExpression(string source, JsonElement value) : CompiledExpression
{
    public override string Source => source;

    public override ExpressionProblem? Problem => null;

    public override IReadOnlyCollection<string> Reads => [];

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken) => new(value, null);
}
