using System.Text.Json;
using Connectors.Http.HttpRequest;
using FlowEngine.Connecting;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit;
using TestKit.Engine;

namespace Connectors.Tests.Http;

public sealed class HttpRequestTests
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passes_a_json_answer_on_and_saves_its_body()
    {
        await using var server = await VendorServer.AnsweringAsync(200, """{ "temperature": 21.5 }""");

        var (result, variables) = await RunAsync(server, new HttpRequestConfig("api", "weather", SaveTo: "weather"));

        var completed = Assert.IsType<NodeResult.Completed>(result);
        Assert.Equal("success", completed.Port);
        Assert.Equal(200, completed.Output.GetProperty("status").GetInt32());
        Assert.Equal(21.5, completed.Output.GetProperty("body").GetProperty("temperature").GetDouble());
        Assert.Equal("application/json", completed.Output.GetProperty("headers").GetProperty("content-type").GetString());
        Assert.Equal(21.5, variables["weather"].GetProperty("temperature").GetDouble());
    }

    [Theory]
    [InlineData("<html><body>Maintenance</body></html>", "text/html")]
    [InlineData("{ \"cut\": ", "application/json")]
    public async Task Gives_html_and_broken_json_as_text(string body, string contentType)
    {
        await using var server = await VendorServer.AnsweringAsync(200, body, contentType);

        var (result, _) = await RunAsync(server, new HttpRequestConfig("api"));

        var completed = Assert.IsType<NodeResult.Completed>(result);
        Assert.Equal(body, completed.Output.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Leaves_by_rejected_for_other_statuses_without_saving()
    {
        await using var server = await VendorServer.AnsweringAsync(404, """{ "error": "none" }""");

        var (result, variables) = await RunAsync(server, new HttpRequestConfig("api", SaveTo: "x"));

        Assert.Equal("rejected", Assert.IsType<NodeResult.Completed>(result).Port);
        Assert.Empty(variables);
    }

    [Fact]
    public async Task Does_not_follow_redirects()
    {
        await using var elsewhere = await VendorServer.AnsweringAsync(200, "{}");
        await using var server = await VendorServer.StartAsync(http =>
        {
            http.Response.StatusCode = 302;
            http.Response.Headers.Location = elsewhere.Address.ToString();
            return Task.CompletedTask;
        });

        var (result, _) = await RunAsync(server, new HttpRequestConfig("api"));

        Assert.Equal("rejected", Assert.IsType<NodeResult.Completed>(result).Port);
        Assert.Empty(elsewhere.Seen);
    }

    [Fact]
    public async Task Sends_method_path_query_headers_body_and_the_effect_key()
    {
        await using var server = await VendorServer.AnsweringAsync(201, "{}");
        var config = new HttpRequestConfig(
            "api",
            "/tickets",
            "POST",
            new Dictionary<string, JsonElement> { ["q"] = Json("\"a&b=c\""), ["none"] = Json("null"), ["n"] = Json("3") },
            new Dictionary<string, JsonElement> { ["X-Trace"] = Json("\"t1\"") },
            Json("""{ "title": "Hi" }""")
        );

        await RunAsync(server, config);

        var seen = Assert.Single(server.Seen);
        Assert.Equal(("POST", "/tickets?q=a%26b%3Dc&n=3", """{ "title": "Hi" }"""), (seen.Method, seen.Target, seen.Body));
        Assert.Equal("t1", seen.Headers["X-Trace"]);
        Assert.Equal("\"run1/0/node/1\"", seen.Headers["Idempotency-Key"]);
        Assert.StartsWith("application/json", seen.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("PUT", true)]
    [InlineData("POST", false)]
    public async Task Times_out_as_an_error_that_only_idempotent_methods_may_retry(string method, bool retryable)
    {
        var reached = new TaskCompletionSource();
        await using var server = await VendorServer.StartAsync(async http =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
        });

        var running = RunAsync(server, new HttpRequestConfig("api", Method: method, TimeoutSeconds: 5));
        await reached.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(5));

        var failed = Assert.IsType<NodeResult.Failed>((await running).Result);
        Assert.Equal(("http.timeout", retryable), (failed.Error.Code, failed.Error.Retryable));
    }

    [Fact]
    public async Task Passes_the_cancellation_of_the_run_through()
    {
        var reached = new TaskCompletionSource();
        await using var server = await VendorServer.StartAsync(async http =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
        });
        using var cancel = new CancellationTokenSource();

        var running = RunAsync(server, new HttpRequestConfig("api"), cancel.Token);
        await reached.Task.WaitAsync(Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_answers_over_the_limit_whether_announced_or_not(bool announced)
    {
        var body = new string('x', HttpRequestExecutor.MaxBytes + 1);
        await using var server = await VendorServer.StartAsync(http =>
        {
            http.Response.ContentLength = announced ? body.Length : null;
            return VendorServer.WriteAsync(http, 200, body, "text/plain");
        });

        var (result, _) = await RunAsync(server, new HttpRequestConfig("api"));

        Assert.Equal("http.size", Assert.IsType<NodeResult.Failed>(result).Error.Code);
    }

    [Fact]
    public async Task Tells_that_nothing_answers()
    {
        var server = await VendorServer.AnsweringAsync(200, "{}");
        var address = server.Address;
        await server.DisposeAsync();
        using var connection = new FakeConnection("http", address);

        var result = await Executor().ExecuteAsync(new HttpRequestConfig("api", Method: "POST"), new FakeNodeContext(connection), Token);

        var failed = Assert.IsType<NodeResult.Failed>(result);
        Assert.Equal(("http.no-answer", true), (failed.Error.Code, failed.Error.Retryable));
    }

    [Theory]
    [InlineData("orders/1", true)]
    [InlineData("/orders/1", true)]
    [InlineData("orders/a:b", true)]
    [InlineData("https://evil.example/x", false)]
    [InlineData("//evil.example/x", false)]
    [InlineData("../admin", false)]
    [InlineData("orders/%2e%2e/admin", false)]
    [InlineData("orders?all=1", false)]
    [InlineData("orders#all", false)]
    [InlineData("orders/%2e%2e%2fadmin%3fx=1", true)]
    [InlineData("orders/%5c..%5cadmin", false)]
    [InlineData("orders/a%0d%0ab", false)]
    [InlineData("orders\\..\\x", false)]
    public void Accepts_only_paths_below_the_connection(string path, bool ok) =>
        Assert.Equal(ok, new HttpRequestConfigValidator().Validate(new HttpRequestConfig("api", path)).IsValid);

    [Theory]
    [InlineData("../../admin?x=1", "/orders/..%2F..%2Fadmin%3Fx%3D1/items")]
    [InlineData("//evil.example/#a b&c", "/orders/%2F%2Fevil.example%2F%23a%20b%26c/items")]
    [InlineData("%2e%2e", "/orders/%252e%252e/items")]
    [InlineData("Müll", "/orders/M%C3%BCll/items")]
    public async Task Keeps_what_a_visitor_wrote_inside_one_segment_of_the_path(string written, string target)
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");
        using var chat = await TalkAsync(server, """{ "connection": "api", "path": "orders/{{ input.text }}/items" }""", written);

        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
        Assert.Equal(target, Assert.Single(server.Seen).Target);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task Refuses_dots_that_would_lead_up(string written)
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");
        using var chat = await TalkAsync(server, """{ "connection": "api", "path": "orders/{{ input.text }}/items" }""", written);

        Assert.Equal("http.path", chat.Run!.Error!.Code);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Fills_expressions_and_templates_in_deep_inside_a_body()
    {
        await using var server = await VendorServer.AnsweringAsync(200, "{}");
        const string Config = """
            { "connection": "api", "method": "POST", "path": "contacts", "body":
              { "who": { "name": "{{ input.text }}!", "tags": ["=1 + 1", "'=x", true] }, "gone": "=null", "left out": "=undefined" } }
            """;
        using var chat = await TalkAsync(server, Config, "A \"B\"");

        Assert.Equal(
            """{"who":{"name":"A \"B\"!","tags":[2,"=x",true]},"gone":null}""",
            ScriptJson.Write(Json(Assert.Single(server.Seen).Body))
        );
    }

    [Theory]
    [InlineData("X-Custom", true)]
    [InlineData("Authorization", false)]
    [InlineData("host", false)]
    [InlineData("Bad Name", false)]
    public void Keeps_the_headers_of_the_connection_from_nodes(string name, bool ok)
    {
        var config = new HttpRequestConfig("api", Headers: new Dictionary<string, JsonElement> { [name] = Json("\"v\"") });

        Assert.Equal(ok, new HttpRequestConfigValidator().Validate(config).IsValid);
    }

    [Theory]
    [InlineData("""{ "method": "GET" }""", EffectKind.Read, true)]
    [InlineData("""{ }""", EffectKind.Read, true)]
    [InlineData("""{ "method": "PUT" }""", EffectKind.Write, true)]
    [InlineData("""{ "method": "POST" }""", EffectKind.Write, false)]
    [InlineData("""{ "method": "POST", "idempotent": true }""", EffectKind.Write, true)]
    [InlineData("""{ "method": 7 }""", EffectKind.Read, true)]
    public void Has_the_effect_of_its_method(string config, EffectKind kind, bool idempotent) =>
        Assert.Equal(new NodeEffect(kind, idempotent), HttpRequestNode.Definition.EffectFor(Json(config)));

    private async Task<(NodeResult Result, Dictionary<string, JsonElement> Variables)> RunAsync(
        VendorServer server,
        HttpRequestConfig config,
        CancellationToken? cancellationToken = null
    )
    {
        using var connection = new FakeConnection("http", server.Address);
        var context = new FakeNodeContext(connection);
        return (await Executor().ExecuteAsync(config, context, cancellationToken ?? Token), context.Variables);
    }

    /// <summary>Runs a flow of one request, started by a message, by the engine's own door.</summary>
    private async Task<SimulatedConversation> TalkAsync(VendorServer server, string config, string text)
    {
        var node = new NodeType<HttpRequestConfig>(HttpRequestNode.Definition, new HttpRequestConfigValidator(), Executor());
        using var engine = new TestEngine(null, node);
        var bot = Bot.With(Flow.With("start", Use.Start).Then("request", NodeSpec.Of("http.request", config))).Fallback("main");
        using var connection = new FakeConnection("http", server.Address);
        var chat = new SimulatedConversation(engine.Interpreter, engine.Compile(bot), new OneConnection(connection), engine.Clock);
        Assert.Empty(chat.Program.Problems);
        await chat.SendAsync(text, Token);
        return chat;
    }

    private sealed class OneConnection(IConnection connection) : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            new(connection);
    }

    private HttpRequestExecutor Executor() => new(_time, NullLogger<HttpRequestExecutor>.Instance);

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
