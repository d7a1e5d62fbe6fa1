using FlowEngine.Expressions.Assistance;
using FlowEngine.Nodes;
using FlowEngine.Tests.Validation;
using TestKit.Engine;

namespace FlowEngine.Tests.Expressions.Assistance;

public sealed class ExpressionCompletionTests
{
    private static readonly Dictionary<string, ValueShape> Scope = new()
    {
        ["vars"] = ValueShape.Sketch("{ order: { number: string, lines: [{ sku: string, quantity: number }] }, name: string, n: number }"),
        ["input"] = ValueShape.Sketch("{ text: string }"),
    };

    [Theory]
    [InlineData("vars.|", "order name n")]
    [InlineData("vars.o|", "order")]
    [InlineData("vars.O|", "order")]
    [InlineData("1 + vars.order.|", "number lines")]
    [InlineData("vars?.order?.|", "number lines")]
    [InlineData("vars['order'].nu|", "number")]
    [InlineData("vars.order.lines[0].|", "sku quantity")]
    [InlineData("vars.order.lines.map(line => line.|", "sku quantity")]
    [InlineData("vars.order.lines.filter((a, b) => a.q|)", "quantity")]
    [InlineData("i|", "input Intl")]
    [InlineData("vars.name.sta|", "startsWith")]
    [InlineData("vars.order.lines.len|", "length")]
    [InlineData("nobody.|", "")]
    [InlineData("f(1).|", "")]
    [InlineData("'vars.|", "")]
    [InlineData("/* vars.|", "")]
    [InlineData("12|", "")]
    public void Offers_what_fits_at_the_caret(string typed, string expected)
    {
        var list = Complete(typed);

        Assert.Equal(expected, string.Join(' ', list.Items.Select(i => i.Name)));
    }

    [Fact]
    public void Replaces_the_whole_name_around_the_caret()
    {
        var list = Complete("vars.or|der + 1");

        Assert.Equal((5, 10), (list.Start, list.End));
    }

    [Fact]
    public void Tells_types()
    {
        var items = Complete("vars.order.lines[0].|").Items;

        Assert.Equal([("sku", "string"), ("quantity", "number")], items.Select(i => (i.Name, i.Type)));
    }

    [Fact]
    public void Knows_variables_nodes_before_and_the_item_of_the_loop()
    {
        using var engine = new TestEngine();
        var flow = Flow.With("start", Use.Start)
            .Then("before", Use.Set("total", 1))
            .Then("loop", Use.ForEach("=vars.lines"))
            .Then("inside", Use.Say("x"))
            .And("after", Use.Say("y"))
            .Link("loop", "done", "after")
            .Variable("lines")
            .Variable("total");
        var bundle = Bot.With(flow).Pattern("orderNumber", "[0-9]+").Variable("greeting").Build();
        var definition = bundle.Flows["main"];

        var inside = ScopeShape.At(definition, bundle.Bot, engine.Catalog, "inside");
        var after = ScopeShape.At(definition, bundle.Bot, engine.Catalog, "after");

        Assert.Equal(["lines", "total", "greeting"], inside["vars"].Members!.Keys);
        Assert.Equal(["start", "before", "loop"], inside["nodes"].Members!.Keys);
        Assert.Equal("number", inside["index"].Type);
        Assert.True(inside.ContainsKey("item"));
        Assert.Equal(["orderNumber"], inside["input"].Members!["entities"].Members!.Keys);
        Assert.False(after.ContainsKey("item"));
        Assert.Equal(["count", "failed", "results", "errors"], after["nodes"].Members!["loop"].Members!["output"].Members!.Keys);
    }

    [Fact]
    public void A_variable_has_the_shape_of_what_a_node_saves_to_it()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("found", NodeSpec.Of("shop.getOrder", """{ "saveTo": "order" }""", then: "success"))
            .Then("told", Use.Say("x"))
            .Variable("order");
        var bundle = Bot.With(flow).Build();

        var shape = ScopeShape.At(bundle.Flows["main"], bundle.Bot, SampleCatalog.Nodes, "told")["vars"].Members!["order"];

        Assert.Equal(("object", "number", "array"), (shape.Type, shape.Members!.Keys.First(), shape.Members["lines"].Type));
    }

    private static CompletionList Complete(string typed)
    {
        var caret = typed.IndexOf('|', StringComparison.Ordinal);
        return ExpressionCompletion.At(typed.Remove(caret, 1), caret, Scope);
    }
}
