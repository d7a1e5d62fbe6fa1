using System.Text.Json;

namespace FlowEngine.Expressions;

/// <summary>Compiles the authors' expressions. The one seam to the JavaScript engine; thread-safe.</summary>
public interface IExpressionEngine
{
    /// <summary>Compiles one expression, without the leading <c>=</c>. Never throws for bad source: see <see cref="CompiledExpression.Problem"/>.</summary>
    /// <param name="source">JavaScript expression, at most 20,000 characters.</param>
    /// <returns>The compiled form; cached by source and shared.</returns>
    CompiledExpression Compile(string source);

    /// <summary>
    /// Compiles a script: statements whose result is what they <c>return</c>, undefined when they return nothing. Sees
    /// the same names and meets the same limits as an expression, and never throws for bad source either.
    /// </summary>
    /// <param name="source">JavaScript statements, at most 20,000 characters.</param>
    /// <returns>The compiled form; cached by source and shared.</returns>
    CompiledExpression CompileScript(string source);

    /// <summary>Does now what the first evaluations would otherwise wait for. Takes up to a second; call it in the background.</summary>
    /// <param name="cancellationToken">Stops.</param>
    void WarmUp(CancellationToken cancellationToken) { }
}

/// <summary>An expression ready to evaluate. Thread-safe.</summary>
public abstract class CompiledExpression
{
    /// <summary>The author's text.</summary>
    public abstract string Source { get; }

    /// <summary>Why it cannot be evaluated; null when it can.</summary>
    public abstract ExpressionProblem? Problem { get; }

    /// <summary>Static member paths the expression reads, for example <c>vars.order.status</c>.</summary>
    public abstract IReadOnlyCollection<string> Reads { get; }

    /// <summary>Evaluates.</summary>
    /// <param name="scope">What names mean.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <returns>Value or problem; limits exceeded are problems, never exceptions.</returns>
    public abstract ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken);
}

/// <summary>What came of an evaluation.</summary>
/// <param name="Value">The value; <see cref="JsonValueKind.Undefined"/> for undefined or when there is a problem.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public readonly record struct ExpressionOutcome(JsonElement Value, ExpressionProblem? Problem);

/// <summary>What is wrong with an expression, placed in the author's text.</summary>
/// <param name="Code">
/// <c>expression.syntax</c>, <c>expression.error</c>, or a limit: <c>expression.steps</c>, <c>expression.time</c>,
/// <c>expression.memory</c>, <c>expression.depth</c>, <c>expression.size</c>, <c>expression.regex</c>.
/// </param>
/// <param name="Message">Sentence for the author.</param>
/// <param name="Line">Line in the author's text, from 1.</param>
/// <param name="Column">Column in that line, from 1.</param>
public sealed record ExpressionProblem(string Code, string Message, int Line, int Column)
{
    /// <summary>The same problem in a text that has more before it, such as the <c>=</c> of a setting.</summary>
    /// <param name="characters">Characters before the expression on its first line.</param>
    /// <returns>The problem, its column moved where it stands on the first line.</returns>
    public ExpressionProblem Behind(int characters) => Line == 1 ? this with { Column = Column + characters } : this;
}

/// <summary>
/// What the names in an expression mean: <c>vars</c>, <c>input</c>, <c>contact</c>, <c>conversation</c>, <c>nodes</c>,
/// <c>event</c>, <c>item</c>, <c>index</c>, <c>env</c>. Only what an expression reads is asked for.
/// </summary>
public interface IExpressionScope
{
    /// <summary>Names at the root.</summary>
    IReadOnlyCollection<string> Roots { get; }

    /// <summary>The whole value of a root, for example <c>item</c>, or an object of all its members.</summary>
    /// <param name="root">Name.</param>
    /// <param name="value">The value, when known.</param>
    /// <returns>True when the root exists.</returns>
    bool TryGetRoot(string root, out JsonElement value);

    /// <summary>One member of a root without building the whole: <c>vars.order</c> is ("vars", "order").</summary>
    /// <param name="root">Name of the root.</param>
    /// <param name="member">Name of the member.</param>
    /// <param name="value">The value, when there is one.</param>
    /// <returns>False when the root has no such member (undefined).</returns>
    bool TryGetMember(string root, string member, out JsonElement value);

    /// <summary>Tells about a root without building it.</summary>
    /// <param name="root">Name of the root.</param>
    /// <returns>True when it is certainly an object, so that a member that is not there is undefined; false when one must look.</returns>
    bool IsObject(string root) => false;

    /// <summary>Clock, zone, culture and seed of the evaluation; fixed per turn by the interpreter.</summary>
    EvaluationSettings Settings => EvaluationSettings.Default;
}
