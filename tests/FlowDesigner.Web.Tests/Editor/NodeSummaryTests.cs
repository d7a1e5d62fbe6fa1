using System.Text.Json;
using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Tests.Wording;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class NodeSummaryTests
{
    [Theory]
    [InlineData("branch", """{ "arms": [{ "port": "gold", "rules": [] }, { "port": "other", "when": "=true" }] }""", "Picks a way by gold, other")]
    [InlineData(
        "assert",
        """{ "rules": [{ "left": "=vars.total", "operator": "greater", "right": 100 }, { "left": "=vars.name", "operator": "isSet", "right": 5 }] }""",
        "Makes sure that total is greater than 100, name has a value"
    )]
    [InlineData("assert", """{ "rules": [{ "left": "=vars.total", "right": "=vars.sum" }] }""", "Makes sure that total is sum")]
    [InlineData("assert", """{ "when": "=vars.total > 100" }""", "Makes sure that total > 100")]
    [InlineData("filter", """{ "items": "=vars.items", "rules": [] }""", "Keeps items of items where …")]
    [InlineData("merge", """{ "inputs": [{ "value": "=vars.a" }, { "value": "=vars.b" }] }""", "Merges a, b: Lists one after the other")]
    [InlineData("sort", """{ "items": "=vars.items", "keys": [{ "by": "price" }, { "order": "descending" }] }""", "Sorts items by price, Greatest first")]
    [InlineData("store", """{ "operation": "increment", "key": "visits" }""", "Add to a number: visits")]
    [InlineData("wait", """{ "amount": 5 }""", "Waits for a duration 5 minutes ")]
    [InlineData("wait", """{ "until": "timeOfDay", "amount": 5, "at": "09:30" }""", "Waits for a time of day   09:30")]
    public void Says_in_plain_words_what_a_node_does(string type, string config, string sentence)
    {
        Assert.True(Sample.Catalog.TryGet(type, 1, out var known));

        var parts = NodeSummary.Of(known.Definition, JsonElement.Parse(config), Speaking.English<NodeText>(), Speaking.English<EditorText>());

        Assert.Equal(sentence, string.Concat(parts.Select(p => p.Text)));
    }
}
