using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Templates;

namespace Benchmarks;

/// <summary>What an expression costs at run time, compiled and warm.</summary>
[MemoryDiagnoser]
public class ExpressionBenchmarks
{
    private readonly JsonScope _scope = new(
        JsonElement.Parse("""{"vars":{"order":{"number":"1003","status":"shipped","total":42.5}}}""")
    );

    private readonly CompiledExpression _path;
    private readonly CompiledExpression _small;
    private readonly CompiledTemplate _template;

    /// <summary>Compiles.</summary>
    public ExpressionBenchmarks()
    {
        var engine = new JintExpressionEngine(TimeProvider.System);
        _path = engine.Compile("vars.order.status");
        _small = engine.Compile("vars.order.total > 40 && vars.order.status === 'shipped'");
        _template = CompiledTemplate.Compile("Order {{ vars.order.number }} is {{ vars.order.status }}.", engine);
    }

    /// <summary>A plain path.</summary>
    [Benchmark]
    public ExpressionOutcome PlainPath() => _path.Evaluate(_scope, CancellationToken.None);

    /// <summary>A condition.</summary>
    [Benchmark]
    public ExpressionOutcome SmallExpression() => _small.Evaluate(_scope, CancellationToken.None);

    /// <summary>A template with two variables.</summary>
    [Benchmark]
    public RenderOutcome TemplateWithTwoVariables() => _template.Render(_scope, TextEncoding.Text, CancellationToken.None);
}
