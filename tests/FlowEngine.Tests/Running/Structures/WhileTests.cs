using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Structures;

public sealed class WhileTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Repeats_as_long_as_the_condition_holds()
    {
        var flow = Counting(3).And("after", Use.Say("done at {{ vars.n }}, {{ nodes.loop.output.count }} rounds")).Link("loop", "done", "after");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["done at 3, 3 rounds"], chat.Answers());
    }

    [Fact]
    public async Task Fails_with_a_named_error_after_its_most_rounds()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("loop", Use.While("=true", maxIterations: 7))
            .Then("work", Use.Set("n", "=index"))
            .And("late", Use.Say("{{ nodes.loop.error.code }} at {{ vars.n }}"))
            .Link("loop", "error", "late");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["loop.budget at 6"], chat.Answers());
    }

    [Fact]
    public async Task Takes_rules_in_the_place_of_a_formula()
    {
        var rules = new
        {
            join = "all",
            rules = new object[] { new { left = "=vars.n", @operator = "less", right = 9 }, new { left = "=vars.n", @operator = "notEquals", right = 3 } },
        };
        var flow = Flow.With("start", Use.Start)
            .Variable("n", 0)
            .Then("loop", NodeSpec.Of("while", rules, then: "do"))
            .Then("add", Use.Set("n", "=vars.n + 1"))
            .And("after", Use.Say("{{ vars.n }}"))
            .Link("loop", "done", "after");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["3"], chat.Answers());
    }

    [Fact]
    public async Task Begins_to_count_anew_when_it_is_entered_again()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("twice", Use.ForEach(2))
            .Then("reset", Use.Set("n", 0))
            .Then("loop", Use.While("=vars.n < 3", maxIterations: 3))
            .Then("add", Use.Set("n", "=vars.n + 1"))
            .And("after", Use.Say("ok"))
            .Link("twice", "done", "after");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["ok"], chat.Answers());
    }

    [Fact]
    public async Task Cuts_a_long_loop_into_slices_so_that_others_get_their_turn()
    {
        var flow = Counting(500).And("after", Use.Say("done")).Link("loop", "done", "after");
        var program = _engine.Compile(Bot.With(flow), 1);
        using var engine = new TestEngine(new RunBudget(StepsPerSlice: 100));
        var store = new CommittedTurns();
        TurnInput input = new TurnInput.Started();
        var slices = 0;

        for (var more = true; more; slices++)
        {
            var host = new DurableHost(store, _engine.Clock.GetUtcNow());
            var outcome = await engine.Interpreter.ReactAsync(program, store.Read(), input, host, Token);
            host.Commit(outcome);
            more = outcome.MustContinue;
            input = new TurnInput.Continue(outcome.Run!.RunId);
        }

        Assert.InRange(slices, 10, 20);
        Assert.Equal(["done"], store.Said);
    }

    [Fact]
    public async Task Takes_no_message_between_two_slices()
    {
        using var engine = new TestEngine(new RunBudget(StepsPerSlice: 10));
        var program = engine.Compile(Bot.With(Counting(500)), 1);
        var store = new CommittedTurns();
        var first = new DurableHost(store, _engine.Clock.GetUtcNow());
        first.Commit(await engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), first, Token));

        var outcome = await engine.Interpreter.ReactAsync(
            program,
            store.Read(),
            new TurnInput.Message("hello?"),
            new DurableHost(store, _engine.Clock.GetUtcNow()),
            Token
        );

        Assert.True(outcome.Deferred);
        Assert.False(outcome.Run!.TakesMessages);
    }

    [Fact]
    public async Task Fails_a_run_that_never_waits_after_the_time_of_a_turn()
    {
        using var engine = new TestEngine(new RunBudget(StepsPerSlice: 10, TurnSeconds: 60));
        var program = engine.Compile(Bot.With(Counting(100_000)), 1);
        var store = new CommittedTurns();
        var first = new DurableHost(store, _engine.Clock.GetUtcNow());
        first.Commit(await engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), first, Token));

        var late = new DurableHost(store, _engine.Clock.GetUtcNow() + TimeSpan.FromSeconds(61));
        var outcome = await engine.Interpreter.ReactAsync(program, store.Read(), new TurnInput.Continue(store.Read()!.RunId), late, Token);

        Assert.Equal("engine.turnTimeout", outcome.Run!.Error?.Code);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Counting(int to) =>
        Flow.With("start", Use.Start)
            .Variable("n", 0)
            .Then("loop", Use.While($"=vars.n < {to}", maxIterations: 1_000_000))
            .Then("add", Use.Set("n", "=vars.n + 1"));
}
