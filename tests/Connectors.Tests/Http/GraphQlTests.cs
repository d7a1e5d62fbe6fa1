using System.Text.Json;
using Connectors.Http.GraphQl;
using FlowEngine.Nodes;
using FlowEngine.Running;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit;

namespace Connectors.Tests.Http;

public sealed class GraphQlTests
{
    private const string Query = "query Find($id: ID!) { order(id: $id) { total } }";
    private const string Mutation = "mutation { pay }";

    private Dictionary<string, JsonElement> Saved { get; set; } = [];

    [Fact]
    public async Task Sends_document_variables_and_operation_and_saves_the_data()
    {
        await using var server = await VendorServer.AnsweringAsync(200, """{ "data": { "order": { "total": 5 } }, "extensions": { "cost": 1 } }""");
        var config = new GraphQlConfig(
            "api",
            Query,
            new Dictionary<string, JsonElement> { ["id"] = JsonElement.Parse("\"7\\\" } evil { \"") },
            "Find",
            "graphql",
            SaveTo: "found"
        );

        var result = Assert.IsType<NodeResult.Completed>(await SendAsync(server, config));

        var seen = Assert.Single(server.Seen);
        var body = JsonElement.Parse(seen.Body);
        Assert.Equal(("POST", "/graphql"), (seen.Method, seen.Target));
        Assert.Equal((Query, "Find", "7\" } evil { "), (body.GetProperty("query").GetString(), body.GetProperty("operationName").GetString(), body.GetProperty("variables").GetProperty("id").GetString()));
        Assert.Equal("success", result.Port);
        Assert.Equal(1, result.Output.GetProperty("extensions").GetProperty("cost").GetInt32());
        Assert.Equal("""{ "order": { "total": 5 } }""", Saved["found"].GetRawText());
        Assert.DoesNotContain("Idempotency-Key", seen.Headers.Keys);
    }

    [Theory]
    [InlineData(200, """{ "data": null, "errors": [{ "message": "Not yours", "extensions": { "code": "FORBIDDEN" } }] }""", false, "(FORBIDDEN): Not yours")]
    [InlineData(200, """{ "data": { "a": 1 }, "errors": [{ "message": "half" }, { "message": "more" }] }""", false, "2 errors: half")]
    [InlineData(400, """{ "errors": [{ "message": "Syntax" }] }""", false, "Syntax")]
    [InlineData(200, """{ "errors": [{ "message": "Slow down", "extensions": { "code": "THROTTLED" } }] }""", true, "THROTTLED")]
    [InlineData(503, """{ "errors": ["down"] }""", true, "no message")]
    public async Task Fails_with_the_first_error(int status, string answer, bool retryable, string told)
    {
        await using var server = await VendorServer.AnsweringAsync(status, answer);

        var error = Assert.IsType<NodeResult.Failed>(await SendAsync(server, new GraphQlConfig("api", Query))).Error;

        Assert.Equal(("graphql.error", retryable), (error.Code, error.Retryable));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_repeat_a_mutation_that_met_a_busy_system()
    {
        await using var server = await VendorServer.AnsweringAsync(503, """{ "errors": [{ "message": "busy" }] }""");

        var error = Assert.IsType<NodeResult.Failed>(await SendAsync(server, new GraphQlConfig("api", Mutation))).Error;

        Assert.False(error.Retryable);
        Assert.Contains("Idempotency-Key", Assert.Single(server.Seen).Headers.Keys);
    }

    [Fact]
    public async Task Goes_on_with_partial_data_where_that_is_taken()
    {
        await using var server = await VendorServer.AnsweringAsync(200, """{ "data": { "a": 1 }, "errors": [{ "message": "half" }] }""");

        var result = Assert.IsType<NodeResult.Completed>(await SendAsync(server, new GraphQlConfig("api", Query, Partial: true, SaveTo: "found")));

        Assert.Equal(("partial", "half"), (result.Port, result.Output.GetProperty("errors")[0].GetProperty("message").GetString()));
        Assert.Equal(1, Saved["found"].GetProperty("a").GetInt32());
    }

    [Theory]
    [InlineData(404, "<html>")]
    [InlineData(401, """{ "message": "no" }""")]
    public async Task Leaves_by_rejected_when_it_is_no_graphql(int status, string answer)
    {
        await using var server = await VendorServer.AnsweringAsync(status, answer);

        var result = Assert.IsType<NodeResult.Completed>(await SendAsync(server, new GraphQlConfig("api", Query)));

        Assert.Equal(("rejected", status), (result.Port, result.Output.GetProperty("status").GetInt32()));
    }

    [Theory]
    [InlineData("{ a }", null, EffectKind.Read)]
    [InlineData("query { mutation }", null, EffectKind.Read)]
    [InlineData("# mutation { x }\nquery A { a(b: \"mutation {\") }", null, EffectKind.Read)]
    [InlineData("query A { a(t: \"\"\"\nmutation { \\\"\"\" } \"\"\") } fragment mutation on X { y }", null, EffectKind.Read)]
    [InlineData("mutation { a }", null, EffectKind.Write)]
    [InlineData("query A { a } mutation B { b }", "A", EffectKind.Read)]
    [InlineData("query A { a } mutation B { b }", "B", EffectKind.Write)]
    [InlineData("query A { a } mutation B { b }", null, EffectKind.Write)]
    [InlineData("fragment f on X { y } mutation M($a: [X!]! = [{b: 1}]) @d(e: {f: 1}) { b }", null, EffectKind.Write)]
    public void Knows_what_changes_something(string query, string? operation, EffectKind kind)
    {
        var config = JsonSerializer.SerializeToElement(new { query, operationName = operation });

        Assert.Equal(kind, GraphQlNode.Definition.EffectFor(config).Kind);
    }

    [Theory]
    [InlineData("{ a }", null, true)]
    [InlineData("query A { a } query B { b }", "B", true)]
    [InlineData("query A { a } query B { b }", null, false)]
    [InlineData("query A { a }", "C", false)]
    [InlineData("query A { a ", null, false)]
    [InlineData("query A { a } }", null, false)]
    [InlineData("query A { a(b: \"x) }", null, false)]
    [InlineData("subscription { a }", null, false)]
    [InlineData("fragment f on X { y }", null, false)]
    [InlineData("select 1", null, false)]
    [InlineData("=vars.query", null, false)]
    [InlineData(" ", null, false)]
    public void Takes_a_document_of_which_one_operation_runs(string query, string? operation, bool ok) =>
        Assert.Equal(ok, new GraphQlConfigValidator().Validate(new GraphQlConfig("api", query, OperationName: operation)).IsValid);

    private async Task<NodeResult> SendAsync(VendorServer server, GraphQlConfig config)
    {
        using var connection = new FakeConnection("http", server.Address);
        var context = new FakeNodeContext(connection);
        var result = await new GraphQlExecutor(new ManualTimeProvider(), NullLogger<GraphQlExecutor>.Instance).ExecuteAsync(
            config,
            context,
            TestContext.Current.CancellationToken
        );
        Saved = context.Variables;
        return result;
    }
}
