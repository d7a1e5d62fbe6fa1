using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Assistance;
using TestKit;

namespace FlowEngine.Tests.Expressions.Assistance;

public sealed class ExpressionPreviewTests
{
    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    private static readonly JsonScope Sample = new(JsonElement.Parse("""{ "vars": { "name": "Ada", "items": [1, 2], "none": null } }"""));

    [Theory]
    [InlineData("vars.name + '!'", "\"Ada!\"", "string")]
    [InlineData("vars.items.map(i => i * 2)", "[2,4]", "array")]
    [InlineData("vars.none", "null", "null")]
    [InlineData("vars.gone", "undefined", "undefined")]
    [InlineData("vars.items.length > 1", "true", "boolean")]
    public void Shows_value_and_type(string source, string text, string type) =>
        Assert.Equal(new ExpressionPreview(text, type, null), Preview(source));

    [Theory]
    [InlineData("vars.none.deep", "expression.error", 11)]
    [InlineData("1 +", "expression.syntax", 4)]
    public void Shows_what_is_wrong_and_where(string source, string code, int column)
    {
        var problem = Preview(source).Problem;

        Assert.Equal((code, column), (problem?.Code, problem?.Column ?? 0));
    }

    [Fact]
    public void Shortens_long_values() => Assert.Equal(500, Preview("'x'.repeat(10000)").Text.Length);

    private static ExpressionPreview Preview(string source) =>
        ExpressionPreview.Of(Engine.Compile(source), Sample, CancellationToken.None);
}
