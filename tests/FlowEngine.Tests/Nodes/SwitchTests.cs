using System.Text.Json;
using FlowEngine.Definition;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class SwitchTests : IDisposable
{
    private const string Cases =
        """[{ "port": "open", "is": ["pending", "processing"] }, { "port": "done", "is": "completed" }, { "port": "two", "is": 2 }]""";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("\"processing\"", "open")]
    [InlineData("\"completed\"", "done")]
    [InlineData("\"2\"", "two")]
    [InlineData("\"Completed\"", "otherwise")]
    [InlineData("null", "otherwise")]
    public async Task Takes_the_way_of_the_value(string value, string port) => Assert.Equal(port, await PortAsync(value));

    [Fact]
    public async Task Ignores_case_where_it_is_told_to() => Assert.Equal("done", await PortAsync("\"Completed\"", """, "ignoreCase": true"""));

    [Theory]
    [InlineData("""[{ "port": "a", "is": 1 }, { "port": "b", "is": ["1", 2] }]""", "switch.duplicate", "/cases/1/is", ProblemSeverity.Warning)]
    [InlineData("""[{ "port": "a", "is": 1 }, { "port": "a", "is": 2 }]""", "switch.ports", "/cases", ProblemSeverity.Error)]
    [InlineData("""[{ "port": "otherwise", "is": 1 }]""", "switch.port", "/cases/0", ProblemSeverity.Error)]
    public void Reports_cases_that_are_in_each_others_way(string cases, string code, string pointer, ProblemSeverity severity)
    {
        Assert.True(_engine.Catalog.TryGet("switch", 1, out var type));

        var problem = Assert.Single(type.Check(JsonElement.Parse($$"""{ "value": "=vars.x", "cases": {{cases}} }"""), _engine.Expressions));

        Assert.Equal((code, pointer, severity), (problem.Code, problem.Pointer, problem.Severity));
    }

    private async Task<string?> PortAsync(string value, string more = "")
    {
        var flow = Flow.With("start", Use.Start)
            .Then("pick", NodeSpec.Of("switch", $$"""{ "value": "=vars.value", "cases": {{Cases}} {{more}} }"""))
            .Variable("value", JsonElement.Parse(value));
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(TestContext.Current.CancellationToken);
        return chat.Journal.Single(e => e.NodeId == "pick").Port;
    }
}
