using System.Text.Json;
using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions;

public sealed class ExpressionEngineTests
{
    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    private static readonly JsonElement Data = JsonElement.Parse(
        """{"vars":{"order":{"items":[{"name":"Mug"}],"total":1.50,"note":null},"name":"Ada"},"text":"{{ vars.name }} =1+1","half":"\ud800"}"""
    );

    [Theory]
    [InlineData("vars.order.items[0].name", "\"Mug\"")]
    [InlineData("vars['order'].total", "1.5")]
    [InlineData("vars.order.items.length", "1")]
    [InlineData("vars.name.length", "3")]
    [InlineData("vars.name[1]", "\"d\"")]
    [InlineData("vars.missing", "undefined")]
    [InlineData("vars.order?.note?.deep", "undefined")]
    [InlineData("vars.order.items[7]", "undefined")]
    [InlineData("typeof vars.constructor", "\"function\"")]
    [InlineData("'text'", "\"text\"")]
    [InlineData("42.50", "42.5")]
    [InlineData("{ a: vars.name }", "{\"a\":\"Ada\"}")]
    [InlineData("undefined", "undefined")]
    [InlineData("1 / 0", "null")]
    [InlineData("(function () {})", "undefined")]
    [InlineData("half + '!'", "\"\uFFFD!\"")]
    [InlineData("'\\ud83d\\ude00'.charAt(0)", "\"\uFFFD\"")]
    public void Gives_the_value_javascript_gives(string source, string expected)
    {
        var outcome = Engine.Compile(source).Evaluate(new JsonScope(Data), CancellationToken.None);

        Assert.Null(outcome.Problem);
        Assert.Equal(expected, ScriptJson.Write(outcome.Value));
    }

    [Theory]
    [InlineData("vars.order.note.deep", "Cannot read 'deep' of 'vars.order.note', which is null.", 17)]
    [InlineData("vars.missing.deep", "Cannot read 'deep' of 'vars.missing', which is undefined.", 14)]
    [InlineData("nowhere.deep", "'nowhere' is not defined.", 1)]
    public void Tells_what_a_path_could_not_read(string source, string message, int column)
    {
        var problem = Engine.Compile(source).Evaluate(new JsonScope(Data), CancellationToken.None).Problem;

        Assert.Equal(new ExpressionProblem("expression.error", message, 1, column), problem);
    }

    [Theory]
    [InlineData("vars.order.items[0].name", "vars.order.items")]
    [InlineData("vars.name.toUpperCase() + vars.order.total", "vars.name,vars.order.total")]
    [InlineData("nodes[vars.name]", "nodes,vars.name")]
    [InlineData("(function (item) { return item.price + env.rate })({})", "env.rate")]
    [InlineData("Math.max(1, index)", "index")]
    public void Knows_what_it_reads(string source, string reads)
    {
        Assert.Equal(reads, string.Join(',', Engine.Compile(source).Reads));
    }

    [Fact]
    public void A_plain_path_allocates_nothing()
    {
        var expression = Engine.Compile("vars.order.total");
        IExpressionScope scope = new JsonScope(Data);
        expression.Evaluate(scope, CancellationToken.None);

        var before = GC.GetAllocatedBytesForCurrentThread();
        expression.Evaluate(scope, CancellationToken.None);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Asks_only_for_what_it_reads()
    {
        var scope = new RecordingScope();

        Engine.Compile("false ? vars.never : vars.total + item").Evaluate(scope, CancellationToken.None);

        Assert.DoesNotContain("vars", scope.Asked);
        Assert.Contains("vars.total", scope.Asked);
        Assert.Contains("item", scope.Asked);
    }

    [Theory]
    [InlineData("vars.gone", "undefined")]
    [InlineData("vars.gone === undefined && vars.n === 1", "true")]
    [InlineData("'n is ' + vars.n + ', gone is ' + vars.gone", "\"n is 1, gone is undefined\"")]
    public void A_member_that_is_not_there_is_undefined_without_building_its_root(string source, string result)
    {
        var outcome = Engine.Compile(source).Evaluate(new UnbuiltScope(), CancellationToken.None);

        Assert.Null(outcome.Problem);
        Assert.Equal(result, ScriptJson.Write(outcome.Value));
    }

    [Fact]
    public void A_member_that_every_object_has_sees_all_other_members() =>
        Assert.Equal(
            "[true,false]",
            ScriptJson.Write(
                Engine.Compile("[vars.hasOwnProperty('n'), vars.hasOwnProperty('gone')]")
                    .Evaluate(new JsonScope(JsonElement.Parse("""{ "vars": { "n": 1 } }""")), CancellationToken.None)
                    .Value
            )
        );

    [Fact]
    public void Clock_zone_and_chance_are_those_of_the_scope()
    {
        var now = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        var settings = new EvaluationSettings(now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), "de-DE", 7);
        var expression = Engine.Compile("[Date.now(), new Date().getHours(), new Date().toLocaleDateString(), (1234.5).toLocaleString(), Math.random()]");

        var first = ScriptJson.Write(expression.Evaluate(new JsonScope(Data, settings), CancellationToken.None).Value);
        var second = ScriptJson.Write(expression.Evaluate(new JsonScope(Data, settings), CancellationToken.None).Value);
        var other = ScriptJson.Write(expression.Evaluate(new JsonScope(Data, settings with { Seed = 8 }), CancellationToken.None).Value);

        Assert.StartsWith("""[1782907200000,14,"1.7.2026","1.234,5",""", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Warming_up_evaluates_and_can_be_stopped()
    {
        var engine = new JintExpressionEngine(new ManualTimeProvider());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        engine.WarmUp(CancellationToken.None);

        // It evaluates, so it can be stopped.
        Assert.Throws<OperationCanceledException>(() => engine.WarmUp(cancelled.Token));
    }

    [Fact]
    public void Evaluations_run_side_by_side()
    {
        var expression = Engine.Compile("(function () { var s = 0; for (var i = 0; i < 1000; i++) s += i; return s })()");

        var results = Enumerable.Range(0, 64).AsParallel().Select(_ => expression.Evaluate(new JsonScope(Data), CancellationToken.None).Value.GetInt32());

        Assert.All(results, r => Assert.Equal(499_500, r));
    }

    /// <summary>Has <c>vars.n</c> and refuses to build <c>vars</c>.</summary>
    private sealed class UnbuiltScope : IExpressionScope
    {
        public IReadOnlyCollection<string> Roots { get; } = ["vars"];

        public bool IsObject(string root) => root == "vars";

        public bool TryGetRoot(string root, out JsonElement value) => throw new InvalidOperationException("Nobody needs the whole.");

        public bool TryGetMember(string root, string member, out JsonElement value)
        {
            value = member == "n" ? JsonElement.Parse("1") : default;
            return member == "n";
        }
    }

    private sealed class RecordingScope : IExpressionScope
    {
        public List<string> Asked { get; } = [];

        public IReadOnlyCollection<string> Roots { get; } = ["vars", "item"];

        public bool TryGetRoot(string root, out JsonElement value)
        {
            Asked.Add(root);
            value = JsonElement.Parse("1");
            return true;
        }

        public bool TryGetMember(string root, string member, out JsonElement value)
        {
            Asked.Add($"{root}.{member}");
            value = JsonElement.Parse("1");
            return true;
        }
    }
}
