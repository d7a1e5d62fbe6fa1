using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class MapTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Maps_an_object_by_paths_formulas_and_defaults() =>
        Assert.Equal(
            """{"customer":{"email":"v@x.test","name":"Vera Vo"},"country":"CH","vip":false}""",
            await _engine.ResultAsync(
                "map",
                """
                { "source": "=vars.input", "fields": [
                  { "to": "customer.email", "from": "billing.email" },
                  { "to": "customer.name", "from": "=item.first + ' ' + item.last" },
                  { "to": "country", "from": "billing.country", "default": "CH" },
                  { "to": "vip", "default": false },
                  { "to": "phone", "from": "phone" } ] }
                """,
                """{ "first": "Vera", "last": "Vo", "billing": { "email": "v@x.test" } }"""
            )
        );

    [Fact]
    public async Task Maps_a_list_item_by_item() =>
        Assert.Equal(
            """[{"no":0,"id":"a"},{"no":1,"id":"b"}]""",
            await _engine.ResultAsync(
                "map",
                """{ "source": "=vars.input", "fields": [{ "to": "no", "from": "=index" }, { "to": "id", "from": "sku" }] }""",
                """[{ "sku": "a" }, { "sku": "b" }]"""
            )
        );

    [Theory]
    [InlineData("text", "5", "\"5\"")]
    [InlineData("number", "\"5.50\"", "5.50")]
    [InlineData("integer", "\"5\"", "5")]
    [InlineData("boolean", "\"Yes\"", "true")]
    [InlineData("boolean", "0", "false")]
    [InlineData("date", "\"2026-03-29T23:30:00Z\"", "\"2026-03-29\"")]
    [InlineData("dateTime", "\"2026-03-29T09:30\"", "\"2026-03-29T09:30:00.000Z\"")]
    [InlineData("list", "5", "[5]")]
    [InlineData("list", "[5]", "[5]")]
    [InlineData("any", "{\"a\":1}", "{\"a\":1}")]
    public async Task Makes_values_what_they_must_be(string type, string value, string made) =>
        Assert.Equal(
            $$"""{"x":{{made}}}""",
            await _engine.ResultAsync("map", $$"""{ "source": "=vars.input", "fields": [{ "to": "x", "from": "v", "type": "{{type}}" }] }""", $$"""{ "v": {{value}} }""")
        );

    [Fact]
    public async Task Goes_on_with_a_warning_for_what_is_missing_or_cannot_be_converted()
    {
        var run = await _engine.RunAsync(
            "map",
            """
            { "source": "=vars.input", "fields": [{ "to": "a", "from": "a", "required": true }, { "to": "b", "from": "b", "type": "number" },
              { "to": "c", "from": "c", "type": "number", "default": 1 }, { "to": "d", "from": "d", "type": "number", "required": true }] }
            """,
            """[{ "b": "many", "c": [], "d": "  " }]"""
        );

        Assert.Equal("""[{"c":1}]""", run.Result.GetRawText());
        Assert.Equal(
            [
                "Item 1: a is missing in the source.",
                "Item 1: b cannot be made of a text: it must be \"Number\".",
                "Item 1: c cannot be made of a list: it must be \"Number\".",
                "Item 1: d is missing in the source.",
            ],
            run.Notes
        );
    }

    [Theory]
    [InlineData("""{ "to": "a", "from": "gone", "required": true }""", "map.missing")]
    [InlineData("""{ "to": "a", "from": "word", "type": "integer" }""", "map.convert")]
    [InlineData("""{ "to": "b", "from": "word" }""", "map.schema")]
    [InlineData("""{ "to": "a", "from": "=item.gone.name" }""", "expression.error")]
    public async Task Fails_where_it_is_told_to(string field, string code)
    {
        var run = await _engine.RunAsync(
            "map",
            $$"""{ "source": "=vars.input", "onMissing": "fail", "fields": [{{field}}], "schema": { "properties": { "b": { "type": "number" } } } }""",
            """{ "word": "w" }"""
        );

        Assert.Equal(code, run.Error!.Code);
    }

    [Fact]
    public async Task Tells_only_the_first_warnings_of_many()
    {
        var run = await _engine.RunAsync(
            "map",
            """{ "source": "=vars.input", "fields": [{ "to": "a", "from": "a", "required": true }] }""",
            $"[{string.Join(',', Enumerable.Repeat("{}", 100))}]"
        );

        Assert.Equal(21, run.Notes.Count);
        Assert.StartsWith("80 more", run.Notes[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "to": "a", "from": "x" }, { "to": "a", "from": "y" }]""", "map.conflict", "/fields/1/to")]
    [InlineData("""[{ "to": "a", "from": "x" }, { "to": "a.b", "from": "y" }]""", "map.conflict", "/fields/1/to")]
    [InlineData("""[{ "to": "a.b", "from": "x" }, { "to": "a", "from": "y" }]""", "map.conflict", "/fields/1/to")]
    [InlineData("""[{ "to": "a." , "from": "x" }]""", "map.to", "/fields/0/to")]
    [InlineData("""[{ "to": "a" }]""", "map.from", "/fields/0/from")]
    [InlineData("""[{ "to": "a", "from": "x", "type": "colour" }]""", "map.type", "/fields/0/type")]
    public void Refuses_fields_that_cannot_be_mapped(string fields, string code, string pointer) =>
        Assert.Equal([(code, pointer)], _engine.Check("map", $$"""{ "source": "=vars.x", "fields": {{fields}} }""").Select(p => (p.Code, p.Pointer)));
}
