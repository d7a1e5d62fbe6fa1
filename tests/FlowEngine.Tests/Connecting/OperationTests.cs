using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;
using TestKit;
using TestKit.Contract;

namespace FlowEngine.Tests.Connecting;

public sealed class OperationTests
{
    private static readonly FieldDefinition[] Fields =
    [
        new("id", "Order", "Which order.", FieldKind.Text, Required: true, Expression: true, Template: true),
        new("limit", "At most", "How many.", FieldKind.Number, Default: Acme.Json(10), Expression: true, Minimum: 1, Maximum: 50),
        new("loud", "Loud", "Yes or no.", FieldKind.Boolean, Expression: true),
        new(
            "mode",
            "Mode",
            "How.",
            FieldKind.Choice,
            Default: Acme.Json("fast"),
            Expression: true,
            Options: [new FieldOption("fast", "fast"), new FieldOption("slow", "slow")]
        ),
        new("tags", "Tags", "Words.", FieldKind.TextList, Template: true),
        new("extra", "Extra", "Anything.", FieldKind.Json, Expression: true),
        new("labels", "Labels", "Values by name.", FieldKind.Map),
        new(
            "lines",
            "Lines",
            "What is ordered.",
            FieldKind.List,
            Fields: [new("sku", "Article", "Which.", FieldKind.Text, Required: true, Expression: true), new("count", "Count", "How many.", FieldKind.Number)]
        ),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_the_operation_every_setting_resolved_and_its_defaults()
    {
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(Acme.Echo(Fields))));

        var outcome = await bench.RunAsync(
            "acme.get",
            """
            {
              "id": "A-{{ 1 + 1 }}", "loud": "=1 < 2", "tags": ["x", "{{ 'y' }}"], "extra": { "a": "=3" },
              "labels": { "b": "={ c: 4 }" }, "lines": [{ "sku": "='s' + 1", "count": 2 }, { "sku": "t" }]
            }
            """,
            Token
        );

        Assert.Equal(
            """{"id":"A-2","limit":10,"loud":true,"mode":"fast","tags":["x","y"],"extra":{"a":3},"labels":{"b":{"c":4}},"lines":[{"sku":"s1","count":2},{"sku":"t"}]}""",
            outcome.Output.GetRawText()
        );
    }

    [Theory]
    [InlineData("""{ }""", "config.required", "/id")]
    [InlineData("""{ "id": "1", "limit": 51 }""", "config.range", "/limit")]
    [InlineData("""{ "id": "1", "limit": "many" }""", "config.type", "/limit")]
    [InlineData("""{ "id": "1", "mode": "wild" }""", "config.option", "/mode")]
    [InlineData("""{ "id": "1", "lines": [{ "count": 1 }] }""", "config.required", "/lines/0/sku")]
    [InlineData("""{ "id": "1", "lines": "many" }""", "config.type", "/lines")]
    [InlineData("""{ "id": "1", "size": 1 }""", "config.unknown", "/size")]
    public void Shows_a_setting_that_does_not_fit_in_the_editor(string config, string code, string pointer)
    {
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(Acme.Echo(Fields))));

        var problems = bench.Validate("acme.get", config);

        var problem = Assert.Single(problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Equal((code, $"/nodes/call/config{pointer}"), (problem.Code, problem.Pointer));
    }

    [Theory]
    [InlineData("""{ "id": "1", "limit": "=40 + 11" }""", "config.range")]
    [InlineData("""{ "id": "1", "mode": "='wi' + 'ld'" }""", "config.option")]
    [InlineData("""{ "id": "=vars.result" }""", "config.empty")]
    public async Task Fails_when_an_expression_gives_what_does_not_fit(string config, string code)
    {
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(Acme.Echo(Fields))));

        var outcome = await bench.RunAsync("acme.get", config, Token);

        Assert.Equal(code, outcome.Error?.Code);
    }

    [Fact]
    public async Task Checks_settings_that_belong_together_in_the_editor_and_before_each_attempt()
    {
        var operation = Acme.Echo(Fields) with
        {
            Check = settings =>
                settings.TryGetProperty("loud", out _)
                    ? []
                    : [new Problem("acme.loud", ProblemSeverity.Error, "/loud", "Say whether it is loud.")],
        };
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(operation)));

        var problem = Assert.Single(bench.Validate("acme.get", """{ "id": "1" }"""));
        var outcome = await bench.RunAsync("acme.get", """{ "id": "=1" }""", Token);

        Assert.Equal(("acme.loud", "/nodes/call/config/loud"), (problem.Code, problem.Pointer));
        Assert.Equal(("acme.loud", "Loud: Say whether it is loud."), (outcome.Error?.Code, outcome.Error?.Message));
    }

    [Fact]
    public async Task Saves_the_output_of_the_first_port_and_of_no_other()
    {
        var operation = Acme.Operation(
            (call, _) => ValueTask.FromResult<NodeResult>(new NodeResult.Completed(call.Text("port")!, Acme.Json(7))), // required
            new FieldDefinition("port", "Port", "Which way.", FieldKind.Text, Required: true)
        ) with
        {
            Outputs = [new PortDefinition("found", "found", "It is there."), new PortDefinition("other", "other", "Not.")],
        };
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(operation)));

        var found = await bench.RunAsync("acme.get", """{ "port": "found", "saveTo": "result" }""", Token);
        var other = await bench.RunAsync("acme.get", """{ "port": "other", "saveTo": "result" }""", Token);

        Assert.Equal(("found", 7), (found.Port, found.Variables["result"].GetInt32()));
        Assert.Equal("other", other.Port);
        Assert.DoesNotContain("result", other.Variables.Keys);
    }

    [Fact]
    public void Adds_the_settings_of_the_contract_to_those_of_the_operation()
    {
        var cached = Acme.Echo(Fields[0], Fields[1] with { Advanced = true }) with
        {
            Cache = new CachePolicy(TimeSpan.FromMinutes(5), TimeSpan.Zero, ["orders"]),
        };
        var connector = Acme.With(cached) with { Settings = [new FieldDefinition("url", "Address", "Where.", FieldKind.Text, Required: true)] };
        using var bench = new ConnectorBench(s => s.AddConnector(connector));

        Assert.True(bench.Nodes.TryGet("acme.get", 1, out var type));
        var fields = type.Definition.Fields;

        Assert.Equal(["connection", "id", "saveTo", "limit", "cacheSeconds", "fresh"], fields.Select(f => f.Name));
        Assert.Equal(300, fields[4].Default.GetInt32());
        Assert.Equal(("acme", EffectKind.Read), (type.Definition.Connector, type.Definition.Effect));
        Assert.Contains("operation.timeout", type.Definition.Errors!.Keys);
    }

    [Theory]
    [InlineData("""{ }""", 300.0, false)]
    [InlineData("""{ "cacheSeconds": 20, "fresh": "=2 > 1" }""", 20.0, true)]
    [InlineData("""{ "cacheSeconds": 0 }""", null, false)]
    public async Task Passes_on_how_long_the_author_wants_an_answer_to_be_used_again(string config, double? seconds, bool fresh)
    {
        OperationCall? seen = null;
        var operation = Acme.Operation(
            (call, _) =>
            {
                seen = call;
                return ValueTask.FromResult<NodeResult>(new NodeResult.Completed("success"));
            }
        ) with
        {
            Cache = new CachePolicy(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(9), ["orders"]),
        };
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(operation)));

        await bench.RunAsync("acme.get", config, Token);

        Assert.Equal((seconds, fresh), (seen!.Cache?.TimeToLive.TotalSeconds, seen.Fresh));
        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(9), seen.Cache?.StaleFor);
    }

    [Theory]
    [InlineData(EffectKind.Read, false, true)]
    [InlineData(EffectKind.Write, false, false)]
    [InlineData(EffectKind.Write, true, true)]
    public async Task Fails_in_time_even_when_the_operation_does_not(EffectKind effect, bool idempotent, bool retryable)
    {
        var time = new ManualTimeProvider();
        var entered = new TaskCompletionSource();
        var operation = Acme.Operation(
            async (_, token) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return new NodeResult.Completed("success");
            }
        ) with
        {
            Effect = effect,
            Idempotent = idempotent,
            Timeout = TimeSpan.FromSeconds(7),
        };
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(operation)), time: time);

        var running = bench.RunAsync("acme.get", "{}", Token);
        await entered.Task.WaitAsync(Token);
        time.Advance(TimeSpan.FromSeconds(7));
        var outcome = await running;

        Assert.Equal(("operation.timeout", retryable), (outcome.Error?.Code, outcome.Error?.Retryable));
        Assert.Contains("Acme took longer than 7 seconds", outcome.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_plug_in_whose_operation_throws()
    {
        using var bench = new ConnectorBench(s =>
            s.AddConnector(Acme.With(Acme.Operation((_, _) => throw new FormatException("sk_secret"))) with { Plugin = "acme-plug" })
        );

        var outcome = await bench.RunAsync("acme.get", "{}", Token);

        Assert.Equal("plugin.failed", outcome.Error?.Code);
        Assert.Contains("acme-plug", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_secret", outcome.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_a_plug_in_behind_that_blocks_and_ignores_its_token()
    {
        var time = new ManualTimeProvider();
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var operation = Acme.Operation(
            (_, _) =>
            {
                entered.Set();
                release.Wait(CancellationToken.None);
                return ValueTask.FromResult<NodeResult>(new NodeResult.Completed("success"));
            }
        );
        using var bench = new ConnectorBench(s => s.AddConnector(Acme.With(operation) with { Plugin = "acme-plug" }), time: time);

        var running = bench.RunAsync("acme.get", "{}", Token);
        await Task.Run(() => entered.Wait(Token), Token);
        time.Advance(TimeSpan.FromSeconds(60));
        var outcome = await running;
        release.Set();

        Assert.Equal("operation.timeout", outcome.Error?.Code);
        Assert.Contains("The plug-in acme-plug", outcome.Error!.Message, StringComparison.Ordinal);
    }
}
