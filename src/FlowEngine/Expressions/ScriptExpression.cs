using FlowEngine.Expressions.Sandboxing;
using FlowEngine.Expressions.Syntax;
using Jint.Parser;
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
            return Fail("expression.error", failure.Message, failure.Location);
        }
        catch (LimitExceededException e)
        {
            return Fail(e.Code, e.Message, sandbox.Place);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or ArgumentException or NullReferenceException or ArithmeticException or FormatException or NotSupportedException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // Jint 2.10.4 fails with exceptions of .NET in odd corners: the author's expression fails, not the turn.
            return Fail("expression.error", $"The JavaScript engine cannot run this: {e.Message}", sandbox.Place);
        }
    }

    private static ExpressionOutcome Fail(string code, string message, Location? at) =>
        new(default, new ExpressionProblem(code, message, at?.Start.Line ?? 1, (at?.Start.Column ?? 0) + 1));
}
