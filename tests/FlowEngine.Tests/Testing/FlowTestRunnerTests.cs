using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using TestKit.Engine;

namespace FlowEngine.Tests.Testing;

public sealed class FlowTestRunnerTests : IDisposable
{
    private readonly TestEngine _engine;

    public FlowTestRunnerTests() => _engine = new TestEngine(budget: null, ShopCall.Type, World.Type);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Greeting =>
        Flow.With("start", Use.Start)
            .Then("hello", NodeSpec.Of("say", new { text = "Hello,\n  welcome.", buttons = new[] { "Track", "Leave" } }))
            .Then("number", Use.Ask("Which number?", "\"entity\": \"number\", \"saveTo\": \"number\", \"maxVisits\": 2"))
            .Then("call", ShopCall.Node)
            .Then("tell", Use.Say("It is {{ vars.order.status }}."))
            .Link("number", "gaveUp", "agent")
            .Link("call", "error", "agent")
            .And("agent", Use.Handoff("number {{ vars.number }} failed"))
            .Variable("number")
            .Variable("order");

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Passes_when_everything_is_as_expected()
    {
        var result = await RunAsync(
            """
            { "mocks": [ { "connection": "shop", "method": "POST", "path": "/orders/*", "query": { "full": "yes" }, "body": { "note": [ 1 ] }, "reply": { "body": { "status": "packed" } } } ],
              "steps": [
                { "text": "Hello, welcome.", "buttons": [ "Track", { "contains": "eav" } ] }, { "text": { "is": "Which number?" } }, { "noMore": true }, { "end": false },
                { "says": "7" }, { "variable": "order.status", "equals": "packed" }, { "call": { "path": "/orders/7" }, "times": 1 }, { "call": "test.shop" },
                { "node": "call", "port": "success", "times": 1 }, { "text": { "matches": "^It is [a-z]+\\.$" } }, { "noMore": true }, { "handoff": false }, { "end": true } ] }
            """
        );

        Assert.Null(result.Failure);
        Assert.Equal(["Hello,\n  welcome.", "Which number?", "7", "It is packed."], result.Transcript.Select(m => m.Text));
    }

    [Theory]
    [InlineData("""{ "text": "Good day" }""", "The bot says something else.", "\"Good day\"", "\"Hello,\n  welcome.\"")]
    [InlineData("""{ "text": { "is": "Hello, welcome." } }""", "The bot says something else.", "\"Hello, welcome.\"", "\"Hello,\n  welcome.\"")]
    [InlineData("""{ "buttons": [ "Track" ] }""", "The message has other buttons.", "\"Track\"", "\"Track\", \"Leave\"")]
    [InlineData("""{ "noMore": true }""", "The bot says more than expected.", "nothing more", "\"Hello,\n  welcome.\"")]
    [InlineData("""{ "presses": "Buy" }""", "There is no such button to press.", "\"Buy\"", "\"Track\", \"Leave\"")]
    [InlineData("""{ "variable": "number", "equals": 1 }""", "number has another value.", "1", "nothing")]
    [InlineData("""{ "variable": "nothing.there", "equals": 1 }""", "nothing.there has another value.", "1", "nothing")]
    [InlineData("""{ "handoff": true }""", "The conversation was not handed over.", null, null)]
    [InlineData("""{ "end": true }""", "The run has not ended.", null, "Waiting")]
    [InlineData("""{ "node": "tell" }""", "The run went another way since the latest input.", "tell", "start.next → hello.next → number")]
    [InlineData("""{ "node": "hello", "times": 2 }""", "The run went another way since the latest input.", "hello, 2 times", "1 times; start.next → hello.next → number")]
    [InlineData("""{ "node": "nobody" }""", "There is no node nobody in the bot.", null, null)]
    [InlineData("""{ "call": "test.shop" }""", "Other operations were executed since the latest input.", "test.shop", "trigger.start, say")]
    [InlineData("""{ "call": { "method": "GET", "path": "/a" } }""", "Other requests were sent since the latest input.", "GET /a", "no requests")]
    public async Task Tells_step_expected_and_actual(string step, string message, string? expected, string? actual)
    {
        var result = await RunAsync($$"""{ "steps": [ {{step}} ] }""");

        Assert.Equal(new FlowTestFailure("/steps/0", message, expected, actual), result.Failure);
    }

    [Theory]
    [InlineData("""{ "note": "Angry" }""", "No such note was left since the latest input.", "\"Angry\"", "no notes")]
    [InlineData("""{ "emits": "paid" }""", "No such event was told since the latest input.", "paid", "no events")]
    [InlineData("""{ "responds": 200 }""", "The flow has answered otherwise.", "status 200", "no answer")]
    [InlineData("""{ "card": { "kind": "card" } }""", "The message has no such card.", "{ \"kind\": \"card\" }", "no cards")]
    [InlineData("""{ "event": "paid" }""", "Nothing waits for this event, and no flow starts with it now.", null, "Waiting")]
    [InlineData("""{ "triggers": "start" }""", "A run is under way; a trigger starts another one only after its end.", null, "Waiting")]
    public async Task Tells_what_is_missing(string step, string message, string? expected, string? actual)
    {
        var result = await RunAsync($$"""{ "steps": [ {{step}} ] }""");

        Assert.Equal(new FlowTestFailure("/steps/0", message, expected, actual), result.Failure);
    }

    [Fact]
    public async Task Lets_events_happen_and_looks_at_what_the_flow_tells_the_world()
    {
        var flow = Flow.With("start", Use.Start).Then("world", World.Node);

        var result = await RunAsync(
            """
            { "steps": [
                { "text": "Look", "card": { "kind": "carousel", "cards": [ { "title": "A" }, { "title": "B" } ] } }, { "noMore": true }, { "note": { "contains": "angry" } },
                { "emits": "asked", "correlation": "1003", "data": { "total": 5 } }, { "responds": 202, "body": { "ok": true } },
                { "event": "paid", "correlation": "1003", "data": "in time" }, { "text": "Paid in time" }, { "end": true } ] }
            """,
            flow
        );

        Assert.Null(result.Failure);
    }

    [Theory]
    [InlineData("""{ "event": "paid", "correlation": "1004" }""", "Nothing waits for this event, and no flow starts with it now.")]
    [InlineData("""{ "emits": "asked", "data": { "total": 6 } }""", "No such event was told since the latest input.")]
    [InlineData("""{ "emits": "asked", "correlation": "1004" }""", "No such event was told since the latest input.")]
    [InlineData("""{ "responds": 202, "body": { "ok": false } }""", "The flow has answered with another body.")]
    [InlineData("""{ "note": "Angry" }""", "No such note was left since the latest input.")]
    [InlineData("""{ "card": { "title": "A" } }""", "The message has no such card.")]
    public async Task Tells_what_is_different(string step, string message)
    {
        var flow = Flow.With("start", Use.Start).Then("world", World.Node);

        var result = await RunAsync($$"""{ "steps": [ {{step}} ] }""", flow);

        Assert.Equal(message, result.Failure?.Message);
    }

    [Fact]
    public async Task Starts_runs_at_triggers()
    {
        var flow = Flow.With("start", Use.Start).And("called", Use.Intent("over")).Then("tell", Use.Say("Hello {{ event.who }}"));

        var passed = await RunAsync("""{ "opens": false, "steps": [ { "triggers": "called", "data": { "who": "Vera" } }, { "text": "Hello Vera" } ] }""", flow);
        var missing = await RunAsync("""{ "opens": false, "steps": [ { "triggers": "tell", "flow": "main" } ] }""", flow);

        Assert.Null(passed.Failure);
        Assert.Equal("There is no trigger tell in the flow main.", missing.Failure?.Message);
    }

    [Fact]
    public async Task Counts_the_ports_of_loops_and_branches_that_were_opened()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", NodeSpec.Of("forEach", new { items = "=[1, 2]" }, then: "item"))
            .Then("say", Use.Say("{{ item }}"))
            .And("bye", Use.Say("Bye"))
            .Link("each", "done", "bye")
            .Link("each", "error", "bye");

        var report = await RunAllAsync([flow], ("it", """{ "steps": [ { "text": "1" }, { "text": "2" }, { "text": "Bye" } ] }"""));

        Assert.Null(Assert.Single(report.Results).Failure);
        Assert.Equal(["each.error"], Assert.Single(report.Coverage).MissedLinks);
    }

    [Fact]
    public async Task Fails_on_a_request_that_no_mock_answers_and_sends_it_nowhere()
    {
        var result = await RunAsync("""{ "steps": [ { "says": "7" } ], "mocks": [ { "connection": "shop", "path": "/orders/7", "reply": {} } ] }""");

        Assert.Equal("/steps/0", result.Failure?.Pointer);
        Assert.Equal("""POST /orders/7?full=yes over shop with {"note":[1],"id":7}""", result.Failure?.Actual);
    }

    [Fact]
    public async Task Answers_with_the_first_mock_that_fits_and_is_not_used_up()
    {
        var result = await RunAsync(
            """
            { "mocks": [ { "connection": "shop", "method": "POST", "path": "/orders/7", "times": 1, "reply": { "status": 500 } },
                         { "connection": "shop", "method": "POST", "path": "/*", "reply": { "body": { "status": "late" } } } ],
              "steps": [ { "says": "7" }, { "handoff": { "contains": "number 7" } }, { "end": true }, { "returns": true }, { "says": "start over" }, { "says": "7" }, { "text": "It is late." } ] }
            """,
            Greeting,
            Flow.With("over", Use.Intent("over")).Then("number", Use.Ask("Which number?", "\"entity\": \"number\", \"saveTo\": \"number\"")).Then("call", ShopCall.Node).Then("tell", Use.Say("It is {{ vars.order.status }}.")).Called("again")
        );

        Assert.Null(result.Failure);
    }

    [Theory]
    [InlineData("unreachable", "shop.HttpRequestException")]
    [InlineData("interrupted", "shop.HttpRequestException")]
    [InlineData("timeout", "shop.TaskCanceledException")]
    public async Task Lets_another_system_fail_to_answer(string fails, string code)
    {
        var flow = Flow.With("start", Use.Start).Then("number", Use.Ask("?", "\"entity\": \"number\", \"saveTo\": \"number\"")).Then("call", ShopCall.Node);

        var result = await RunAsync(
            $$"""
            { "mocks": [ { "connection": "shop", "method": "POST", "path": "/orders/7", "reply": { "fails": "{{fails}}" } } ],
              "steps": [ { "says": "7" }, { "end": true, "error": "{{code}}" } ] }
            """,
            flow
        );

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task Waits_for_slow_answers_in_its_own_time()
    {
        var result = await RunAsync(
            """
            { "now": "2026-01-01T00:00:00Z",
              "mocks": [ { "connection": "shop", "method": "POST", "path": "/orders/7", "reply": { "delay": "2h", "body": { "status": "slow" } } } ],
              "steps": [ { "says": "7" }, { "text": "It is slow." }, { "variable": "order.at", "equals": "2026-01-01T02:00:00Z" } ] }
            """
        );

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task Keeps_the_clock_and_the_random_numbers_of_the_document()
    {
        var flow = Flow.With("start", Use.Start).Then("say", Use.Say("{{ new Date().getTime() }} {{ Math.random() }} {{ env.limit }} {{ contact.name }}"));
        const string Test = """{ "now": "2026-01-01T00:00:00Z", "seed": 3, "environment": { "limit": 5 }, "contact": { "name": "Vera" }, "steps": [ { "text": { "matches": "^1767225600000 0\\.[0-9]+ 5 Vera$" } } ] }""";

        var first = await RunAsync(Test, flow);
        var second = await RunAsync(Test, flow);
        var other = await RunAsync(Test.Replace("\"seed\": 3", "\"seed\": 4", StringComparison.Ordinal), flow);

        Assert.Null(first.Failure);
        Assert.Equal(first.Transcript.Single().Text, second.Transcript.Single().Text);
        Assert.NotEqual(first.Transcript.Single().Text, other.Transcript.Single().Text);
    }

    [Fact]
    public async Task Merges_the_coverage_of_all_tests_and_counts_linked_ports_only()
    {
        const string Mock = """ "mocks": [ { "connection": "shop", "method": "POST", "path": "/orders/7", "reply": { "body": {} } } ] """;

        var report = await RunAllAsync(
            [Greeting],
            ("one", $$"""{ {{Mock}}, "steps": [ { "says": "7" } ] }"""),
            ("two", """{ "steps": [ { "says": "x" }, { "says": "y" } ] }""")
        );

        var flow = Assert.Single(report.Coverage);
        Assert.Equal((6, 6, 6, 5), (flow.Nodes, flow.CoveredNodes, flow.Links, flow.CoveredLinks));
        Assert.Equal(["call.error"], flow.MissedLinks);
        Assert.Equal(100.0 * 5 / 6, report.LinkCoverage);
    }

    [Fact]
    public async Task Runs_only_tests_whose_id_or_name_fits_the_filter()
    {
        var bundle = Bundle([Greeting], ("one", """{ "name": "Buys a mug", "steps": [] }"""), ("two", """{ "steps": [] }"""));

        Assert.Equal(["one"], (await Runner().RunAsync(bundle, "MUG", Token)).Results.Select(r => r.Id));
        Assert.Equal(["two"], (await Runner().RunAsync(bundle, "tw", Token)).Results.Select(r => r.Id));
    }

    [Fact]
    public async Task Fails_a_test_that_does_not_end()
    {
        var runner = Runner(TimeSpan.FromSeconds(5));
        var bundle = Bundle([Greeting], ("stuck", """{ "steps": [ { "says": "666" } ] }"""));

        var running = runner.RunAsync(bundle, null, Token);
        await ShopCall.Stuck.Task.WaitAsync(Token);
        _engine.Clock.Advance(TimeSpan.FromSeconds(5));

        var result = Assert.Single((await running).Results);
        Assert.Equal(("/steps/0", "The test did not end within 5 seconds."), (result.Failure?.Pointer, result.Failure?.Message));
    }

    [Fact]
    public async Task Passes_when_what_visitors_wrote_is_understood() =>
        Assert.Null((await RunAsync("""{ "utterances": [ { "text": "let us start over", "intent": "over" }, { "text": "blue" } ] }""")).Failure);

    [Theory]
    [InlineData("""{ "text": "blue", "intent": "over" }""", "\"blue\" is understood as something else.", "over", "no intent")]
    [InlineData("""{ "text": "start over" }""", "\"start over\" is understood as something else.", "no intent", "over (1.00)")]
    public async Task Names_what_is_understood_as_something_else(string utterance, string message, string expected, string actual)
    {
        var result = await RunAsync($$"""{ "utterances": [ { "text": "start over", "intent": "over" }, {{utterance}} ] }""");

        Assert.Equal(new FlowTestFailure("/utterances/1", message, expected, actual), result.Failure);
    }

    [Fact]
    public async Task Gives_the_same_results_however_many_tests_run_at_a_time()
    {
        var tests = Enumerable
            .Range(1, 200)
            .Select(i =>
                (
                    $"t{i}",
                    $$"""
                    { "seed": {{i}}, "mocks": [ { "connection": "shop", "method": "POST", "path": "/orders/{{i}}", "reply": { "delay": "{{i}}s", "body": { "status": "s{{i}}" } } } ],
                      "steps": [ { "says": "{{i}}" }, { "text": "It is s{{i}}." }, { "variable": "order.status", "equals": "{{(i % 50 == 0 ? "wrong" : $"s{i}")}}" } ] }
                    """
                )
            )
            .ToArray();

        var report = await RunAllAsync([Greeting], tests);

        Assert.Equal(["t50", "t100", "t150", "t200"], report.Results.Where(r => !r.Passed).Select(r => r.Id));
        Assert.Equal(tests.Select(t => t.Item1), report.Results.Select(r => r.Id));
    }

    private async Task<FlowTestResult> RunAsync(string test, params Flow[] flows) =>
        Assert.Single((await RunAllAsync(flows is [] ? [Greeting] : flows, ("it", test))).Results);

    private Task<FlowTestReport> RunAllAsync(Flow[] flows, params (string Id, string Document)[] tests) =>
        Runner().RunAsync(Bundle(flows, tests), null, Token);

    private static BotBundle Bundle(Flow[] flows, params (string Id, string Document)[] tests) =>
        Bot.With(flows).Intent("over", "start over").Build() with
        {
            Tests = tests.ToDictionary(t => t.Id, t => JsonElement.Parse(t.Document)),
        };

    private FlowTestRunner Runner(TimeSpan? limit = null) =>
        new(_engine.Interpreter, _engine.Catalog, _engine.Expressions, new WordUnderstandings(), _engine.Clock)
        {
            TimeLimit = limit ?? TimeSpan.FromSeconds(30),
        };

    private sealed class WordUnderstandings : IUnderstandingFactory
    {
        public IUnderstanding Create(BotDefinition bot) => new WordUnderstanding(bot);

        public ValueTask<IUnderstanding> LearnAsync(BotDefinition bot, CancellationToken cancellationToken) => new(Create(bot));
    }

    /// <summary>Tells the world everything that a node can tell, then waits for it to be paid.</summary>
    private sealed class World : INodeExecutor<World.Config>
    {
        public static NodeSpec Node { get; } = NodeSpec.Of("test.world");

        public static NodeType Type =>
            new NodeType<Config>(
                NodeDefinition.For<Config>("test.world", version: 1).Title("World", NodeCategory.Logic, "Tells and waits.").Output("next", "next", "Then.").Waits().Build(),
                null,
                new World()
            );

        public ValueTask<NodeResult> ExecuteAsync(Config config, NodeContext context, CancellationToken cancellationToken)
        {
            if (context.Resumed is TurnInput.EventArrived { Event: var paid })
            {
                context.Say(new OutgoingMessage($"Paid {paid.Data}"));
                return new(new NodeResult.Completed("next", default));
            }

            context.Say(new OutgoingMessage("Look", null, [new MessageAttachment.Carousel([new("A"), new("B")])]));
            context.Say(new OutgoingMessage("The visitor is angry", Audience: MessageAudience.Agents));
            context.Emit(new EmittedEvent("asked", "1003", JsonSerializer.SerializeToElement(new { total = 5, more = true })));
            context.Respond(new FlowResponse(202, null, JsonSerializer.SerializeToElement(new { ok = true, id = 7 })));
            return new(new NodeResult.Suspended(new Bookmark.Event("paid", "1003")));
        }

        internal sealed record Config;
    }

    /// <summary>Sends a request over the connection <c>shop</c>, as a connector's node does.</summary>
    private sealed class ShopCall : INodeExecutor<ShopCall.Config>
    {
        public static NodeSpec Node { get; } = NodeSpec.Of("test.shop", new { id = "=vars.number", connection = "shop", saveTo = "order" }, then: "success");

        public static TaskCompletionSource Stuck { get; } = new();

        public static NodeType Type =>
            new NodeType<Config>(
                NodeDefinition
                    .For<Config>("test.shop", version: 1)
                    .Title("Shop", NodeCategory.Connector, "Calls a shop.")
                    .Field(c => c.Id, "Id", "Number.", expression: true)
                    .Field(c => c.Connection, "Connection", "Any.", kind: FieldKind.Connection)
                    .Field(c => c.SaveTo, "Save to", "Any.", kind: FieldKind.Variable)
                    .Output("success", "success", "Always.")
                    .Effect(EffectKind.Read)
                    .Connection("test")
                    .Build(),
                null,
                new ShopCall()
            );

        public async ValueTask<NodeResult> ExecuteAsync(Config config, NodeContext context, CancellationToken cancellationToken)
        {
            if (config.Id == 666)
            {
                Stuck.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            try
            {
                using var content = new StringContent($$"""{"note":[1],"id":{{config.Id}}}""");
                using var response = await context.Connection.Http.PostAsync(new Uri($"orders/{config.Id}?full=yes", UriKind.Relative), content, cancellationToken);
                response.EnsureSuccessStatusCode();
                var order = JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
                var at = new FlowTestClock().GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
                context.SetVariable(config.SaveTo, JsonSerializer.SerializeToElement(new { status = order.TryGetProperty("status", out var s) ? s.GetString() : "", at }));
                return new NodeResult.Completed("success", order);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return StubCalls.Failure($"shop.{e.GetType().Name}");
            }
        }

        internal sealed record Config(int Id, string Connection, string SaveTo);
    }
}
