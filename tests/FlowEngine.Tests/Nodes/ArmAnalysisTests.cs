using System.Globalization;
using System.Text.Json;
using FlowEngine.Definition;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

/// <summary>Ways of a branch that are never taken are reported, and no others.</summary>
public sealed class ArmAnalysisTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("""{ "when": true } """, """{ "when": "=vars.x" }""", "branch.unreachable")]
    [InlineData("""{ "when": "= true" } """, """{ "when": "=vars.x" }""", "branch.unreachable")]
    [InlineData("""{ "rules": [{ "left": 1, "operator": "less", "right": 2 }] }""", """{ "when": "=vars.x" }""", "branch.unreachable")]
    [InlineData("""{ "when": "=vars.x > 1" } """, """{ "when": "= vars.x  >1" }""", "branch.duplicate")]
    [InlineData("""{ "rules": [R equals 5 R] }""", """{ "rules": [R equals 5 R] }""", "branch.duplicate")]
    [InlineData("""{ "rules": [R greater 50 R] }""", """{ "rules": [R greater 100 R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R atLeast 100 R] }""", """{ "rules": [R greater 100 R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R less 100 R] }""", """{ "rules": [R equals 5 R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R in [1, 2, 3] R] }""", """{ "rules": [R equals 2 R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R startsWith "go" R] }""", """{ "rules": [R equals "gold" R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R isSet R] }""", """{ "rules": [R equals "gold" R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R notEquals 5 R] }""", """{ "rules": [R greater 10 R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R before "2026-05-01" R] }""", """{ "rules": [R before "2026-04-01" R] }""", "branch.unreachable")]
    [InlineData("""{ "rules": [R greater 10 R] }""", """{ "rules": [R greater 20 R, { "left": "=vars.y", "right": 1 }] }""", "branch.unreachable")]
    [InlineData("""{ "join": "any", "rules": [R greater 10 R, R less 5 R] }""", """{ "rules": [R equals 3 R] }""", "branch.unreachable")]
    [InlineData("""{ "when": false }""", """{ "when": "=vars.x" }""", "condition.never")]
    [InlineData("""{ "rules": [R greater 10 R, R less 5 R] }""", """{ "when": "=vars.x" }""", "condition.never")]
    [InlineData("""{ "rules": [R equals "a" R, R isEmpty R] }""", """{ "when": "=vars.x" }""", "condition.never")]
    [InlineData("""{ "rules": [R between 0, "to": 20 R] }""", """{ "rules": [R between 10, "to": 30 R] }""", "branch.overlap")]
    [InlineData("""{ "rules": [R greater 10 R] }""", """{ "rules": [R less 20 R] }""", "branch.overlap")]
    [InlineData("""{ "rules": [R in "a, b" R] }""", """{ "rules": [R in "b, c" R] }""", "branch.overlap")]
    public void Reports_ways_that_are_never_taken(string first, string second, string code) =>
        Assert.Equal([code], Warnings(first, second));

    [Theory]
    [InlineData("""{ "rules": [R greater 100 R] }""", """{ "rules": [R greater 50 R] }""")]
    [InlineData("""{ "rules": [R equals "a" R] }""", """{ "rules": [R equals "A" R] }""")]
    [InlineData("""{ "rules": [R in "a, b" R] }""", """{ "rules": [R in "c, d" R] }""")]
    [InlineData("""{ "rules": [R less 10 R] }""", """{ "rules": [R atLeast 10 R] }""")]
    [InlineData("""{ "rules": [R greater 10 R] }""", """{ "rules": [{ "left": "=vars.y", "operator": "greater", "right": 20 }] }""")]
    [InlineData("""{ "rules": [R greater 10 R] }""", """{ "rules": [{ "left": "=vars.x", "operator": "greater", "right": "=vars.y" }] }""")]
    [InlineData("""{ "rules": [R greater 10 R, { "left": "=vars.y", "right": 1 }] }""", """{ "rules": [R greater 20 R] }""")]
    [InlineData("""{ "when": "=vars.x === 'a b'" }""", """{ "when": "=vars.x === 'a  b'" }""")]
    [InlineData("""{ "when": "=vars.x" }""", """{ "when": true }""")]
    public void Says_nothing_about_ways_in_good_order(string first, string second) => Assert.Empty(Warnings(first, second));

    [Fact]
    public void Warns_at_the_way_that_is_never_taken()
    {
        var problem = Assert.Single(Check("""{ "port": "p0", "when": true }, { "port": "p1", "when": "=vars.x" }"""));

        Assert.Equal(("/arms/1", ProblemSeverity.Warning), (problem.Pointer, problem.Severity));
        Assert.Contains("\"p1\"", problem.Message, StringComparison.Ordinal);
    }

    private List<string> Warnings(params string[] arms)
    {
        // "R greater 5 R" is short for a rule about vars.x.
        var named = arms.Select(
            (arm, i) =>
                System
                    .Text.RegularExpressions.Regex.Replace(arm, @"R (\w+)( [^R]+)? R", m => Rule(m.Groups[1].Value, m.Groups[2].Value.Trim()))
                    .Replace("{ \"when", string.Create(CultureInfo.InvariantCulture, $$"""{ "port": "p{{i}}", "when"""), StringComparison.Ordinal)
                    .Replace("{ \"rules", string.Create(CultureInfo.InvariantCulture, $$"""{ "port": "p{{i}}", "rules"""), StringComparison.Ordinal)
                    .Replace("{ \"join", string.Create(CultureInfo.InvariantCulture, $$"""{ "port": "p{{i}}", "join"""), StringComparison.Ordinal)
        );
        return [.. Check(string.Join(", ", named)).Select(p => p.Code)];
    }

    private static string Rule(string comparison, string right) =>
        right.Length == 0
            ? $$"""{ "left": "=vars.x", "operator": "{{comparison}}" }"""
            : $$"""{ "left": "=vars.x", "operator": "{{comparison}}", "right": {{right}} }""";

    private IReadOnlyList<Problem> Check(string arms) =>
        _engine.Catalog.TryGet("branch", 1, out var type)
            ? type.Check(JsonElement.Parse($$"""{ "arms": [{{arms}}] }"""), _engine.Expressions)
            : [];
}
