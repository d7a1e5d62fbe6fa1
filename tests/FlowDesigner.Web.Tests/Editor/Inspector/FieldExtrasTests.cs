using System.Text.Json;
using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Editor.Inspector.Schemas;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Definition;
using FlowEngine.Schemas;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Editor.Inspector;

public sealed class FieldExtrasTests : ComponentTest
{
    private readonly EditorState _state = Sample.State();

    public FieldExtrasTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void Takes_seconds_with_units_and_says_what_they_are()
    {
        var form = Open("while", """{ "when": "=true" }""");
        form.FindAll("button.more")[0].Click();

        form.Find("#setting-maxSeconds").Input("1 h 30 min");

        Assert.Equal(5400, Config.GetProperty("maxSeconds").GetInt32());
        Assert.Contains("1 hour 30 minutes", form.Find("[data-field=maxSeconds]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Chooses_a_date_and_says_which_day_it_is()
    {
        var form = Open("wait", """{ "until": "moment" }""");

        form.Find("#setting-at-choose").Change("2026-03-02T09:30");

        Assert.Equal("2026-03-02T09:30", Config.GetProperty("at").GetString());
        Assert.Contains("Monday, 2 March 2026, at 09:30.", form.Find("[data-field=at]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_a_weekly_schedule_without_notation()
    {
        var form = Open("trigger.schedule", """{ "cron": "30 8 * * *" }""");
        form.Find("#setting-cron").Change("Weekly");
        Assert.Equal("30 8 * * MON-FRI", Config.GetProperty("cron").GetString());

        form.Find("[aria-label=Friday]").Click();
        form.Find(".cron input[type=time]").Change("17:45");

        Assert.Equal("45 17 * * MON,TUE,WED,THU", Config.GetProperty("cron").GetString());
        Assert.Contains("At 17:45, Monday, Tuesday, Wednesday and Thursday.", form.Find("#setting-cron-words").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_a_schema_up_as_a_table_of_properties()
    {
        var form = Open("validate", """{ "schema": { "type": "object", "title": "Order", "properties": { "id": { "type": "integer", "minimum": 1 } } } }""");

        form.FindAll("[data-field=schema] button").Single(b => b.TextContent.Contains("Add a property", StringComparison.Ordinal)).Click();
        form.Find("[aria-label='Name of value1']").Change("items");
        form.Find("[aria-label='Type of items']").Change("array");
        form.Find("[aria-label='items is required']").Change(true);
        Assert.Equal(
            """{"type":"object","title":"Order","properties":{"id":{"type":"integer","minimum":1},"items":{"type":"array"}},"required":["items"]}""",
            JsonSerializer.Serialize(Config.GetProperty("schema"))
        );

        form.Find("[aria-label='Name of id']").Change("items");
        Assert.Equal(2, form.FindAll(".props tbody tr").Count);
        form.Find("[aria-label='Remove items']").Click();
        Assert.Equal("""{"type":"object","title":"Order","properties":{"id":{"type":"integer","minimum":1}}}""", JsonSerializer.Serialize(Config.GetProperty("schema")));
        _state.Undo();
        Assert.Equal(2, form.FindAll(".props tbody tr").Count);
    }

    [Theory]
    [InlineData("""{ "type": "array", "items": { "type": "string" } }""", 0)]
    [InlineData("""{ "type": ["object", "null"], "properties": { "a": {} } }""", 0)]
    [InlineData("""{ "properties": { "a": { "enum": [1] } } }""", 1)]
    public void Shows_a_table_only_for_what_it_can_show(string schema, int rows)
    {
        var form = Open("validate", $$"""{ "schema": {{schema}} }""");

        Assert.Equal(rows, form.FindAll(".props tbody tr").Count);
    }

    [Fact]
    public void Makes_a_schema_of_an_example_and_says_what_it_asks_for()
    {
        var form = Open("validate", "{}");
        form.FindAll("[data-field=schema] button").First(b => b.TextContent.Contains("From an example", StringComparison.Ordinal)).Click();
        form.Find("#setting-schema-example").Input("""{ "id": 7, "items": [ { "sku": "a" } ] }""");

        form.Find("form.make").Submit();

        Assert.Contains("A record with id (whole number), items (list).", form.Find("[data-field=schema]").TextContent, StringComparison.Ordinal);
        Assert.Equal("object", Config.GetProperty("schema").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{ "id": 7, "price": 1.5, "tags": ["a"], "gone": null, "more": { "yes": true } }""")]
    [InlineData("[]")]
    [InlineData("[[1]]")]
    [InlineData("\"text\"")]
    public void An_example_meets_the_schema_made_of_it(string example)
    {
        var schema = JsonSchema.Read(JsonSerializer.SerializeToElement(SchemaSketch.From(Sample.Json(example))));

        Assert.Empty(schema.Check(Sample.Json(example), Xunit.TestContext.Current.CancellationToken));
    }

    private JsonElement Config => _state.Flow.Nodes["made"].Config;

    private IRenderedComponent<NodeInspector> Open(string type, string config)
    {
        var node = new FlowNode(type, 1, null, Sample.Json(config), new Dictionary<string, string>());
        Assert.True(_state.Do(new AddNode("made", node, new(0, 0), "a node")));
        _state.Select(["made"]);
        return EditorParts.Draw<NodeInspector>(this, _state, p => p.Add(i => i.NodeId, "made"));
    }
}
