using System.Collections.Concurrent;
using System.Text.Json;
using FlowEngine.Expressions.Quick;
using FlowEngine.Expressions.Sandboxing;
using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Syntax.Lowering;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions;

/// <summary>Expressions on Jint: limited in steps, time, memory and depth, without access to .NET. Thread-safe.</summary>
public sealed class JintExpressionEngine : IExpressionEngine
{
    private const int CacheSize = 10_000;

    // What authors write most, so that the code behind it is compiled and a sandbox is made.
    private static readonly string[] WarmUpScripts =
    [
        "const { items, ...rest } = vars; return items.map(({ price, tags = [] }) => ({ price, first: tags?.[0] ?? 'none' })).filter(i => i.price > 1);",
        "let total = 0; for (const { price } of vars.items) { total += price; } return `${vars.name}: ${total.toFixed(2)}`;",
        "try { return new Date().toISOString().replace(/T.*/, '') + vars.name.trim().toUpperCase(); } catch (e) { return e.message; }",
    ];

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

    /// <inheritdoc/>
    public void WarmUp(CancellationToken cancellationToken)
    {
        using var data = JsonDocument.Parse("""{ "vars": { "name": "Ada", "items": [{ "price": 1, "tags": ["a"] }, { "price": 2 }] } }""");
        var scope = new JsonScope(data.RootElement);
        foreach (var source in WarmUpScripts)
        {
            CompileNew(source, SourceKind.Script).Evaluate(scope, cancellationToken);
        }
    }

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

        try
        {
            var text = new SourceText(source);
            return kind == SourceKind.Script
                ? Scripted(source, ScriptLowering.LowerScript(text, ScriptParser.ParseScript(text)))
                : CompileExpression(text, ScriptParser.ParseExpression(text));
        }
        catch (ScriptSyntaxException e)
        {
            return new InvalidExpression(source, e.Problem);
        }
    }

    private CompiledExpression CompileExpression(SourceText text, ScriptNode node)
    {
        var source = text.Text;
        var engine = new Lazy<CompiledExpression>(() => Scripted(source, ScriptLowering.LowerExpression(text, node)));
        if (QuickReader.PathOf(node) is { } path)
        {
            return new PlainPath(text, path, engine);
        }

        var reader = new QuickReader();
        return reader.Read(node) switch
        {
            null => engine.Value,
            QuickConstant constant => new ConstantExpression(source, constant.Value.ToJson()),
            var quick => new QuickExpression(
                source,
                quick,
                reader.Locals,
                reader.Reads,
                _limits.ResultCharacters / 8, // A character takes up to six in JSON.
                engine
            ),
        };
    }

    private ScriptExpression Scripted(string source, PreparedScript script) => new(source, script, _pool, _limits, _time);
}
