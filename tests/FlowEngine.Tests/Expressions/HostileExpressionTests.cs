using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions;

/// <summary>Expressions that try to hang, exhaust or escape. Each becomes a problem, and the engine goes on.</summary>
public sealed class HostileExpressionTests
{
    private static readonly JintExpressionEngine Engine = new(
        new ManualTimeProvider(),
        // The clock must never be what stops a test: steps and memory do.
        new ExpressionLimits(TimeMilliseconds: 60_000)
    );

    private static readonly JsonScope Scope = new(System.Text.Json.JsonElement.Parse("""{"user":{"name":"Ada"},"n":5}"""));

    [Theory]
    [InlineData("(function(){while(true){}})()", "expression.steps")]
    [InlineData("(function(){for(;;);})()", "expression.steps")]
    [InlineData("(function(){do{}while(true)})()", "expression.steps")]
    [InlineData("(function(){for(;;){try{for(;;){}}catch(e){}finally{}}})()", "expression.steps")]
    [InlineData("(function f(){return f()+1})()", "expression.depth")]
    [InlineData("(function(){var a=function(){return b()},b=function(){return a()};return a()})()", "expression.depth")]
    [InlineData("({get x(){return this.x}}).x", "expression.depth")]
    [InlineData("''+{toString:function(){return ''+this}}", "expression.depth")]
    [InlineData("(function F(){return new F()})()", "expression.depth")]
    [InlineData("(function f(){return [1].map(f)})()", "expression.depth")]
    [InlineData("(function f(){return [1,2].sort(f)})()", "expression.depth")]
    [InlineData("(function(){var o={toJSON:function(){return JSON.stringify(o)}};return o})()", "expression.depth")]
    [InlineData("(function(){var a=[];for(var i=0;i<20000;i++)a=[a];return ''+a})()", "expression.depth")]
    [InlineData("(function(){var s='x';while(true)s+=s})()", "expression.memory")]
    [InlineData("(function(){var a=[];while(true)a.push('x'.repeat(100000))})()", "expression.memory")]
    [InlineData("(function(){var o={};for(var i=0;;i++)o['k'+i]='x'.repeat(1000)+i})()", "expression.memory")]
    [InlineData("'x'.repeat(1e9)", "expression.memory")]
    [InlineData("'x'.padStart(2e9)", "expression.memory")]
    [InlineData("new Array(1e6).join('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')", "expression.memory")]
    [InlineData("'x'.repeat(1e5).replace(/x/g,'y'.repeat(1e5))", "expression.memory")]
    [InlineData("'x'.repeat(2e7).split('')", "expression.memory")]
    [InlineData("new Array(4e9).map(function(x){return x})", "expression.size")]
    [InlineData("'x'.repeat(2e6)", "expression.size")]
    [InlineData("(function(){var a=[];a.length=4294967295;return a.indexOf(1)})()", "expression.steps")]
    [InlineData("Array.prototype.map.call({length:1e15},function(x){return x})", "expression.steps")]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "expression.regex")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(new RegExp('(a|aa)+$'))", "expression.regex")]
    public void Stops_at_its_limit_with_a_problem(string source, string code)
    {
        Assert.Equal(code, Evaluate(source).Problem?.Code);
        Assert.Equal("6", ScriptJson.Write(Evaluate("n + 1").Value));
    }

    [Theory]
    [InlineData("(function(){var a=[];for(var i=0;i<1000;i++)a=[a];return a})()")]
    [InlineData("(function(){var a=[];a.push(a);return a})()")]
    [InlineData("JSON.parse(new Array(100000).join('['))")]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("(function(){}).constructor('return this')()")]
    [InlineData("''.constructor.constructor('return 1')()")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("(function f(){return arguments.callee})()")]
    [InlineData("(function(){throw {message: 5}})()")]
    [InlineData("(function(){throw null})()")]
    [InlineData("user.GetType()")]
    [InlineData("user.missing.deep")]
    [InlineData("missing")]
    public void Fails_as_an_error_of_the_expression(string source)
    {
        Assert.Equal("expression.error", Evaluate(source).Problem?.Code);
    }

    [Theory]
    [InlineData("Object.prototype.leak = 1")]
    [InlineData("[].__proto__.leak = 1")]
    [InlineData("user.constructor.prototype.leak = 1")]
    [InlineData("Array.isArray.leak = 1")]
    [InlineData("Math.max = 1")]
    [InlineData("Object.defineProperty(Array.prototype,'map',{value:1})")]
    [InlineData("(Array.prototype.__proto__ = {leak: 1}, [].leak)")]
    [InlineData("(function(){ user.name = 'Eve'; return user.name })()")]
    public void Leaves_nothing_behind_for_the_next_evaluation(string source)
    {
        Evaluate(source);

        var after = Evaluate("[typeof ({}).leak, typeof [].leak, typeof Array.isArray.leak, Math.max(1, 2), [1].map(String)[0], user.name + '']");

        Assert.Equal("""["undefined","undefined","undefined",2,"1","Ada"]""", ScriptJson.Write(after.Value));
    }

    [Theory]
    [InlineData("zz = 1", 1, 1)]
    [InlineData("(function(){\n  zz = 1;\n})()", 2, 3)]
    [InlineData("user = 1", 1, 1)]
    [InlineData("n++", 1, 1)]
    [InlineData("1 +* 2", 1, 4)]
    [InlineData("1)+(2", 1, 2)]
    [InlineData("async () => 1", 1, 10)]
    [InlineData("", 1, 1)]
    public void Is_refused_at_its_place_when_it_cannot_be_compiled(string source, int line, int column)
    {
        var problem = Engine.Compile(source).Problem;

        Assert.Equal(("expression.syntax", line, column), (problem?.Code, problem?.Line ?? 0, problem?.Column ?? 0));
    }

    [Theory]
    [InlineData("(", ")", 5_000)]
    [InlineData("- ", "1", 9_000)]
    [InlineData("0?1:", "1", 4_000)]
    [InlineData("1+", "1", 9_000)]
    public void Is_refused_when_it_is_nested_too_deeply(string part, string end, int count)
    {
        var source = string.Concat(Enumerable.Repeat(part, count)) + end;

        Assert.Equal("expression.depth", Engine.Compile(source).Problem?.Code);
    }

    [Fact]
    public void Is_refused_when_it_is_too_long()
    {
        Assert.Equal("expression.size", Engine.Compile(new string('1', 20_001)).Problem?.Code);
    }

    [Fact]
    public void Stops_after_its_time()
    {
        var engine = new JintExpressionEngine(new ManualTimeProvider(), new ExpressionLimits(Steps: long.MaxValue, TimeMilliseconds: 20));

        Assert.Equal("expression.time", engine.Compile("(function(){for(;;);})()").Evaluate(Scope, CancellationToken.None).Problem?.Code);
    }

    [Fact]
    public void Stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => Engine.Compile("n + n").Evaluate(Scope, cancelled.Token));
    }

    [Fact]
    public void Tells_where_and_what_it_could_not_read()
    {
        var problem = Evaluate("1 +\n  user.address.city.length").Problem;

        Assert.Equal(2, problem?.Line);
        Assert.Equal("Cannot read 'city' of 'user.address', which is null or undefined.", problem?.Message);
    }

    private static ExpressionOutcome Evaluate(string source) => Engine.Compile(source).Evaluate(Scope, CancellationToken.None);
}
