using FlowEngine.Definition;

namespace FlowEngine.Tests.Validation;

public class FieldRulesTests
{
    [Theory]
    [InlineData("ask", """{ "text": "?", "colour": 1 }""", "config.unknown", "colour")]
    [InlineData("ask", """{ }""", "config.required", "text")]
    [InlineData("ask", """{ "text": "  " }""", "config.required", "text")]
    [InlineData("ask", """{ "text": null }""", "config.required", "text")]
    [InlineData("ask", """{ "text": 5 }""", "config.type", "text")]
    [InlineData("ask", """{ "text": "?", "maxVisits": "three" }""", "config.type", "maxVisits")]
    [InlineData("ask", """{ "text": "?", "maxVisits": 0 }""", "config.range", "maxVisits")]
    [InlineData("ask", """{ "text": "?", "maxVisits": 11 }""", "config.range", "maxVisits")]
    [InlineData("ask", """{ "text": "?", "entity": "colour" }""", "entity.missing", "entity")]
    [InlineData("ask", """{ "text": "?", "saveTo": "Order Number" }""", "variable.name", "saveTo")]
    [InlineData("ask", """{ "text": "?", "saveTo": "other" }""", "variable.undeclared", "saveTo")]
    [InlineData("ask", """{ "text": "=vars.order" }""", "config.expression", "text")]
    [InlineData("say", """{ "text": "=1 + oops" }""", "expression.syntax", "text")]
    [InlineData("say", """{ "text": "Hello {{ oops }}" }""", "expression.syntax", "text")]
    [InlineData("say", """{ "text": "A rude word" }""", "say.rude", "text")]
    [InlineData("say", """{ "text": "=vars.oder" }""", "variable.undeclared", "text")]
    [InlineData("say", """{ "text": "=nodes.find.output" }""", "expression.node", "text")]
    [InlineData("say", """{ "text": "Hi {{ vars.oder }}." }""", "variable.undeclared", "text")]
    [InlineData("say", """{ "text": "Hi {{ 1 + oops }}." }""", "expression.syntax", "text")]
    [InlineData("set", """{ "values": { "x": { "a": ["{{ oops oops }}"] } } }""", "expression.syntax", "values/x/a/0")]
    [InlineData("set", """{ "values": { "x": [{ "a": "=vars.gone" }] } }""", "variable.undeclared", "values/x/0/a")]
    [InlineData("trigger.intent", """{ "intent": "stock" }""", "intent.missing", "intent")]
    [InlineData("shop.getOrder", """{ "connection": "store", "orderId": "1" }""", "connection.missing", "connection")]
    [InlineData("shop.getOrder", """{ "connection": "post", "orderId": "1" }""", "connection.kind", "connection")]
    [InlineData("shop.getOrder", """{ "connection": "shop", "orderId": "1", "mode": "medium" }""", "config.option", "mode")]
    [InlineData("shop.getOrder", """{ "connection": "shop", "orderId": "1", "loud": "yes" }""", "config.type", "loud")]
    [InlineData("shop.getOrder", """{ "connection": "shop", "orderId": "1", "tags": "a" }""", "config.type", "tags")]
    [InlineData("shop.getOrder", """{ "connection": "shop", "orderId": "1", "tags": ["a", 1] }""", "config.type", "tags/1")]
    [InlineData("shop.getOrder", """{ "connection": "shop", "orderId": "1", "then": "gone" }""", "flow.missing", "then")]
    [InlineData("branch", """{ "arms": {} }""", "config.type", "arms")]
    [InlineData("branch", """{ "arms": [ { "port": "a", "when": "vars.x" } ] }""", "config.condition", "arms/0/when")]
    [InlineData("branch", """{ "arms": [ { "port": "a", "when": "=oops" } ] }""", "expression.syntax", "arms/0/when")]
    [InlineData("branch", """{ "arms": [ { "when": true } ] }""", "config.required", "arms/0/port")]
    [InlineData("branch", """{ "arms": [ 1 ] }""", "config.type", "arms/0")]
    [InlineData("set", """{ "values": [] }""", "config.type", "values")]
    [InlineData("set", """{ "values": { "a/b": "=oops" } }""", "expression.syntax", "values/a~1b")]
    public void Finds_what_is_wrong_with_settings(string type, string config, string code, string field) =>
        Assert.Contains((code, $"/nodes/a/config/{field}"), Checking.Nodes($$""" "a": { "type": "{{type}}", "config": {{config}} } """));

    [Theory]
    [InlineData("ask", """{ "text": "?", "entity": "number", "saveTo": "shared", "maxVisits": 1 }""")]
    [InlineData("say", """{ "text": "'=not an expression" }""")]
    [InlineData("say", """{ "text": "=vars.order.total + vars.shared" }""")]
    [InlineData("shop.getOrder", """{ "connection": "shop", "orderId": "1", "mode": "slow", "loud": true, "tags": ["a"], "then": "f", "extra": [1] }""")]
    [InlineData("shop.getOrder", """{ "connection": "shop", "orderId": "1", "mode": null }""")]
    [InlineData("branch", """{ "arms": [ { "port": "a", "when": "=vars.order" }, { "port": "b", "when": false } ] }""")]
    public void Finds_nothing_wrong_with_good_settings(string type, string config) =>
        Assert.DoesNotContain(
            Checking.Nodes($$""" "a": { "type": "{{type}}", "config": {{config}} } """),
            p => p.Pointer.StartsWith("/nodes/a/config", StringComparison.Ordinal)
        );

    [Fact]
    public void Places_a_syntax_error_in_the_text_of_the_author()
    {
        var problems = Checking.Flow("""{ "id": "f", "name": "F", "nodes": { "a": { "type": "say", "config": { "text": "=12 oops" } } } }""");

        Assert.Contains(problems, p => p.Message.StartsWith("Line 1, column 5:", StringComparison.Ordinal));
    }

    [Fact]
    public void Puts_errors_before_warnings()
    {
        var problems = Checking.Flow(
            """{ "id": "f", "name": "F", "nodes": { "a": { "type": "say", "config": { "text": "=vars.gone" } }, "b": { "type": "x" } } }"""
        );

        Assert.Equal([ProblemSeverity.Error, ProblemSeverity.Warning], problems.Select(p => p.Severity).Distinct());
    }

    [Fact]
    public void Checks_that_a_variable_starts_with_its_own_type()
    {
        var problems = Checking.Flow(
            """{ "id": "f", "name": "F", "variables": { "n": { "type": "number", "default": "1" }, "s": { "type": "string", "default": null } }, "nodes": {} }"""
        );

        Assert.Contains(("variable.default", "/variables/n/default"), Checking.Codes(problems));
        Assert.DoesNotContain(problems, p => p.Pointer.StartsWith("/variables/s", StringComparison.Ordinal));
    }
}
