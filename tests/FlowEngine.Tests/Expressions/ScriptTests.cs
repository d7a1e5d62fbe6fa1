using System.Text.Json;
using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions;

public sealed class ScriptTests
{
    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    private static readonly JsonScope Scope = new(JsonElement.Parse("""{"vars":{"items":[1,2,3],"none":null}}"""));

    [Theory]
    [InlineData("var s = 0; for (var i = 0; i < vars.items.length; i++) { s += vars.items[i]; } return s;", "6")]
    [InlineData("return { total: vars.items.length }", "{\"total\":3}")]
    [InlineData("if (vars.none) { return 1; }", "undefined")]
    [InlineData("", "undefined")]
    [InlineData("return 1; // the end", "1")]
    public void Gives_what_it_returns(string source, string expected) =>
        Assert.Equal(expected, ScriptJson.Write(Evaluate(source).Value));

    [Theory]
    [InlineData("var a = 1;\nvar b = vars.none.deep;\nreturn b;", "expression.error", 2, 19)]
    [InlineData("var a = 1;\nvar b = ;", "expression.syntax", 2, 9)]
    [InlineData("zz = 1;", "expression.syntax", 1, 1)]
    public void A_mistake_is_placed_in_the_script(string source, string code, int line, int column)
    {
        var problem = Evaluate(source).Problem;

        Assert.Equal((code, line, column), (problem?.Code, problem?.Line ?? 0, problem?.Column ?? 0));
    }

    [Fact]
    public void An_expression_and_a_script_of_the_same_text_are_two_things()
    {
        Assert.Equal("7", ScriptJson.Write(Engine.Compile("3 + 4").Evaluate(Scope, CancellationToken.None).Value));
        Assert.Equal("undefined", ScriptJson.Write(Evaluate("3 + 4").Value));
    }

    [Fact]
    public void Knows_what_it_reads() =>
        Assert.Equal(["env.rate", "vars.items"], Engine.CompileScript("var x = vars.items; return x.length * env.rate;").Reads);

    private static ExpressionOutcome Evaluate(string source) =>
        Engine.CompileScript(source).Evaluate(Scope, CancellationToken.None);
}
