namespace FlowEngine.Expressions.Quick;

/// <summary>An expression that is computed without an engine as long as its values are simple.</summary>
/// <param name="source">The author's text.</param>
/// <param name="root">Computes it.</param>
/// <param name="locals">Number of parameters of its functions.</param>
/// <param name="reads">Static paths that are read.</param>
/// <param name="longest">Longest text that may leave the expression. Unit: characters.</param>
/// <param name="engine">Evaluates it where the values are not simple: the same expression, in a sandbox.</param>
internal sealed class QuickExpression(
    string source,
    QuickNode root,
    int locals,
    IReadOnlyCollection<string> reads,
    int longest,
    Lazy<CompiledExpression> engine
) : CompiledExpression
{
    public override string Source => source;

    public override ExpressionProblem? Problem => null;

    public override IReadOnlyCollection<string> Reads => reads;

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = new QuickRun(scope, locals);
        var value = root.Evaluate(ref run);
        return value.IsUnknown || (value.Kind == QuickKind.Text && value.Text.Length > longest)
            ? engine.Value.Evaluate(scope, cancellationToken)
            : new ExpressionOutcome(value.ToJson(), null);
    }
}
