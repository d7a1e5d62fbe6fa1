using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Nodes.TriggerSchedule;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Validation;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class EventTests : IDisposable
{
    private readonly TestEngine _engine = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Waits_for_the_event_of_its_correlation_and_hands_its_data_on()
    {
        using var chat = await StartAsync("""{ "event": "payment.received", "correlation": "{{ 1000 + 3 }}", "saveTo": "paid" }""");

        Assert.False(await chat.EmitAsync(Paid("1004", 1), Token));
        Assert.False(await chat.EmitAsync(new EmittedEvent("payment.refused", "1003"), Token));
        Assert.True(await chat.EmitAsync(Paid("1003", 42), Token));

        Assert.Equal(["paid 42 42"], chat.Answers());
    }

    [Fact]
    public async Task Any_event_of_the_name_ends_the_wait_where_the_author_says_so()
    {
        using var chat = await StartAsync("""{ "event": "payment.received", "anyOfThem": true, "saveTo": "paid" }""");

        Assert.True(await chat.EmitAsync(Paid("7", 5), Token));

        Assert.Equal(["paid 5 5"], chat.Answers());
    }

    [Fact]
    public async Task Leaves_by_timed_out_when_the_event_does_not_come_in_time()
    {
        using var chat = await StartAsync("""{ "event": "payment.received", "correlation": "1", "timeoutSeconds": 60 }""");

        Assert.Equal(_engine.Clock.GetUtcNow().AddSeconds(60), chat.Run!.Frames[0].Bookmark!.DueAt);
        await chat.AdvanceAsync(Token);

        Assert.Equal(["too late"], chat.Answers());
    }

    [Theory]
    [InlineData("""{ "event": "payment.received" }""", "event.correlation")]
    [InlineData("""{ "event": "payment.received", "correlation": "{{ null }}" }""", "event.correlation")]
    [InlineData("""{ "event": "my event", "correlation": "1" }""", "event.name")]
    [InlineData("""{ "event": "e", "correlation": "1", "timeoutSeconds": 0.5 }""", "event.timeout")]
    public async Task A_wait_that_could_take_a_wrong_event_or_none_fails(string config, string code)
    {
        using var chat = await StartAsync(config);

        Assert.Equal(code, chat.Run!.Error!.Code);
    }

    [Fact]
    public async Task Emits_what_its_expressions_say()
    {
        using var chat = await RunAsync("""{ "event": "order.placed", "correlation": "{{ 40 + 2 }}", "data": { "total": "=1 + 2", "by": "me" } }""");

        var emitted = Assert.Single(chat.Emitted);
        Assert.Equal(("order.placed", "42"), (emitted.Name, emitted.Correlation));
        Assert.Equal("""{"total":3,"by":"me"}""", emitted.Data.GetRawText());
    }

    [Theory]
    [InlineData("""{ "event": "" }""", "config.required")]
    [InlineData("""{ "event": "1st" }""", "event.name")]
    [InlineData("""{ "event": "e", "correlation": "{{ 'x'.repeat(201) }}" }""", "event.correlation")]
    [InlineData("""{ "event": "e", "data": { "x": "='x'.repeat(300000)" } }""", "event.size")]
    public async Task An_event_that_does_not_fit_is_not_emitted(string config, string code)
    {
        using var chat = await RunAsync(config);

        Assert.Equal(code, chat.Run!.Error!.Code);
        Assert.Empty(chat.Emitted);
    }

    [Fact]
    public async Task A_run_that_was_triggered_reads_what_happened()
    {
        var flow = Flow.With("on", NodeSpec.Of("trigger.event", """{ "event": "order.placed" }"""))
            .Then("tell", Use.Say("{{ event.data.total }}"));
        using var chat = _engine.Talk(flow);

        await chat.TriggerAsync("main", "on", JsonElement.Parse("""{ "data": { "total": 7 } }"""), Token);

        Assert.Equal(["7"], chat.Answers());
    }

    [Fact]
    public async Task Responds_to_what_started_the_run_and_goes_on()
    {
        var flow = Flow.With("on", NodeSpec.Of("trigger.webhook", """{ "hook": "orders" }"""))
            .Then(
                "answer",
                NodeSpec.Of("respond", """{ "status": 201, "body": { "id": "=event.body.id" }, "headers": { "X-Order": "{{ event.body.id }}" } }""")
            )
            .Then("done", Use.Say("done"));
        using var chat = _engine.Talk(flow);

        await chat.TriggerAsync("main", "on", JsonElement.Parse("""{ "body": { "id": 7 } }"""), Token);

        Assert.Equal(201, chat.Response!.Status);
        Assert.Equal("""{"id":7}""", chat.Response.Body.GetRawText());
        Assert.Equal("7", chat.Response.Headers!["X-Order"]);
        Assert.Equal(["done"], chat.Answers());
    }

    [Theory]
    [InlineData("""{ "status": 100 }""", "respond.status")]
    [InlineData("""{ "headers": { "Set-Cookie": "a=b" } }""", "respond.header")]
    [InlineData("""{ "headers": { "X-A": "{{ 'a\\nb' }}" } }""", "respond.header")]
    public async Task An_answer_that_would_harm_is_refused(string config, string code)
    {
        var flow = Flow.With("start", Use.Start).Then("answer", NodeSpec.Of("respond", config));
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);

        Assert.Equal(code, chat.Run!.Error!.Code);
    }

    [Fact]
    public void A_bot_lists_its_triggers_with_their_settings()
    {
        var flow = Flow.With("daily", NodeSpec.Of("trigger.schedule", """{ "cron": "0 9 * * *", "timeZone": "Europe/Berlin" }"""))
            .Then("a", Use.Say("a"))
            .And("broken", NodeSpec.Of("trigger.schedule", """{ "cron": "61 * * * *" }"""));

        var program = _engine.Compile(Bot.With(flow));

        var trigger = Assert.Single(program.Triggers);
        Assert.Equal(new BotTrigger("main", "daily", new TriggerScheduleConfig("0 9 * * *", "Europe/Berlin")), trigger);
        Assert.Contains(program.Problems, p => p is { Code: "schedule.cron", Pointer: "/flows/main/nodes/broken/config/cron" });
    }

    [Fact]
    public void Two_webhooks_of_a_bot_must_not_share_an_address()
    {
        var flow = Flow.With("one", NodeSpec.Of("trigger.webhook", """{ "hook": "orders" }"""))
            .Then("a", Use.Say("a"))
            .And("two", NodeSpec.Of("trigger.webhook", """{ "hook": "orders" }"""))
            .Link("two", "next", "a");
        var validator = new BundleValidator(_engine.Catalog, new ConnectorCatalog([]), _engine.Expressions);

        var problems = validator.Validate(Bot.With(flow).Build());

        var problem = Assert.Single(problems, p => p.Code == "webhook.hook");
        Assert.Equal("/flows/main/nodes/two/config/hook", problem.Pointer);
    }

    private async Task<SimulatedConversation> StartAsync(string config)
    {
        var flow = Flow.With("start", Use.Start)
            .Then("wait", NodeSpec.Of("waitForEvent", config, then: "received"))
            .Then("tell", Use.Say("paid {{ vars.paid.amount }} {{ nodes.wait.output.amount }}"))
            .And("late", Use.Say("too late"))
            .Link("wait", "timedOut", "late")
            .Variable("paid");
        var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        return chat;
    }

    private async Task<SimulatedConversation> RunAsync(string config)
    {
        var chat = _engine.Talk(Flow.With("start", Use.Start).Then("tell", NodeSpec.Of("emit", config)));
        await chat.StartAsync(Token);
        return chat;
    }

    private static EmittedEvent Paid(string order, int amount) =>
        new("payment.received", order, JsonSerializer.SerializeToElement(new { amount }));
}
