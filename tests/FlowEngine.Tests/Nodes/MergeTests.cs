using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class MergeTests : IDisposable
{
    private const string Lists =
        """{"l":[{"id":1,"a":1},{"id":2,"a":2},{"a":3}],"r":[{"id":"2","b":2},{"id":3,"b":3},{"id":2,"b":4}]}""";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Puts_lists_one_after_the_other_and_leaves_out_what_is_null() =>
        Assert.Equal(
            "[1,2,3]",
            await _engine.ResultAsync("merge", """{ "inputs": [{ "value": [1] }, { "value": "=null" }, { "value": "=[2, 3]" }] }""")
        );

    [Theory]
    [InlineData("inner", """[{"id":"2","a":2,"b":2},{"id":2,"a":2,"b":4}]""")]
    [InlineData("left", """[{"id":1,"a":1},{"id":"2","a":2,"b":2},{"id":2,"a":2,"b":4},{"a":3}]""")]
    [InlineData("outer", """[{"id":1,"a":1},{"id":"2","a":2,"b":2},{"id":2,"a":2,"b":4},{"a":3},{"id":3,"b":3}]""")]
    public async Task Joins_lists_by_a_key(string keep, string rows) =>
        Assert.Equal(
            rows,
            await _engine.ResultAsync(
                "merge",
                $$"""{ "mode": "join", "key": "id", "keep": "{{keep}}", "inputs": [{ "value": "=vars.input.l" }, { "value": "=vars.input.r" }] }""",
                Lists
            )
        );

    [Fact]
    public async Task Joins_by_keys_of_different_names_and_lets_the_first_count() =>
        Assert.Equal(
            """[{"id":7,"n":"one","ref":7}]""",
            await _engine.ResultAsync(
                "merge",
                """
                { "mode": "join", "key": "id", "otherKey": "=item.ref", "precedence": "first",
                  "inputs": [{ "value": [{ "id": 7, "n": "one" }] }, { "value": [{ "ref": 7, "n": "two" }] }] }
                """
            )
        );

    [Theory]
    [InlineData("last", false, """{"a":2,"o":{"y":2},"l":[2]}""")]
    [InlineData("first", false, """{"a":1,"o":{"x":1,"y":1},"l":[1]}""")]
    [InlineData("last", true, """{"a":2,"o":{"x":1,"y":2},"l":[2]}""")]
    [InlineData("first", true, """{"a":1,"o":{"x":1,"y":1},"l":[1]}""")]
    public async Task Merges_objects_with_the_declared_precedence(string precedence, bool deep, string merged) =>
        Assert.Equal(
            merged,
            await _engine.ResultAsync(
                "merge",
                $$"""
                { "mode": "objects", "precedence": "{{precedence}}", "deep": {{(deep ? "true" : "false")}},
                  "inputs": [{ "value": { "a": 1, "o": { "x": 1, "y": 1 }, "l": [1] } }, { "value": { "a": 2, "o": { "y": 2 }, "l": [2] } }] }
                """
            )
        );

    [Theory]
    [InlineData("""{ "mode": "objects", "inputs": [{ "value": "=[1]" }] }""", "merge.type")]
    [InlineData("""{ "mode": "join", "key": "id", "inputs": [{ "value": "=[1]" }, { "value": "=[1]" }] }""", "merge.type")]
    [InlineData("""{ "inputs": [{ "value": "=5" }] }""", "list.type")]
    public async Task Fails_when_an_input_is_of_the_wrong_kind(string config, string code) =>
        Assert.Equal(code, (await _engine.RunAsync("merge", config)).Error!.Code);

    [Fact]
    public async Task Stops_a_join_that_grows_beyond_all_bounds()
    {
        var run = await _engine.RunAsync(
            "merge",
            """{ "mode": "join", "key": "=1", "inputs": [{ "value": "=vars.input" }, { "value": "=vars.input" }] }""",
            $"[{string.Join(',', Enumerable.Repeat("{}", 300))}]"
        );

        Assert.Equal("list.items", run.Error!.Code);
    }

    [Theory]
    [InlineData("""{ "mode": "join", "key": "id", "inputs": [{ "value": "=vars.a" }] }""", "merge.two")]
    [InlineData("""{ "mode": "join", "inputs": [{ "value": "=vars.a" }, { "value": "=vars.b" }] }""", "merge.key")]
    public void Refuses_a_join_that_is_incomplete(string config, string code) =>
        Assert.Contains(code, _engine.Check("merge", config).Select(p => p.Code));
}
