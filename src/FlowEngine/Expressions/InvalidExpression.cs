namespace FlowEngine.Expressions;

/// <summary>A source that cannot be compiled; evaluating it gives its problem.</summary>
internal sealed class InvalidExpression(string source, ExpressionProblem problem) : CompiledExpression
{
    public override string Source => source;

    public override ExpressionProblem? Problem => problem;

    public override IReadOnlyCollection<string> Reads => [];

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken) => new(default, problem);
}
