using System.Globalization;
using FlowEngine.Expressions;
using FlowEngine.Nodes.Items;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class FilterTests : IDisposable
{
    private const string Items = """[{ "n": "mug", "price": 5 }, { "n": "pot", "price": 20 }, { "n": "cup" }]""";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(""" "rules": [{ "left": "=item.price", "operator": "greater", "right": 4 }] """, "mug,pot")]
    [InlineData(""" "when": "=item.price > vars.limit" """, "")]
    [InlineData(""" "when": "=index !== 1" """, "mug,cup")]
    [InlineData(""" "rules": [{ "left": "=item.price", "operator": "isNotSet" }] """, "cup")]
    public async Task Keeps_the_items_that_meet_the_condition(string condition, string names)
    {
        var run = await _engine.RunAsync("filter", $$"""{ "items": "=vars.input", {{condition}} }""", Items);

        Assert.Equal(names, string.Join(',', run.Result.EnumerateArray().Select(i => i.GetProperty("n").GetString())));
        Assert.Equal(run.Result.GetRawText(), run.Output.GetRawText());
    }

    [Fact]
    public async Task Gives_every_item_its_own_chance_and_the_same_when_it_is_replayed()
    {
        const string Config = """{ "items": "=vars.input", "when": "=Math.random() < 0.5" }""";
        var list = $"[{string.Join(',', Enumerable.Range(0, 200))}]";

        var run = await _engine.RunAsync("filter", Config, list);
        var again = await _engine.RunAsync("filter", Config, list);

        Assert.InRange(run.Result.GetArrayLength(), 50, 150);
        Assert.Equal(run.Result.GetRawText(), again.Result.GetRawText());
    }

    [Theory]
    [InlineData("5", "list.type")]
    [InlineData("null", "list.type")]
    [InlineData("[{ \"a\": 1 }, null]", "expression.error")]
    public async Task Fails_with_a_code_and_the_item(string input, string code)
    {
        var run = await _engine.RunAsync("filter", """{ "items": "=vars.input", "when": "=item.a" }""", input);

        Assert.Equal(code, run.Error!.Code);
        Assert.Contains(code == "list.type" ? "The list is" : "Item 2", run.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_lists_that_are_too_long()
    {
        var run = await _engine.RunAsync("filter", """{ "items": "='x'.repeat(50001).split('')", "when": true }""");

        Assert.Equal("list.items", run.Error!.Code);
    }

    [Fact]
    public async Task Fails_when_the_result_is_too_large_to_be_kept()
    {
        var run = await _engine.RunAsync("filter", """{ "items": "=['x'.repeat(300000)]", "when": true }""");

        Assert.Equal("variable.size", run.Error!.Code);
    }

    [Fact]
    public void Reads_items_without_looking_at_the_whole_list_again()
    {
        var scope = new CountingScope();
        var items = new ItemScope(scope);
        var expression = _engine.Expressions.Compile("item.price * 2 + index");
        for (var i = 0; i < 1_000; i++)
        {
            items.MoveTo(System.Text.Json.JsonElement.Parse($$"""{ "price": {{i.ToString(CultureInfo.InvariantCulture)}} }"""), i);
            var (value, problem) = expression.Evaluate(items, TestContext.Current.CancellationToken);
            Assert.Null(problem);
            Assert.Equal(3 * i, value.GetDouble());
        }

        Assert.Equal(0, scope.Reads);
    }

    private sealed class CountingScope : IExpressionScope
    {
        public int Reads { get; private set; }

        public IReadOnlyCollection<string> Roots => ["vars"];

        public bool TryGetRoot(string root, out System.Text.Json.JsonElement value)
        {
            Reads++;
            value = default;
            return false;
        }

        public bool TryGetMember(string root, string member, out System.Text.Json.JsonElement value) => TryGetRoot(root, out value);
    }
}
