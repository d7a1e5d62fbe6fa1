using System.Text.Json;
using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions;

public sealed class ExpressionCalculatorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vars.order.total * 2", "85")]
    [InlineData("vars.name", "\"Zoë 😀\"")]
    [InlineData("vars", """{"order":{"total":42.5,"lines":[1,2]},"name":"Zoë 😀"}""")]
    [InlineData("list[1]", "2")]
    [InlineData("vars.order.gone", "undefined")]
    [InlineData("vars.gone", "undefined")]
    [InlineData("({ a: undefined, b: null, c: 0 / 0 })", """{"b":null,"c":null}""")]
    [InlineData("'a\\nb'", "\"a\\nb\"")]
    public void Answers_as_json_stringify_would(string expression, string answer) => Assert.Equal(answer, Evaluate(expression));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1 +")]
    [InlineData("nobody")]
    [InlineData("vars.gone.deeper")]
    [InlineData("(function () { throw new Error('two\\nlines\\u2028three'); })()")]
    public void Answers_what_is_wrong_in_one_line(string expression)
    {
        var answer = Evaluate(expression);

        Assert.StartsWith("error: ", answer, StringComparison.Ordinal);
        Assert.Equal(answer, answer.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Answers_every_line_and_only_the_lines()
    {
        using var lines = new StringReader("1 + 1\n\nvars.name\r\nlist.length");
        await using var answers = new StringWriter { NewLine = "\n" };

        await Calculator().RunAsync(lines, answers, Token);

        var written = answers.ToString().Split('\n');
        Assert.Equal(5, written.Length);
        Assert.Equal(("2", "\"Zoë 😀\"", "3", ""), (written[0], written[2], written[3], written[4]));
        Assert.StartsWith("error: ", written[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin", "14")]
    [InlineData("UTC", "12")]
    public void Has_the_local_time_of_its_zone(string zone, string hour)
    {
        var settings = new EvaluationSettings(Zone: TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(hour, Calculator(settings).Evaluate("new Date('2026-07-01T12:00:00Z').getHours()", Token));
    }

    [Fact]
    public void Wants_an_object_with_variables() =>
        Assert.Throws<ArgumentException>(() =>
            new ExpressionCalculator(new JintExpressionEngine(TimeProvider.System), JsonElement.Parse("[]"), new EvaluationSettings())
        );

    private static string Evaluate(string expression) => Calculator().Evaluate(expression, Token);

    private static ExpressionCalculator Calculator(EvaluationSettings? settings = null) =>
        new(
            new JintExpressionEngine(new ManualTimeProvider()),
            JsonElement.Parse("""{ "vars": { "order": { "total": 42.5, "lines": [1, 2] }, "name": "Zoë 😀" }, "list": [1, 2, 3] }"""),
            settings ?? new EvaluationSettings()
        );
}
