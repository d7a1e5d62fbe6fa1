using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class SortTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("{}", "[3, 1, 2]", "[1,2,3]")]
    [InlineData("""{ "order": "descending" }""", "[3, null, 1, 2]", "[3,2,1,null]")]
    [InlineData("{}", """["b", 2, "a", 10, true, null]""", """[2,10,"a","b",true,null]""")]
    [InlineData("""{ "as": "number" }""", """["10", "9", "many"]""", """["9","10","many"]""")]
    [InlineData("""{ "as": "text" }""", """[10, 9]""", """[10,9]""")]
    [InlineData("""{ "as": "date", "order": "descending" }""", """["2026-03-01", "2026-03-01T10:00:00+12:00", "soon"]""", """["2026-03-01","2026-03-01T10:00:00\u002B12:00","soon"]""")]
    [InlineData("{}", """["b", "A", "a"]""", """["A","a","b"]""")]
    [InlineData("""{ "ignoreCase": true }""", """["b", "a", "A"]""", """["a","A","b"]""")]
    [InlineData("""{ "byLanguage": true }""", """["z", "\u00e9", "f", "e"]""", """["e","\u00E9","f","z"]""")]
    [InlineData("{}", """["z", "\u00e9", "f", "e"]""", """["e","f","z","\u00E9"]""")]
    [InlineData("""{ "by": "=-item" }""", "[1, 3, 2]", "[3,2,1]")]
    public async Task Sorts_values(string key, string list, string sorted) =>
        Assert.Equal(sorted, await _engine.ResultAsync("sort", $$"""{ "items": "=vars.input", "keys": [{{key}}] }""", list));

    [Fact]
    public async Task Sorts_by_several_keys_and_leaves_equal_items_in_their_order()
    {
        var sorted = await _engine.ResultAsync(
            "sort",
            """{ "items": "=vars.input", "keys": [{ "by": "a.b" }, { "by": "=item.c", "order": "descending" }] }""",
            """[{"a":{"b":2},"c":1,"i":1},{"a":{"b":1},"c":1,"i":2},{"a":{"b":1},"c":5,"i":3},{"a":{"b":1},"c":1,"i":4},{"i":5}]"""
        );

        Assert.Equal("3,2,4,1,5", string.Join(',', System.Text.Json.JsonElement.Parse(sorted).EnumerateArray().Select(i => i.GetProperty("i").GetInt32())));
    }

    [Fact]
    public void Refuses_a_key_that_is_neither_a_member_nor_a_formula() =>
        Assert.Equal(
            [("list.by", "/keys/1/by")],
            _engine.Check("sort", """{ "items": "=vars.x", "keys": [{ "by": "a" }, { "by": 5 }] }""").Select(p => (p.Code, p.Pointer))
        );
}
