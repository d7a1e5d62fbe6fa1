using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class ValidateTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("""{ "id": 5 }""", "valid")]
    [InlineData("""{ "id": "x" }""", "invalid")]
    public async Task Leaves_by_the_answer(string value, string port)
    {
        var run = await _engine.RunAsync("validate", """{ "value": "=vars.input", "schema": { "properties": { "id": { "type": "integer" } } } }""", value);

        Assert.Equal(port, run.Port);
        Assert.True(port == "valid" || run.Output.GetRawText() == """[{"pointer":"/id","message":"This is string; it must be integer."}]""");
    }

    [Fact]
    public async Task Fails_when_checking_has_no_end() =>
        Assert.Equal("schema.limit", (await _engine.RunAsync("validate", """{ "value": 1, "schema": { "$ref": "#" } }""")).Error!.Code);

    [Fact]
    public void Reports_a_schema_that_is_wrong_before_a_run()
    {
        var problem = Assert.Single(_engine.Check("validate", """{ "value": "=vars.x", "schema": { "items": { "type": "text" } } }"""));

        Assert.Equal(("schema.invalid", "/schema"), (problem.Code, problem.Pointer));
        Assert.StartsWith("/items/type:", problem.Message, StringComparison.Ordinal);
    }
}
