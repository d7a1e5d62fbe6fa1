using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

public sealed class RoutingTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Runs_the_start_trigger_when_a_conversation_is_opened_but_never_the_fallback()
    {
        using var chat = _engine.Talk(Everything.Fallback("lost"));

        await chat.StartAsync(Token);

        Assert.Equal(["Welcome."], chat.Answers());
    }

    [Fact]
    public async Task Says_nothing_at_the_start_when_only_the_fallback_has_a_start_trigger()
    {
        using var chat = _engine.Talk(Bot.With(Lost).Fallback("lost"));

        await chat.StartAsync(Token);

        Assert.Empty(chat.Answers());
        Assert.Null(chat.Run);
    }

    [Theory]
    [InlineData("my order", "Order.")]
    [InlineData("something else", "Lost.")]
    public async Task Sends_a_message_to_the_flow_of_its_intent_else_to_the_fallback(string text, string answer)
    {
        using var chat = _engine.Talk(Everything.Fallback("lost"));

        await chat.SendAsync(text, Token);

        Assert.Equal([answer], chat.Answers());
    }

    [Fact]
    public async Task Tells_flows_the_language_of_the_conversation_where_that_of_a_message_is_not_known()
    {
        var flow = Flow.With("start", Use.Start).Then("say", Use.Say("You speak {{ input.language }}."));
        using var chat = _engine.Talk(Bot.With(flow).Fallback(flow.Id));

        await chat.SendAsync("zzz", Token);

        Assert.Equal(["You speak en."], chat.Answers());
    }

    [Fact]
    public async Task Answers_politely_when_nothing_takes_a_message()
    {
        using var chat = _engine.Talk(Everything);

        await chat.SendAsync("something else", Token);

        Assert.Equal(["Sorry, I did not understand that. Could you put it in other words?"], chat.Answers());
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task Refuses_a_run_of_another_version()
    {
        var program = _engine.Compile(Bot.With(Flow.With("start", Use.Start).Then("ask", Use.Ask("?"))), version: 2);
        var host = new DurableHost(new CommittedTurns(), _engine.Clock.GetUtcNow());
        var run = (await _engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), host, Token)).Run!;
        var other = _engine.Compile(Bot.With(Flow.With("start", Use.Start)), version: 3);

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await _engine.Interpreter.ReactAsync(other, run, new TurnInput.Message("x"), host, Token)
        );
    }

    [Fact]
    public async Task Drops_late_news_of_what_is_over()
    {
        var program = _engine.Compile(Bot.With(Flow.With("start", Use.Start).Then("ask", Use.Ask("?"))));
        var store = new CommittedTurns();
        var host = new DurableHost(store, _engine.Clock.GetUtcNow());
        var run = (await _engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), host, Token)).Run!;

        var settled = new TurnInput.JobSettled(run.RunId, "gone", new CallResult("success", default, null));
        var outcome = await _engine.Interpreter.ReactAsync(program, run, settled, host, Token);

        Assert.Same(run, outcome.Run);
        Assert.False(outcome.Deferred);
        Assert.IsType<Bookmark.Input>(run.Frames[0].Bookmark);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Lost => Flow.With("start", Use.Start).Then("lost", Use.Say("Lost.")).Called("lost");

    private static Bot Everything =>
        Bot.With(
                Lost,
                Flow.With("start", Use.Start).Then("hi", Use.Say("Welcome.")).Called("welcome"),
                Flow.With("asked", Use.Intent("order")).Then("tell", Use.Say("Order.")).Called("order")
            )
            .Intent("order", "order");
}
