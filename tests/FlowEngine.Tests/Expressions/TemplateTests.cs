using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Templates;
using TestKit;

namespace FlowEngine.Tests.Expressions;

public sealed class TemplateTests
{
    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    private static readonly JsonScope Scope = new(
        JsonElement.Parse("""{"n":1234.5,"none":null,"list":[1,"a"],"said":"{{ n }} =n & <b>\r\nX: y","flag":true}""")
    );

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("n is {{ n }}.", "n is 1234.5.")]
    [InlineData("{{n}}{{ n + 1 }}", "1234.51235.5")]
    [InlineData("[{{ none }}{{ n.missing }}]", "[]")]
    [InlineData("{{ list }} {{ flag }}", "[1,\"a\"] true")]
    [InlineData("\\{{ n }}", "{{ n }}")]
    [InlineData("{{ '}}' + {a:{b:1}}.a.b }}", "}}1")]
    public void Fills_values_in(string template, string expected)
    {
        Assert.Equal(expected, Render(template, TextEncoding.Text).Text);
    }

    [Theory]
    [InlineData(TextEncoding.Text, "{{ n }} =n & <b>\r\nX: y")]
    [InlineData(TextEncoding.Url, "%7B%7B%20n%20%7D%7D%20%3Dn%20%26%20%3Cb%3E%0D%0AX%3A%20y")]
    [InlineData(TextEncoding.Html, "{{ n }} =n &amp; &lt;b&gt;\r\nX: y")]
    [InlineData(TextEncoding.MailHeader, "{{ n }} =n & <b>  X: y")]
    public void What_a_visitor_wrote_is_encoded_and_never_evaluated(TextEncoding encoding, string expected)
    {
        Assert.Equal($"<i>{expected}</i>", Render("<i>{{ said }}</i>", encoding).Text);
    }

    [Theory]
    [InlineData("Hello\n  {{ n +* 1 }}", 2, 9)]
    [InlineData("{{ n", 1, 1)]
    [InlineData("x {{ }}", 1, 5)]
    public void A_mistake_is_placed_in_the_template(string template, int line, int column)
    {
        var problem = CompiledTemplate.Compile(template, Engine).Problem;

        Assert.Equal(("expression.syntax", line, column), (problem?.Code, problem?.Line ?? 0, problem?.Column ?? 0));
    }

    [Fact]
    public void A_failure_is_placed_in_the_template()
    {
        var problem = Render("one\ntwo {{ none.deep }}", TextEncoding.Text).Problem;

        Assert.Equal((2, 13), (problem?.Line, problem?.Column));
    }

    [Theory]
    [InlineData("=n + 1", FieldTextKind.Expression, "n + 1")]
    [InlineData("'=n", FieldTextKind.Literal, "=n")]
    [InlineData("'tis", FieldTextKind.Literal, "'tis")]
    [InlineData("a {{ n }}", FieldTextKind.Template, "a {{ n }}")]
    [InlineData("'={{ n }}", FieldTextKind.Template, "={{ n }}")]
    public void Settings_are_told_apart_as_in_a_spreadsheet(string written, FieldTextKind kind, string text)
    {
        Assert.Equal(new FieldText(kind, text), FieldText.Read(written, takesExpression: true, takesTemplate: true));
    }

    private static RenderOutcome Render(string template, TextEncoding encoding) =>
        CompiledTemplate.Compile(template, Engine).Render(Scope, encoding, CancellationToken.None);
}
