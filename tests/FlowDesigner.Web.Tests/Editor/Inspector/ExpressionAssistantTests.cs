using System.Text.Json;
using FlowDesigner.Web.Editor.Inspector.Code;
using FlowDesigner.Web.Editor.Simulator;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class ExpressionAssistantTests
{
    private RunValues? _test;

    [Fact]
    public void Shows_a_text_with_the_values_of_the_test()
    {
        _test = Test("""{ "vars": { "orderNumber": "1003" } }""");

        var preview = Read("Order {{ vars.orderNumber }} is fine.", CodeKind.Text).Preview;

        Assert.Equal(new CodePreview("Order 1003 is fine.", FromTest: true), preview);
    }

    [Fact]
    public void Makes_values_up_while_there_was_no_test()
    {
        var preview = Read("Order {{ vars.orderNumber }} for {{ input.text }}", CodeKind.Text).Preview;

        Assert.Equal(new CodePreview("Order ‹order number› for where is my order", FromTest: false), preview);
    }

    [Fact]
    public void Keeps_the_values_of_a_test_that_was_closed()
    {
        _test = Test("""{ "vars": { "orderNumber": "7" } }""");
        var assistant = Assistant();
        assistant.Read("tell", "=vars.orderNumber", CodeKind.Text, takesFormula: true, takesTemplate: false);
        _test = null;

        var preview = assistant.Read("tell", "=vars.orderNumber + 1", CodeKind.Text, takesFormula: true, takesTemplate: false).Preview;

        Assert.Equal(new CodePreview("\"71\"", FromTest: true), preview);
    }

    [Theory]
    [InlineData("=vars.", CodeKind.Text, 6)]
    [InlineData("vars. + 1", CodeKind.Expression, 6)]
    [InlineData("One\n{{ vars. }}", CodeKind.Text, 12)]
    [InlineData("{\n  \"a\": x\n}", CodeKind.Json, 9)]
    public void Places_a_mistake_where_it_was_made(string text, CodeKind kind, int from)
    {
        var mark = Assert.Single(Read(text, kind).Marks);

        Assert.True(mark.IsError);
        Assert.InRange(mark.From, from - 1, from + 1);
        Assert.True(mark.To > mark.From && mark.To <= text.Length);
    }

    [Theory]
    [InlineData("=vars.ordrNumber", "ordrNumber", "orderNumber")]
    [InlineData("Dear {{ contact.nane }}", "nane", "name")]
    [InlineData("=input.entities.orderNumbr", "orderNumbr", "orderNumber")]
    [InlineData("=vars['ordrNumber']", "'ordrNumber'", "'orderNumber'")]
    public void Marks_a_name_that_is_not_there_and_knows_what_was_meant(string text, string marked, string meant)
    {
        var mark = Assert.Single(Read(text, CodeKind.Text).Marks);

        Assert.Equal((marked, meant, false), (text[mark.From..mark.To], mark.Instead, mark.IsError));
    }

    [Fact]
    public void Has_nothing_to_say_of_plain_text()
    {
        var reading = Read("Hello = there", CodeKind.Text);

        Assert.Empty(reading.Marks);
        Assert.Null(reading.Preview);
    }

    [Fact]
    public void Lists_values_with_their_types_and_what_they_held()
    {
        _test = Test("""{ "vars": { "orderNumber": "1003" } }""");

        var values = Assistant().Values("tell");

        Assert.Contains(new ScopeValue("vars.orderNumber", "string", "", "1003"), values);
        Assert.Contains(values, v => v.Path == "nodes.number.output");
        Assert.DoesNotContain(values, v => v.Path == "nodes.agent.output");
    }

    [Fact]
    public void Knows_what_the_nodes_of_the_latest_run_gave_and_what_was_written()
    {
        _test = Test("""{ "nodes": { "number": { "output": { "total": 49.9 }, "error": null } }, "input": { "text": "Where is 1003?" } }""");

        var preview = Read("{{ input.text }} {{ nodes.number.output.total }}", CodeKind.Text).Preview;

        Assert.Equal(new CodePreview("Where is 1003? 49.9", FromTest: true), preview);
    }

    [Theory]
    [InlineData("""[{ "left": "=nodes.number.output.total", "operator": "greater", "right": 40 }]""", false, "yes (true)")]
    [InlineData("""[{ "left": "=vars.orderNumber", "right": "7" }, { "left": "=nodes.number.output.total", "operator": "greater", "right": 40 }]""", false, "no (false)")]
    [InlineData("""[{ "left": "=vars.orderNumber", "right": "7" }, { "left": "=nodes.number.output.total", "operator": "greater", "right": 40 }]""", true, "yes (true)")]
    [InlineData("""[{ "left": "=vars.orderNumber", "operator": "isEmpty" }]""", false, "no (false)")]
    public void Tells_whether_rules_hold_with_the_values_of_the_test(string rules, bool isAny, string outcome)
    {
        _test = Test("""{ "vars": { "orderNumber": "1003" }, "nodes": { "number": { "output": { "total": 49.9 } } } }""");

        Assert.Equal(new CodePreview(outcome, FromTest: true), Assistant().Decide("tell", Sample.Json(rules), isAny));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{}]""")]
    [InlineData("""[{ "left": "=vars.orderNumber", "operator": "greater" }]""")]
    [InlineData("""[{ "left": 1, "operator": "between", "right": 1 }]""")]
    public void Says_nothing_of_rules_that_are_not_written_to_their_end(string rules) =>
        Assert.Null(Assistant().Decide("tell", Sample.Json(rules), isAny: false));

    private static RunValues Test(string roots) =>
        new(
            Sample.Json(roots)
                .EnumerateObject()
                .ToDictionary(r => r.Name, r => (IReadOnlyDictionary<string, JsonElement>)r.Value.EnumerateObject().ToDictionary(v => v.Name, v => v.Value))
        );

    private CodeReading Read(string text, CodeKind kind) =>
        Assistant().Read("tell", text, kind, takesFormula: kind == CodeKind.Text, takesTemplate: kind == CodeKind.Text);

    private ExpressionAssistant Assistant() => new(Sample.State(), Sample.Expressions, () => _test);
}
