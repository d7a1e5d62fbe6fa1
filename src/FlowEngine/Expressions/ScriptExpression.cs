using FlowEngine.Expressions.Sandboxing;
using FlowEngine.Expressions.Syntax;
using Jint.Runtime;

namespace FlowEngine.Expressions;

/// <summary>An expression that runs in a sandbox.</summary>
internal sealed class ScriptExpression(
    string source,
    PreparedScript script,
    SandboxPool pool,
    ExpressionLimits limits,
    TimeProvider time
) : CompiledExpression
{
    public override string Source => source;

    public override ExpressionProblem? Problem => null;

    public override IReadOnlyCollection<string> Reads => script.Reads;

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sandbox = pool.Rent();
        try
        {
            var json = sandbox.Run(script, scope, time.GetUtcNow(), limits, cancellationToken);
            pool.Return(sandbox);
            return new ExpressionOutcome(JsonValues.OfJson(json), null);
        }
        catch (JavaScriptException e)
        {
            var failure = sandbox.Explain(e);
            pool.Return(sandbox);
            var (line, column) = script.Place.Of(failure.Location);
            return Fail("expression.error", failure.Message, line, column);
        }
        catch (LimitExceededException e)
        {
            return Fail(e.Code, e.Message, 1, 1);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or ArgumentException or NullReferenceException or ArithmeticException or FormatException or NotSupportedException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // Jint 2.10.4 fails with exceptions of .NET in odd corners: the author's expression fails, not the turn.
            return Fail("expression.error", $"The JavaScript engine cannot run this: {e.Message}", 1, 1);
        }
    }

    private static ExpressionOutcome Fail(string code, string message, int line, int column) =>
        new(default, new ExpressionProblem(code, message, line, column));
}
