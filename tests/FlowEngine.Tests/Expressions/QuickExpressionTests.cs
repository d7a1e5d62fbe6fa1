using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Quick;
using TestKit;

namespace FlowEngine.Tests.Expressions;

/// <summary>Expressions that are computed without an engine give what an engine gives.</summary>
public sealed class QuickExpressionTests
{
    private const int Count = 1_500;

    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    private static readonly JsonScope Scope = new(
        JsonElement.Parse(
            """
            {
              "vars": { "n": 5, "half": 0.5, "zero": 0, "minus": -3, "big": 1e21, "name": "Ada", "digits": " 12 ", "none": "", "hex": "0x1f",
                        "yes": true, "no": false, "nothing": null, "list": [1, "b", null], "empty": [], "object": { "deep": { "n": 1 }, "text": "x" },
                        "half character": "\ud83d", "date": "2026-07-01" },
              "item": { "price": 9.5 }, "index": 2, "text": "plain"
            }
            """
        )
    );

    private static readonly string[] Operands =
    [
        "vars.n", "vars.half", "vars.zero", "vars.minus", "vars.big", "vars.name", "vars.digits", "vars.none", "vars.hex", "vars.yes",
        "vars.no", "vars.nothing", "vars.list", "vars.list[1]", "vars.list[9]", "vars.list.length", "vars.empty", "vars.object",
        "vars.object.deep.n", "vars.object.gone", "vars.gone", "vars.gone?.deep", "vars.nothing?.deep", "vars.gone.deep", "vars.name.length",
        "vars.name[1]", "vars['half character']", "vars.date", "vars.name.trim", "vars.list.map", "vars.n.toFixed", "vars.name.gone.deep", "vars.name.trim.deep", "vars.object.toString", "item.price",
        "index", "text", "nobody", "1", "0", "1.5", "1e300", "-0", "''", "'a'", "'12'", "'B'", "true", "false", "null", "undefined", "NaN", "Infinity",
    ];

    private static readonly string[] Binaries =
    [
        "+", "-", "*", "/", "%", "**", "<", ">", "<=", ">=", "==", "!=", "===", "!==", "&&", "||", "??",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Give_what_an_engine_gives(int seed)
    {
        var random = new Random(seed);
        var quick = 0;
        for (var i = 0; i < Count; i++)
        {
            var source = Generate(random, 3);
            var compiled = Engine.Compile(source);
            quick += compiled is QuickExpression or PlainPath or ConstantExpression ? 1 : 0;

            // A call is the engine's work.
            Assert.Equal((source, Show(Engine.Compile($"(() => ({source}))()"))), (source, Show(compiled)));
        }

        Assert.True(quick > Count / 2, $"Only {quick} of {Count} were quick.");
    }

    [Theory]
    [InlineData("vars.total > 100 && vars.customer.vip")]
    [InlineData("'Hello ' + vars.name")]
    [InlineData("`Hello ${vars.name}, ${vars.n * 2}`")]
    [InlineData("vars.status === 'paid' ? 'done' : vars.status ?? 'open'")]
    [InlineData("!vars.items?.length || -vars.n >= +vars.m")]
    [InlineData("(vars.a + vars.b) / 2")]
    public void Are_those_of_paths_literals_and_operators(string source) => Assert.IsType<QuickExpression>(Engine.Compile(source));

    [Theory]
    [InlineData("vars.name.trim()")]
    [InlineData("vars.list.map(x => x)")]
    [InlineData("vars.toString")]
    [InlineData("[vars.n]")]
    [InlineData("vars.n | 0")]
    [InlineData("Math.PI + 1")]
    public void Are_no_others(string source) => Assert.IsNotType<QuickExpression>(Engine.Compile(source), exactMatch: false);

    [Fact]
    public void Leave_long_texts_to_the_limits_of_an_engine()
    {
        var scope = new JsonScope(JsonSerializer.SerializeToElement(new { t = new string('x', 300_000) }));

        Assert.Equal("expression.size", Engine.Compile("t + t + t + t").Evaluate(scope, CancellationToken.None).Problem?.Code);
        Assert.Equal(600_000, Engine.Compile("t + t").Evaluate(scope, CancellationToken.None).Value.GetString()!.Length);
    }

    [Fact]
    public void Stop_when_they_are_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => Engine.Compile("vars.n + 1").Evaluate(Scope, cancelled.Token));
    }

    private static string Show(CompiledExpression expression)
    {
        var outcome = expression.Evaluate(Scope, CancellationToken.None);
        return outcome.Problem?.Code ?? ScriptJson.Write(outcome.Value);
    }

    private static string Generate(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            return Operands[random.Next(Operands.Length)];
        }

        return random.Next(10) switch
        {
            0 => $"!({Generate(random, depth - 1)})",
            1 => $"-({Generate(random, depth - 1)})",
            2 => $"typeof ({Generate(random, depth - 1)})",
            3 => $"({Generate(random, depth - 1)} ? {Generate(random, depth - 1)} : {Generate(random, depth - 1)})",
            4 => $"`a${{{Generate(random, depth - 1)}}}b${{{Generate(random, depth - 1)}}}`",
            _ => $"(({Generate(random, depth - 1)}) {Binaries[random.Next(Binaries.Length)]} ({Generate(random, depth - 1)}))",
        };
    }
}
