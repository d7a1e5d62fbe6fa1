using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class BranchTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("5", "equals", "5", true)]
    [InlineData("\"5\"", "equals", "5", true)]
    [InlineData("5", "equals", "\"5.0\"", true)]
    [InlineData("\"05\"", "equals", "\"5\"", false)]
    [InlineData("true", "equals", "\"true\"", true)]
    [InlineData("null", "equals", "\"\"", false)]
    [InlineData("[1, {\"a\": 2}]", "equals", "[1.0, {\"a\": 2}]", true)]
    [InlineData("\"Gold\"", "equals", "\"gold\"", false)]
    [InlineData("null", "notEquals", "5", true)]
    [InlineData("\"abcd\"", "contains", "\"bc\"", true)]
    [InlineData("[1, 2, \"3\"]", "contains", "3", true)]
    [InlineData("{ \"a\": 1 }", "contains", "\"a\"", true)]
    [InlineData("1234", "contains", "23", true)]
    [InlineData("[1]", "notContains", "2", true)]
    [InlineData("null", "contains", "\"a\"", false)]
    [InlineData("\"abcd\"", "startsWith", "\"ab\"", true)]
    [InlineData("\"abcd\"", "endsWith", "\"ab\"", false)]
    [InlineData("\"A-1003\"", "matches", "\"^[A-Z]-\\\\d{4}$\"", true)]
    [InlineData("\"x1003\"", "matches", "\"^[A-Z]-\\\\d{4}$\"", false)]
    [InlineData("\"10\"", "greater", "\"9\"", true)]
    [InlineData("10", "greater", "10", false)]
    [InlineData("10", "atLeast", "\"10\"", true)]
    [InlineData("null", "greater", "-1", false)]
    [InlineData("null", "less", "1", false)]
    [InlineData("\"abc\"", "less", "5", false)]
    [InlineData("\"abc\"", "less", "\"abd\"", true)]
    [InlineData("9", "atMost", "9", true)]
    [InlineData("\"Infinity\"", "greater", "5", false)]
    [InlineData("\"2026-03-29T23:00:00Z\"", "before", "\"2026-03-30\"", true)]
    [InlineData("\"2026-03-30T01:00:00+02:00\"", "before", "\"2026-03-30\"", true)]
    [InlineData("\"2026-03-30\"", "before", "\"2026-03-30\"", false)]
    [InlineData("\"next week\"", "after", "\"2026-03-30\"", false)]
    [InlineData("\"2026-03-30T10:00\"", "after", "\"2026-03-30\"", true)]
    [InlineData("1774915200000", "after", "\"2026-03-30\"", true)]
    [InlineData("\"gold\"", "in", "[\"silver\", \"gold\"]", true)]
    [InlineData("\"gold\"", "in", "\"silver, gold\"", true)]
    [InlineData("3", "in", "\"1, 2\"", false)]
    [InlineData("3", "notIn", "[1, 2]", true)]
    [InlineData("\"  \"", "isEmpty", null, true)]
    [InlineData("[]", "isEmpty", null, true)]
    [InlineData("{}", "isEmpty", null, true)]
    [InlineData("0", "isEmpty", null, false)]
    [InlineData("0", "isNotEmpty", null, true)]
    [InlineData("\"\"", "isSet", null, true)]
    [InlineData("null", "isSet", null, false)]
    [InlineData("null", "isNotSet", null, true)]
    public async Task Compares_as_an_analyst_means_it(string left, string comparison, string? right, bool holds)
    {
        var rule = right is null
            ? $$"""{ "left": "=vars.left", "operator": "{{comparison}}" }"""
            : $$"""{ "left": "=vars.left", "operator": "{{comparison}}", "right": {{right}} }""";

        Assert.Equal(holds ? "yes" : "otherwise", await PortAsync($$""" "rules": [{{rule}}] """, left));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(20, true)]
    [InlineData(20.5, false)]
    public async Task A_range_includes_both_ends(double value, bool holds) =>
        Assert.Equal(
            holds ? "yes" : "otherwise",
            await PortAsync(""" "rules": [{ "left": "=vars.left", "operator": "between", "right": 10, "to": 20 }] """, JsonSerializer.Serialize(value))
        );

    [Theory]
    [InlineData("equals", "GOLD")]
    [InlineData("contains", "OL")]
    [InlineData("startsWith", "Go")]
    [InlineData("matches", "^g.LD$")]
    [InlineData("in", "SILVER, GOLD")]
    public async Task Ignores_case_where_it_is_told_to(string comparison, string right)
    {
        var rule = $$"""{ "left": "=vars.left", "operator": "{{comparison}}", "right": "{{right}}", "ignoreCase": true }""";

        Assert.Equal("yes", await PortAsync($$""" "rules": [{{rule}}] """, "\"gold\""));
        Assert.Equal("otherwise", await PortAsync($$""" "rules": [{{rule.Replace("true", "false", StringComparison.Ordinal)}}] """, "\"gold\""));
    }

    [Theory]
    [InlineData("all", 15, "yes")]
    [InlineData("all", 5, "otherwise")]
    [InlineData("any", 5, "yes")]
    [InlineData("any", 30, "yes")]
    public async Task Joins_rules_by_all_or_any(string join, int value, string port) =>
        Assert.Equal(
            port,
            await PortAsync(
                $$""" "join": "{{join}}", "rules": [{ "left": "=vars.left", "operator": "less", "right": 20 }, { "left": "=vars.left", "operator": "greater", "right": 10 }] """,
                JsonSerializer.Serialize(value)
            )
        );

    [Fact]
    public async Task Leaves_by_error_when_a_formula_fails_and_by_the_pattern_that_is_none()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("pick", NodeSpec.Of("branch", """{ "arms": [{ "port": "yes", "when": "=vars.left.name.first" }] }"""))
            .Link("pick", "error", "next")
            .And("next", NodeSpec.Of("branch", """{ "arms": [{ "port": "yes", "rules": [{ "left": "a", "operator": "matches", "right": "=vars.left" }] }] }"""))
            .Link("next", "error", "sorry")
            .And("sorry", Use.Say("Sorry."))
            .Variable("left", "(");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Sorry."], chat.Answers());
        var errors = chat.Journal.Where(e => e.Kind == JournalKind.NodeFailed).Select(e => e.Error!).ToList();
        Assert.Equal(["expression.error", "condition.pattern"], errors.Select(e => e.Code));
        Assert.StartsWith("yes: Rule 1:", errors[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "port": "a" """, "config.required")]
    [InlineData(""" "port": "a", "when": "=true || vars.x", "rules": [{ "left": 1, "right": "=vars.x" }] """, "condition.both")]
    [InlineData(""" "port": "a", "rules": [{ "left": "=vars.x" }] """, "condition.value")]
    [InlineData(""" "port": "a", "rules": [{ "left": "=vars.x", "operator": "between", "right": 1 }] """, "condition.value")]
    [InlineData(""" "port": "a", "rules": [{ "left": "=vars.x", "operator": "between", "right": 2, "to": 1 }] """, "condition.range")]
    [InlineData(""" "port": "a", "rules": [{ "left": "=vars.x", "operator": "matches", "right": "(" }] """, "condition.pattern")]
    [InlineData(""" "port": "a", "rules": [{ "left": "=vars.x", "operator": "before", "right": "1.4.2026" }] """, "condition.date")]
    [InlineData(""" "port": "a", "rules": [{ "left": "=vars.x", "operator": "like", "right": "a" }] """, "condition.operator")]
    [InlineData(""" "port": "a", "join": "some", "rules": [{ "left": "=vars.x", "right": "a" }] """, "condition.join")]
    [InlineData(""" "port": "error", "when": "=vars.x" """, "branch.port")]
    public void Refuses_a_condition_that_is_incomplete(string arm, string code) =>
        Assert.Contains(code, Problems($"{{ {arm} }}").Select(p => p.Code));

    [Fact]
    public void Points_to_the_rule_that_is_wrong() =>
        Assert.Contains(
            Problems("""{ "port": "a", "rules": [{ "left": "=vars.x", "right": 1 }, { "left": "=vars.x", "operator": "before", "right": "soon" }] }"""),
            p => p is { Code: "condition.date", Pointer: "/arms/0/rules/1/right", Severity: ProblemSeverity.Error }
        );

    [Fact]
    public async Task Goes_on_in_spite_of_warnings() =>
        Assert.Equal("yes", await PortAsync(""" "when": true """, "1"));

    private IReadOnlyList<Problem> Problems(params string[] arms) =>
        _engine.Catalog.TryGet("branch", 1, out var type)
            ? type.Check(JsonElement.Parse($$"""{ "arms": [{{string.Join(", ", arms)}}] }"""), _engine.Expressions)
            : [];

    private async Task<string?> PortAsync(string condition, string left)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("pick", NodeSpec.Of("branch", $$"""{ "arms": [{ "port": "yes", {{condition}} }, { "port": "later", "when": false }] }"""))
            .Variable("left", JsonElement.Parse(left));
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(TestContext.Current.CancellationToken);
        return chat.Journal.Single(e => e.NodeId == "pick").Port;
    }
}
