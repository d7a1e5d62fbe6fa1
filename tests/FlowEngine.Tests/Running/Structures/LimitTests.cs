using FlowEngine.Nodes;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Structures;

public sealed class LimitTests : IDisposable
{
    private readonly TestEngine _engine = new();
    private readonly CommittedTurns _store = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("test.read", "node.timeout")]
    [InlineData("test.put", "node.timeout")]
    [InlineData("test.write", "effect.unknown")]
    public async Task Ends_a_call_that_takes_longer_than_the_node_may(string type, string code)
    {
        _engine.Calls.Answer = async (_, _, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return StubCalls.Success("never");
        };
        var flow = Flow.With("start", Use.Start)
            .Then("call", StubCalls.Node(type).Within(5))
            .And("late", Use.Say("{{ nodes.call.error.code }}"))
            .Link("call", "error", "late");

        var turn = TurnAsync(flow, new TurnInput.Started());
        _engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await turn;

        Assert.Equal([code], _store.Said);
    }

    [Fact]
    public async Task Ends_a_question_that_nobody_answers()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("ask", Use.Ask("Still there?").Within(60))
            .And("gone", Use.Say("{{ nodes.ask.error.code }}"))
            .Link("ask", "error", "gone");
        await TurnAsync(flow, new TurnInput.Started());

        var run = _store.Read()!;
        Assert.Equal(_engine.Clock.GetUtcNow() + TimeSpan.FromSeconds(60), run.Frames[0].Bookmark!.DueAt);
        await TurnAsync(flow, new TurnInput.TimerFired(run.RunId, run.Frames[0].Bookmark!.Ticket));

        Assert.Equal(["Still there?", "node.timeout"], _store.Said);
    }

    [Fact]
    public async Task Ends_a_scope_with_everything_inside_when_its_time_is_over()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("scope", Use.Try().Within(60))
            .Then("ask", Use.Ask("?"))
            .And("late", Use.Say("{{ nodes.scope.error.code }}"))
            .Link("scope", "error", "late");
        await TurnAsync(flow, new TurnInput.Started());

        var run = _store.Read()!;
        await TurnAsync(flow, new TurnInput.TimerFired(run.RunId, run.Frames.Single(f => f.Bookmark is Bookmark.Children).Bookmark!.Ticket));

        Assert.Equal(["?", "node.timeout"], _store.Said);
        Assert.Equal(RunStatus.Completed, _store.Read()!.Status);
    }

    [Fact]
    public async Task Ignores_a_timer_of_an_earlier_wait()
    {
        var flow = Flow.With("start", Use.Start).Then("ask", Use.Ask("?").Within(60)).Then("again", Use.Ask("And?").Within(60));
        await TurnAsync(flow, new TurnInput.Started());
        var first = _store.Read()!;
        await TurnAsync(flow, new TurnInput.Message("yes"));

        await TurnAsync(flow, new TurnInput.TimerFired(first.RunId, first.Frames[0].Bookmark!.Ticket));

        Assert.Equal(["?", "And?"], _store.Said);
        Assert.Equal(RunStatus.Waiting, _store.Read()!.Status);
    }

    [Fact]
    public async Task Ends_a_run_that_has_lived_too_long_by_its_error_trigger()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("fork", Use.Parallel("a", "b"))
            .Then("ask", Use.Ask("?"))
            .And("onError", NodeSpec.Of("trigger.error"))
            .Then("bye", Use.Say("{{ nodes.onError.output.code }}"));
        await TurnAsync(flow, new TurnInput.Started());
        var run = _store.Read()!;
        Assert.Equal(_engine.Clock.GetUtcNow() + TimeSpan.FromDays(90), run.DueAt);

        await TurnAsync(flow, new TurnInput.TimerFired(run.RunId, 0));

        Assert.Equal(["?", "run.timeout"], _store.Said);
        Assert.Equal(RunStatus.Completed, _store.Read()!.Status);
    }

    [Fact]
    public async Task Cancels_a_run_wherever_it_stands()
    {
        var flow = Flow.With("start", Use.Start).Then("each", Use.ForEach(3)).Then("ask", Use.Ask("?"));
        await TurnAsync(flow, new TurnInput.Started());

        await TurnAsync(flow, new TurnInput.Cancel(_store.Read()!.RunId, "stopped by Vera"));

        var run = _store.Read()!;
        Assert.Equal((RunStatus.Cancelled, 0), (run.Status, run.Frames.Count));
        Assert.Equal("stopped by Vera", _store.Journal[^1].Data.GetString());
    }

    [Fact]
    public async Task Answers_a_message_beside_what_it_waits_for()
    {
        var waits = NodeSpec.Of("test.wait");
        using var engine = new TestEngine(null, Waiting());
        var flow = Flow.With("start", Use.Start).Then("wait", waits).Then("after", Use.Say("time is up"));
        var help = Flow.With("asked", Use.Intent("help")).Then("tell", Use.Say("I can help")).Called("help");
        var program = engine.Compile(Bot.With(flow, help).Intent("help", "help"), 1);
        var first = new DurableHost(_store, engine.Clock.GetUtcNow());
        first.Commit(await engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), first, Token));

        var second = new DurableHost(_store, engine.Clock.GetUtcNow());
        second.Commit(await engine.Interpreter.ReactAsync(program, _store.Read(), new TurnInput.Message("help"), second, Token));
        var waiting = _store.Read()!;
        Assert.Equal((RunStatus.Waiting, 1), (waiting.Status, waiting.Frames.Count));
        var third = new DurableHost(_store, engine.Clock.GetUtcNow());
        var due = new TurnInput.TimerFired(waiting.RunId, waiting.Frames[0].Bookmark!.Ticket);
        third.Commit(await engine.Interpreter.ReactAsync(program, waiting, due, third, Token));

        Assert.Equal(["I can help", "time is up"], _store.Said);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NodeType<WaitConfig> Waiting() =>
        new(
            NodeDefinition.For<WaitConfig>("test.wait", 1).Title("Wait", NodeCategory.Logic, "Waits.").Output("next", "next", "Later.").Build(),
            null,
            new WaitExecutor()
        );

    private async Task TurnAsync(Flow flow, TurnInput input)
    {
        var host = new DurableHost(_store, _engine.Clock.GetUtcNow());
        host.Commit(await _engine.Interpreter.ReactAsync(_engine.Compile(Bot.With(flow), 1), _store.Read(), input, host, Token));
    }

    private sealed record WaitConfig;

    private sealed class WaitExecutor : INodeExecutor<WaitConfig>
    {
        public ValueTask<NodeResult> ExecuteAsync(WaitConfig config, NodeContext context, CancellationToken cancellationToken) =>
            new(
                context.Resumed is null
                    ? new NodeResult.Suspended(Bookmark.Until(context.Now + TimeSpan.FromDays(3)))
                    : new NodeResult.Completed("next")
            );
    }
}
