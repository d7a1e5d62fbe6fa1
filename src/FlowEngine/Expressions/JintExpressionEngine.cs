using System.Collections.Concurrent;
using FlowEngine.Expressions.Sandboxing;
using FlowEngine.Expressions.Syntax;

namespace FlowEngine.Expressions;

/// <summary>Expressions on Jint: limited in steps, time, memory and depth, without access to .NET. Thread-safe.</summary>
public sealed class JintExpressionEngine : IExpressionEngine
{
    private const int CacheSize = 10_000;

    private readonly ConcurrentDictionary<(string Source, SourceKind Kind), CompiledExpression> _cache = new();
    private readonly SandboxPool _pool = new();
    private readonly TimeProvider _time;
    private readonly ExpressionLimits _limits;

    /// <summary>Makes an engine.</summary>
    /// <param name="time">Clock of expressions whose scope fixes none.</param>
    /// <param name="limits">What one evaluation may use up; null for the defaults.</param>
    public JintExpressionEngine(TimeProvider time, ExpressionLimits? limits = null)
    {
        _time = time;
        _limits = limits ?? new ExpressionLimits();
    }

    /// <inheritdoc/>
    public CompiledExpression Compile(string source) => Compile(source, SourceKind.Expression);

    /// <inheritdoc/>
    public CompiledExpression CompileScript(string source) => Compile(source, SourceKind.Script);

    private CompiledExpression Compile(string source, SourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (_cache.TryGetValue((source, kind), out var known))
        {
            return known;
        }

        var compiled = CompileNew(source, kind);
        if (_cache.Count >= CacheSize)
        {
            // Published flows hold their expressions themselves: only what an author tries out is compiled again.
            _cache.Clear();
        }

        return _cache.GetOrAdd((source, kind), compiled);
    }

    private CompiledExpression CompileNew(string source, SourceKind kind)
    {
        if (source.Length > ExpressionLimits.MaxSourceLength)
        {
            return new InvalidExpression(
                source,
                new ExpressionProblem(
                    "expression.size",
                    $"The {(kind == SourceKind.Script ? "script" : "expression")} is longer than {ExpressionLimits.MaxSourceLength} characters.",
                    1,
                    1
                )
            );
        }

        var trimmed = source.Trim();
        // Positions count in the author's text, so only a source without blanks before it takes the short ways.
        if (kind == SourceKind.Expression && trimmed.Length > 0 && source.StartsWith(trimmed[0]))
        {
            if (PlainPath.TryParse(trimmed) is { } path)
            {
                return path;
            }

            if (ConstantExpression.TryParse(trimmed) is { } constant)
            {
                return constant;
            }
        }

        try
        {
            return new ScriptExpression(source, ScriptFrontEnd.Prepare(source, kind), _pool, _limits, _time);
        }
        catch (ScriptSyntaxException e)
        {
            return new InvalidExpression(source, e.Problem);
        }
    }
}
