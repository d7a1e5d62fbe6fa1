using System.Text.Json;
using FlowEngine.Running;
using FlowEngine.Testing;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Structures;

public sealed class ParallelTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Waits_for_all_branches_and_merges_their_variables_in_branch_order()
    {
        var flow = Branches(new { mode = "all" })
            .Variable("seen", "none");
        Work(flow, "left", Use.Set("seen", "=vars.seen + ' left'"));
        Work(flow, "right", Use.Set("seen", "=vars.seen + ' right'"));

        Assert.Equal(["joined: none right"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Lets_the_calls_of_branches_overlap()
    {
        var second = new TaskCompletionSource();
        _engine.Calls.Answer = async (config, _, token) =>
        {
            if (config.Value == "right")
            {
                second.SetResult();
            }

            await second.Task.WaitAsync(token);
            return StubCalls.Success(config.Value);
        };
        var flow = Branches(new { mode = "all" });
        Work(flow, "left", StubCalls.Node("test.read", "left"), "success");
        Work(flow, "right", StubCalls.Node("test.read", "right"), "success");
        flow.And("tell", Use.Say("{{ nodes.leftWork.output }} {{ nodes.rightWork.output }}")).Link("after", "next", "tell");

        Assert.Equal(["joined: ", "left right"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Goes_on_with_the_first_branch_and_stops_the_others()
    {
        var flow = Branches(new { mode = "any" });
        Work(flow, "left", Use.Ask("left?"), "answered");
        Work(flow, "right", Use.Set("seen", "right"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["left?", "joined: right"], chat.Answers());
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
        var stopped = Assert.Single(chat.Journal, e => e.Kind == JournalKind.PartCancelled);
        Assert.Equal(("leftWork", "left"), (stopped.NodeId, stopped.Port));
    }

    [Fact]
    public async Task Lets_losers_finish_by_themselves_when_told_to()
    {
        var flow = Branches(new { mode = "any", losers = "finish" });
        Work(flow, "left", Use.Ask("left?"), "answered");
        flow.And("late", Use.Say("late {{ vars.answer }}")).Link("leftWork", "answered", "late");
        Work(flow, "right", Use.Set("seen", "right"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        await chat.SendAsync("yes", Token);

        Assert.Equal(["left?", "joined: right", "late yes"], chat.Answers());
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task Ends_a_loser_that_finishes_at_the_join_that_nobody_waits_at_any_more()
    {
        var flow = Branches(new { mode = "any", losers = "finish" });
        Work(flow, "left", Use.Ask("left?"), "answered");
        Work(flow, "right", Use.Set("seen", "right"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        await chat.SendAsync("yes", Token);

        Assert.Equal(["left?", "joined: right"], chat.Answers());
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task Opens_one_question_at_a_time()
    {
        var flow = Branches(new { mode = "all" });
        Work(flow, "left", Use.Ask("left?", "\"saveTo\": \"l\""), "answered");
        Work(flow, "right", Use.Ask("right?", "\"saveTo\": \"r\""), "answered");
        flow.And("tell", Use.Say("{{ vars.l }} {{ vars.r }}")).Link("after", "next", "tell");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);
        Assert.Equal(["left?"], chat.Answers());
        await chat.SendAsync("1", Token);
        await chat.SendAsync("2", Token);

        Assert.Equal(["left?", "right?", "joined: ", "1 2"], chat.Answers());
    }

    [Fact]
    public async Task Fails_at_the_join_with_the_error_of_a_branch_and_stops_the_others()
    {
        var flow = Branches(new { mode = "all" });
        Work(flow, "left", Use.Ask("left?"), "answered");
        Work(flow, "right", Use.Fail("no", "test.no"));
        flow.And("broken", Use.Say("{{ nodes.join.error.code }}: {{ nodes.join.error.message }}")).Link("join", "error", "broken");

        Assert.Equal(["left?", "test.no: right: no"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Tells_failed_branches_in_the_output_when_told_to()
    {
        var flow = Branches(new { mode = "all", onError = "collect" });
        Work(flow, "left", Use.Set("seen", "left"));
        Work(flow, "right", Use.Fail("no", "test.no"));
        flow.And("tell", Use.Say("{{ nodes.join.output.ended.map(e => e.branch + (e.error ? ' ' + e.error.code : '')).join(', ') }}"))
            .Link("after", "next", "tell");

        Assert.Equal(["joined: left", "left, right test.no"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Fails_when_too_few_branches_succeed()
    {
        var flow = Branches(new { mode = "first", count = 2, onError = "collect" });
        Work(flow, "left", Use.Set("seen", "left"));
        Work(flow, "right", Use.Fail("no", "test.no"));
        flow.And("broken", Use.Say("{{ nodes.join.error.code }}")).Link("join", "error", "broken");

        Assert.Equal(["join.missed"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Leaves_by_timed_out_when_the_longest_wait_is_over()
    {
        var flow = Branches(new { mode = "all", timeoutSeconds = 30 });
        Work(flow, "left", Use.Ask("left?"), "answered");
        Work(flow, "right", Use.Set("seen", "right"));
        flow.And("late", Use.Say("too late, {{ vars.seen }}")).Link("join", "timedOut", "late");
        var program = _engine.Compile(Bot.With(flow), 1);
        var store = new CommittedTurns();
        await TurnAsync(program, store, new TurnInput.Started());

        var waiting = store.Read()!.Frames.Single(f => f.Bookmark is Bookmark.Children).Bookmark!;
        Assert.Equal(_engine.Clock.GetUtcNow() + TimeSpan.FromSeconds(30), waiting.DueAt);
        await TurnAsync(program, store, new TurnInput.TimerFired(store.Read()!.RunId, waiting.Ticket));

        Assert.Equal(["left?", "too late, right"], store.Said);
        Assert.Equal(RunStatus.Completed, store.Read()!.Status);
    }

    [Fact]
    public async Task Lets_several_calls_outlive_the_turn_and_takes_each_result_once()
    {
        var answers = new Dictionary<string, TaskCompletionSource<NodeResult>> { ["left"] = new(), ["right"] = new() };
        _engine.Calls.Answer = (config, _, _) => new(answers[config.Value].Task);
        var flow = Branches(new { mode = "all" });
        Work(flow, "left", StubCalls.Node("test.read", "left"), "success");
        Work(flow, "right", StubCalls.Node("test.put", "right"), "success");
        var program = _engine.Compile(Bot.With(flow), 1);
        var store = new CommittedTurns();
        await TurnAsync(program, store, new TurnInput.Started(), hasBudget: false);

        var run = store.Read()!;
        var keys = run.Frames.Select(f => f.Bookmark).OfType<Bookmark.Job>().Select(j => j.EffectKey).ToList();
        Assert.Equal(2, keys.Distinct().Count());
        foreach (var key in keys.AsEnumerable().Reverse())
        {
            var result = new CallResult("success", JsonSerializer.SerializeToElement("x"), null);
            await TurnAsync(program, store, new TurnInput.JobSettled(run.RunId, key, result));
            await TurnAsync(program, store, new TurnInput.JobSettled(run.RunId, key, result));
        }

        Assert.Equal(["joined: "], store.Said);
    }

    [Fact]
    public async Task Joins_branches_of_branches_each_at_their_own_join()
    {
        var flow = Branches(new { mode = "all" });
        Work(flow, "left", Use.Set("seen", "left"));
        flow.And("rightWork", Use.Parallel("up", "down")).Link("fork", "right", "rightWork")
            .And("u", Use.Say("up")).Link("rightWork", "up", "u")
            .And("d", Use.Say("down")).Link("rightWork", "down", "d")
            .And("inner", Use.Join(new { mode = "all" })).Link("u", "next", "inner").Link("d", "next", "inner")
            .And("between", Use.Say("inner joined")).Link("inner", "next", "between")
            .Link("between", "next", "join");

        Assert.Equal(["up", "down", "inner joined", "joined: left"], await AnswersAsync(flow));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A fork into left and right, a join, and what is said behind it.</summary>
    private static Flow Branches(object join) =>
        Flow.With("start", Use.Start)
            .Then("fork", Use.Parallel("left", "right"))
            .And("join", Use.Join(join))
            .Then("after", Use.Say("joined: {{ vars.seen }}"));

    private static void Work(Flow flow, string branch, NodeSpec work, string port = "next") =>
        flow.And(branch + "Work", work).Link("fork", branch, branch + "Work").Link(branch + "Work", port, "join");

    private async Task<IReadOnlyList<string>> AnswersAsync(Flow flow)
    {
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        return chat.Answers();
    }

    private async Task TurnAsync(FlowEngine.Compilation.BotProgram program, CommittedTurns store, TurnInput input, bool hasBudget = true)
    {
        var host = new DurableHost(store, _engine.Clock.GetUtcNow()) { HasBudget = hasBudget };
        host.Commit(await _engine.Interpreter.ReactAsync(program, store.Read(), input, host, Token));
    }
}
