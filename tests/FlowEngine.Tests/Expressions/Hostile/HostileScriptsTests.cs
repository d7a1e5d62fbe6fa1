using System.Text.Json;
using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions.Hostile;

/// <summary>
/// Scripts that try to exhaust the machine or to get out of the sandbox. They all run on one pooled engine, and after
/// each of them a script that has nothing to do with it behaves as ever.
/// </summary>
public sealed class HostileScriptsTests
{
    private const long MaxBytes = 128L << 20;

    private static readonly JintExpressionEngine Engine = new(
        new ManualTimeProvider(),
        // The clock must never be what stops a test: steps and memory do.
        new ExpressionLimits(TimeMilliseconds: 60_000)
    );

    private static readonly JsonElement Data = JsonElement.Parse("""{"vars":{"user":{"name":"Ada","tags":["x"]}}}""");

    private static readonly string Untouched = ScriptJson.Write(Probe());

    public static TheoryData<string> Limits => [.. Lines("limits.txt")];

    public static TheoryData<string> Escapes => [.. Lines("escapes.txt")];

    [Theory]
    [MemberData(nameof(Limits))]
    public void Exhausting_the_machine_is_stopped(string script)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = Evaluate(script).Problem;

        var spent = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(spent < MaxBytes, $"{spent >> 20} MB");
        Assert.StartsWith("expression.", problem?.Code, StringComparison.Ordinal);
        Assert.Equal(Untouched, ScriptJson.Write(Probe()));
    }

    [Theory]
    [MemberData(nameof(Escapes))]
    public void Getting_out_fails_and_leaves_nothing_behind(string script)
    {
        var outcome = Evaluate(script);

        Assert.DoesNotContain("escaped", ScriptJson.Write(outcome.Value), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"System\.|Jint\b|FlowEngine|   at ", outcome.Problem?.Message ?? string.Empty);
        Assert.Equal(Untouched, ScriptJson.Write(Probe()));
    }

    [Fact]
    public void A_regular_expression_meets_the_time_limit_at_its_own_end()
    {
        var engine = new JintExpressionEngine(new ManualTimeProvider(), new ExpressionLimits(TimeMilliseconds: 0));

        Assert.Null(CodeOf("return 'a'.trim();"));
        Assert.Equal("expression.time", CodeOf("return /a/.test('a');"));

        string? CodeOf(string script) => engine.CompileScript(script).Evaluate(new JsonScope(Data), CancellationToken.None).Problem?.Code;
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Lines("escapes.txt").Length >= 80 && Lines("limits.txt").Length >= 69);

    [Theory]
    [InlineData("(", 19_000)]
    [InlineData("[", 19_000)]
    [InlineData("{", 19_000)]
    [InlineData("`${", 6_000)]
    [InlineData("- ", 9_000)]
    [InlineData("!", 19_000)]
    [InlineData("typeof ", 2_800)]
    [InlineData("x=>", 6_600)]
    [InlineData("(x)=>", 3_900)]
    [InlineData("new ", 4_900)]
    [InlineData("1**", 6_600)]
    [InlineData("0?1:", 4_900)]
    [InlineData("a=", 9_900)]
    [InlineData("a??=", 4_900)]
    [InlineData("if(0);else ", 1_800)]
    [InlineData("for(;;)", 2_800)]
    [InlineData("a:", 9_900)]
    [InlineData("[a,b]=[", 2_800)]
    [InlineData("({a:", 4_900)]
    [InlineData("function f(){", 1_500)]
    [InlineData("class A{a=", 1_900)]
    [InlineData("class extends ", 1_400)]
    [InlineData("f(", 9_900)]
    [InlineData("f`${", 4_900)]
    public void A_source_that_is_nested_without_end_is_refused(string part, int count)
    {
        var source = string.Concat(Enumerable.Repeat(part, count));

        Assert.NotNull(Engine.CompileScript(source).Problem);
        Assert.NotNull(Engine.Compile(source).Problem);
    }

    [Theory]
    [InlineData("vars", "?.a", 6_600)]
    [InlineData("vars", ".a", 9_900)]
    [InlineData("1", "+1", 9_900)]
    [InlineData("1", "&&1", 6_600)]
    [InlineData("f", "()", 9_900)]
    [InlineData("f", "``", 9_900)]
    public void A_chain_without_end_is_refused_or_evaluated(string start, string part, int count)
    {
        var compiled = Engine.Compile(start + string.Concat(Enumerable.Repeat(part, count)));

        Assert.StartsWith("expression.", (compiled.Problem ?? compiled.Evaluate(new JsonScope(Data), CancellationToken.None).Problem)?.Code ?? "expression.", StringComparison.Ordinal);
        Assert.Equal(Untouched, ScriptJson.Write(Probe()));
    }

    private static ExpressionOutcome Evaluate(string script) =>
        Engine.CompileScript(script).Evaluate(new JsonScope(Data), CancellationToken.None);

    private static JsonElement Probe() =>
        Evaluate(
            """
            const keys = []; for (const k in {}) { keys.push(k); } for (const k in []) { keys.push(k); } for (const k in '') { keys.push(k); }
            const names = o => Object.getOwnPropertyNames(o).sort().join();
            return [keys, typeof zz, typeof leak, ({}).leak, [].leak, ''.leak, (() => 1).leak, vars.user,
              [3, 1, 2].map(x => x * 2).sort().concat([...[1].values()], [...new Set('aab')]), new Map([[1, 2]]).get(1), Math.max(1, 2),
              ' a '.trim().toUpperCase(), JSON.stringify({ a: [1] }), JSON.parse('{"a":1}'), /a/.exec('ba').index, 'aXb'.match(/x/i)[0], new Date(0).toISOString(),
              String({}), String(new TypeError('x')), (1.5).toFixed(2), Object.keys({ a: 1 }), new Intl.NumberFormat('en-US').format(1234),
              names(Object.prototype), names(Array.prototype), names(String.prototype), names(Function.prototype), names(Math), names(Array), names(Object)];
            """
        ).Value;

    private static string[] Lines(string file) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Expressions", "Hostile", file)).Where(l => l.Length > 0 && l[0] != '#')];
}
