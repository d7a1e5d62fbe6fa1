using FlowEngine.Expressions.Assistance;

namespace FlowEngine.Tests.Expressions.Assistance;

public sealed class ExpressionReferencesTests
{
    [Theory]
    [InlineData("vars.order.total + vars.n", "vars.order.total@0 vars.n@19")]
    [InlineData("vars.items.map(i => i.price)", "vars.items@0")]
    [InlineData("vars['order'].total", "vars.order.total@0")]
    [InlineData("nodes.find.output?.status ?? vars.name.trim()", "nodes.find.output.status@0 vars.name@29")]
    [InlineData("vars[vars.key]", "vars@0 vars.key@5")]
    [InlineData("(vars => vars.own)({})", "")]
    [InlineData("1 +", "")]
    public void Are_the_reads_of_an_expression_with_their_places(string source, string expected) =>
        Assert.Equal(expected, Show(ExpressionReferences.InExpression(source)));

    [Theory]
    [InlineData("const { order, user: { name } } = vars; return order.total + name;", "vars.order@34 vars.user.name@34")]
    [InlineData("const { ...all } = vars; return all;", "vars@19")]
    [InlineData("for (const item of vars.items) { if (item.ok) { return event.id; } }", "vars.items@19 event.id@55")]
    public void Are_the_reads_of_a_script_with_what_patterns_take(string source, string expected) =>
        Assert.Equal(expected, Show(ExpressionReferences.InScript(source)));

    [Theory]
    [InlineData("=vars.n * 2", "vars.n@1")]
    [InlineData("Hello {{ vars.name }}, {{input.text}} {{ 1 + }}", "vars.name@9 input.text@25")]
    [InlineData("'={{ vars.n }}", "vars.n@5")]
    [InlineData("vars.n", "")]
    public void Are_the_reads_of_a_setting_in_the_whole_text(string written, string expected) =>
        Assert.Equal(expected, Show(ExpressionReferences.InField(written, takesExpression: true, takesTemplate: true)));

    [Theory]
    [InlineData("vars.order.total + order.total + vars.orders", "vars.purchase.total + order.total + vars.orders")]
    [InlineData("vars['order'] + vars[\"order\"]", "vars['purchase'] + vars[\"purchase\"]")]
    [InlineData("'vars.order' + vars?.order // vars.order", "'vars.order' + vars?.purchase // vars.order")]
    [InlineData("vars.order ?? vars.order", "vars.purchase ?? vars.purchase")]
    [InlineData("items.map(order => order.x + vars.order)", "items.map(order => order.x + vars.purchase)")]
    [InlineData("vars.order +", "vars.order +")]
    public void Renaming_rewrites_the_names_and_nothing_else(string source, string renamed) =>
        Assert.Equal(renamed, ExpressionRename.InExpression(source, "vars.order", "vars.purchase"));

    [Fact]
    public void Renaming_keeps_the_variables_that_a_pattern_declares() =>
        Assert.Equal(
            "const { purchase: order, n = 1 } = vars; return order + n;",
            ExpressionRename.InScript("const { order, n = 1 } = vars; return order + n;", "vars.order", "vars.purchase")
        );

    [Theory]
    [InlineData("=nodes.find.output.id", "=nodes.search.output.id")]
    [InlineData("Order {{ nodes.find.output.id }} nodes.find", "Order {{ nodes.search.output.id }} nodes.find")]
    public void Renaming_works_on_settings_as_they_are_written(string written, string renamed) =>
        Assert.Equal(renamed, ExpressionRename.InField(written, true, true, "nodes.find", "nodes.search"));

    [Theory]
    [InlineData("vars.order", "nodes.order")]
    [InlineData("vars.order", "vars.order.total")]
    [InlineData("vars.order", "vars.two words")]
    [InlineData("vars.order", "vars.")]
    public void Renaming_refuses_what_is_no_name_at_the_same_place(string from, string to) =>
        Assert.Throws<ArgumentException>(() => ExpressionRename.InExpression("vars.order", from, to));

    private static string Show(IEnumerable<ExpressionReference> references) =>
        string.Join(' ', references.Select(r => $"{r.Path}@{r.Segments[0].Start}"));
}
