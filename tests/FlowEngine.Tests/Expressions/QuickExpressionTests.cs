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
                        "half character": "\ud83d", "date": "2026-07-01", "numbers": [1, 2, 2.5, -7],
                        "rows": [{ "price": 2, "count": 3, "name": "a", "tags": ["x", "y"] }, { "price": 0.1, "count": 0, "name": "b" }, { "tags": [] }] },
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
    [InlineData("vars.order.items.map(i => i.price * i.quantity).reduce((a, b) => a + b, 0)")]
    [InlineData("vars.order?.items?.filter((item, index) => { return item.price > 1 && index < vars.n; }).length")]
    [InlineData("vars.tags.some(t => vars.wanted.includes(t)) ? vars.tags.join(', ') : vars.tags.at(-1)")]
    public void Are_those_of_paths_literals_operators_and_lists(string source) => Assert.IsType<QuickExpression>(Engine.Compile(source));

    [Theory]
    [InlineData("vars.name.trim()")]
    [InlineData("vars.list.map(({ x }) => x)")]
    [InlineData("vars.list.map((x = 1) => x)")]
    [InlineData("vars.list.map(x => { const y = x; return y; })")]
    [InlineData("vars.list.map(function (x) { return this; })")]
    [InlineData("vars.list.toSorted((a, b) => a - b)")]
    [InlineData("vars.list.map?.(x => x)")]
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

    [Theory]
    [InlineData("vars.many.map(a => vars.many.map(b => vars.many.map(c => 1)))", "expression.steps")]
    [InlineData("vars.many.filter(a => vars.many.includes(a)).length", "expression.steps")]
    [InlineData("vars.many.map(a => vars.long + a).length", "expression.memory")]
    public void Leave_much_work_to_the_limits_of_an_engine(string source, string code)
    {
        var scope = new JsonScope(
            JsonSerializer.SerializeToElement(new { vars = new { many = Enumerable.Range(0, 1_000), @long = new string('x', 90_000) } })
        );

        // A busy machine comes to the limit of time before that of work.
        var problem = Engine.Compile(source).Evaluate(scope, CancellationToken.None).Problem;
        Assert.True(problem?.Code == code || problem?.Code == "expression.time", problem?.Code);
    }

    [Theory]
    [InlineData("vars.rows.map(r => r.price * vars.n)")]
    [InlineData("nodes.get.output.rows.filter(r => r.a === input.text).length")]
    public void Read_what_the_same_expression_in_an_engine_reads(string source) =>
        Assert.Equal(Engine.Compile($"(() => ({source}))()").Reads, Engine.Compile(source).Reads);

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

    private static readonly string[] Lists =
    [
        "vars.list", "vars.numbers", "vars.rows", "vars.rows[0].tags", "vars.empty", "vars.gone?.list", "vars.rows?", "vars.gone?", "vars.name",
        "vars.rows.map(r => r.tags)", "vars.numbers.filter(n => n > 2)", "vars.numbers.slice(1)", "vars.numbers.slice(-2, 9)",
    ];

    private static readonly string[] ListEnds = ["[0]", "[7]", ".length", "?.length", ".gone", ".join()", ".join('; ')", ".includes(2)", ".at(-1)", ".at(0)", ".at()"];

    private static string GenerateList(Random random, int depth)
    {
        var list = Lists[random.Next(Lists.Length)];
        var body = random.Next(3) switch
        {
            0 => $"(x?.price ?? x) {Binaries[random.Next(Binaries.Length)]} ({Generate(random, depth)})",
            1 => new[] { "x", "i", "x.price * x.count", "x?.tags?.length", "typeof x", "vars.numbers.includes(x)", "all.length", "x.name + i" }[random.Next(8)],
            _ => Generate(random, depth),
        };
        return random.Next(12) switch
        {
            0 => $"{list}.map(x => {body})",
            1 => $"{list}.map((x, i, all) => ({body}))",
            2 => $"{list}.filter((x, i) => {{ return {body}; }})",
            3 => $"{list}.some(x => {body})",
            4 => $"{list}.every((x, i) => {body})",
            5 => $"{list}.find(x => {body})",
            6 => $"{list}.findIndex(x => {body})",
            7 => $"{list}.reduce((sum, x, i) => sum + ({body}), 0)",
            8 => $"{list}.reduce((sum, x) => {body})",
            9 => $"{list}.includes({Generate(random, 0)})",
            10 => $"{list}.slice({Generate(random, 0)}, {Generate(random, 0)})",
            _ => $"{list}.join({Generate(random, 0)})",
        };
    }

    private static string Generate(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            return Operands[random.Next(Operands.Length)];
        }

        return random.Next(12) switch
        {
            10 => GenerateList(random, depth - 1),
            11 => $"{GenerateList(random, depth - 1)}{ListEnds[random.Next(ListEnds.Length)]}",
            0 => $"!({Generate(random, depth - 1)})",
            1 => $"-({Generate(random, depth - 1)})",
            2 => $"typeof ({Generate(random, depth - 1)})",
            3 => $"({Generate(random, depth - 1)} ? {Generate(random, depth - 1)} : {Generate(random, depth - 1)})",
            4 => $"`a${{{Generate(random, depth - 1)}}}b${{{Generate(random, depth - 1)}}}`",
            _ => $"(({Generate(random, depth - 1)}) {Binaries[random.Next(Binaries.Length)]} ({Generate(random, depth - 1)}))",
        };
    }
}
