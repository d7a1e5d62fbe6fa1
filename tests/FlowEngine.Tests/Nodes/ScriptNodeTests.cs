using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class ScriptNodeTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Keeps_what_the_script_returns()
    {
        var run = await _engine.RunAsync(
            "script",
            """{ "code": "var sum = 0;\nfor (var i = 0; i < vars.input.length; i++) { sum += vars.input[i]; }\nreturn { sum: sum };" }""",
            "[1, 2, 3]"
        );

        Assert.Equal("""{"sum":6}""", run.Result.GetRawText());
        Assert.Equal("next", run.Port);
    }

    [Fact]
    public async Task Changes_variables_only_by_what_it_returns()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("change", NodeSpec.Of("script", """{ "code": "vars.list.push(4); return vars.list.length;", "saveTo": "count" }"""))
            .Then("tell", Use.Say("{{ vars.count }} {{ vars.list.length }}"))
            .Variable("list", new[] { 1, 2, 3 })
            .Variable("count");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["4 3"], chat.Answers());
    }

    [Theory]
    [InlineData("return vars.input.gone.name;", "expression.error")]
    [InlineData("while (true) { }", "expression.steps")]
    [InlineData("throw 'no';", "expression.error")]
    public async Task Leaves_by_error_when_the_script_fails(string code, string error)
    {
        var run = await _engine.RunAsync("script", $$"""{ "code": "var a;\n{{code}}" }""", "{}");

        Assert.Equal(error, run.Error!.Code);
        Assert.StartsWith("Line ", run.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_bad_syntax_before_a_run() =>
        Assert.Equal(["expression.syntax"], _engine.Check("script", """{ "code": "return (;" }""").Select(p => p.Code));
}
