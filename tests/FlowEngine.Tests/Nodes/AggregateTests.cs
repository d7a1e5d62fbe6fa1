using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class AggregateTests : IDisposable
{
    private const string Items =
        """[{"n":"mug","k":"a","p":0.1},{"n":"pot","k":"b","p":"0.2"},{"n":"cup","k":"a","p":null},{"n":"mug","k":"a","p":3}]""";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("count", "", "4")]
    [InlineData("count", "p", "3")]
    [InlineData("sum", "p", "3.3")]
    [InlineData("average", "p", "1.1")]
    [InlineData("min", "p", "0.1")]
    [InlineData("max", "n", "\"pot\"")]
    [InlineData("first", "n", "\"mug\"")]
    [InlineData("last", "k", "\"a\"")]
    [InlineData("distinct", "n", "[\"mug\",\"pot\",\"cup\"]")]
    [InlineData("join", "n", "\"mug, pot, cup, mug\"")]
    [InlineData("sum", "=item.p === null ? 0 : 1", "3")]
    public async Task Calculates(string operation, string of, string value) =>
        Assert.Equal(
            $$"""{"x":{{value}}}""",
            await _engine.ResultAsync("aggregate", $$"""{ "items": "=vars.input", "values": [{ "name": "x", "operation": "{{operation}}", "of": "{{of}}" }] }""", Items)
        );

    [Theory]
    [InlineData("sum", "0")]
    [InlineData("count", "0")]
    [InlineData("average", "null")]
    [InlineData("max", "null")]
    [InlineData("distinct", "[]")]
    [InlineData("join", "\"\"")]
    public async Task Knows_the_empty_list(string operation, string value) =>
        Assert.Equal(
            $$"""{"x":{{value}}}""",
            await _engine.ResultAsync("aggregate", $$"""{ "items": [], "values": [{ "name": "x", "operation": "{{operation}}" }] }""")
        );

    [Fact]
    public async Task Groups_in_the_order_in_which_the_groups_appear() =>
        Assert.Equal(
            """[{"key":"a","total":3.1,"names":"mug cup mug"},{"key":"b","total":0.2,"names":"pot"}]""",
            await _engine.ResultAsync(
                "aggregate",
                """
                { "items": "=vars.input", "groupBy": "k", "values": [
                  { "name": "total", "operation": "sum", "of": "p" }, { "name": "names", "operation": "join", "of": "n", "separator": " " }] }
                """,
                Items
            )
        );

    [Fact]
    public async Task Adds_numbers_too_large_for_decimals() =>
        Assert.Equal(
            "{\"x\":2E+300}",
            await _engine.ResultAsync("aggregate", """{ "items": [1e300, 1e300, 5], "values": [{ "name": "x", "operation": "sum" }] }""")
        );

    [Theory]
    [InlineData("sum", """[1, "two"]""")]
    [InlineData("min", """[1, "two"]""")]
    [InlineData("average", """[1, {}]""")]
    public async Task Fails_at_the_item_that_cannot_be_used(string operation, string list)
    {
        var run = await _engine.RunAsync("aggregate", $$"""{ "items": "=vars.input", "values": [{ "name": "x", "operation": "{{operation}}" }] }""", list);

        Assert.Equal("aggregate.value", run.Error!.Code);
        Assert.StartsWith("Item 2, x:", run.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "name": "a" }, { "name": "a" }]""", "aggregate.names")]
    [InlineData("""[{ "name": "key" }]""", "aggregate.name")]
    [InlineData("""[{ "name": "a", "operation": "median" }]""", "aggregate.operation")]
    public void Refuses_figures_that_cannot_be_told_apart(string values, string code) =>
        Assert.Contains(code, _engine.Check("aggregate", $$"""{ "items": "=vars.x", "values": {{values}} }""").Select(p => p.Code));
}
