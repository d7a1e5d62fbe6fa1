using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Structures;

public sealed class TryTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Goes_through_body_and_finally_when_nothing_fails()
    {
        var flow = Scope("catch", Use.Say("tried"));

        Assert.Equal(["tried", "finally", "after"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Goes_to_catch_and_finally_when_a_node_fails()
    {
        var flow = Scope("catch", Use.Fail("no", "test.no"));

        Assert.Equal(["caught test.no", "finally", "after"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Sees_behind_the_scope_what_was_set_and_found_inside()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("scope", Use.Try())
            .Then("find", StubCalls.Node("test.run", "42"))
            .And("tell", Use.Say("{{ nodes.find.output }}"))
            .Link("scope", "next", "tell");

        Assert.Equal(["42"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Passes_the_error_on_after_finally_when_nothing_catches_it()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("scope", Use.Try())
            .Then("bad", Use.Fail("no", "test.no"))
            .And("last", Use.Say("finally"))
            .Link("scope", "finally", "last")
            .And("outer", Use.Say("{{ nodes.scope.error.code }}"))
            .Link("scope", "error", "outer");

        Assert.Equal(["finally", "test.no"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Handles_an_error_in_the_innermost_scope_that_can()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("outer", Use.Try())
            .Then("inner", Use.Try())
            .Then("bad", Use.Fail("no", "test.no"))
            .And("caught", Use.Say("outer caught"))
            .Link("outer", "catch", "caught");

        Assert.Equal(["outer caught"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Forgets_the_error_when_told_to_ignore_it()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("scope", Use.Try("ignore"))
            .Then("bad", Use.Fail("no"))
            .And("after", Use.Say("after"))
            .Link("scope", "next", "after");

        Assert.Equal(["after"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Goes_on_behind_the_failed_node_when_told_to_resume()
    {
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Failure("test.down"));
        var flow = Flow.With("start", Use.Start)
            .Then("scope", NodeSpec.Of("try", new { onError = "resume", instead = "=({ stock: 0 })" }, then: "body"))
            .Then("find", StubCalls.Node("test.read"))
            .Then("tell", Use.Say("{{ nodes.find.output.stock }} left"))
            .And("after", Use.Say("after"))
            .Link("scope", "next", "after");

        Assert.Equal(["0 left", "after"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Catches_errors_of_called_flows_loops_and_branches_inside()
    {
        var broken = Flow.With("called", NodeSpec.Of("trigger.call")).Then("bad", Use.Fail("deep", "test.deep")).Called("broken");
        var flow = Flow.With("start", Use.Start)
            .Then("scope", Use.Try())
            .Then("each", Use.ForEach(2))
            .Then("call", Use.Call("broken", new { }))
            .And("caught", Use.Say("{{ nodes.scope.error.code }}"))
            .Link("scope", "catch", "caught");
        using var chat = _engine.Talk(Bot.With(flow, broken));

        await chat.StartAsync(Token);

        Assert.Equal(["test.deep"], chat.Answers());
    }

    [Fact]
    public async Task Undoes_what_was_done_the_latest_first_with_the_values_of_that_time()
    {
        var flow = Flow.With("start", Use.Start)
            .Variable("n", 1)
            .Then("scope", Use.Try("compensate"))
            .Then("reserve", StubCalls.Node("test.put", "{{ 'seat ' + vars.n }}"))
            .Then("count", Use.Set("n", 2))
            .Then("charge", StubCalls.Node("test.put", "{{ 'money ' + vars.n }}"))
            .Then("later", Use.Set("n", 3))
            .Then("bad", Use.Fail("no", "test.no"))
            .And("undoReserve", Use.Undo("reserve"))
            .Then("release", Use.Say("release {{ nodes.reserve.output }} of {{ vars.n }}"))
            .And("undoCharge", Use.Undo("charge"))
            .Then("refund", Use.Say("refund {{ nodes.charge.output }} of {{ vars.n }}"))
            .And("caught", Use.Say("caught with {{ vars.n }}"))
            .Link("scope", "catch", "caught");

        Assert.Equal(["refund money 2 of 2", "release seat 1 of 1", "caught with 3"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Undoes_steps_of_inner_scopes_that_ended_well()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("outer", Use.Try("compensate"))
            .Then("inner", Use.Try())
            .Then("reserve", StubCalls.Node("test.put"))
            .And("bad", Use.Fail("no"))
            .Link("inner", "next", "bad")
            .And("undo", Use.Undo("reserve"))
            .Then("release", Use.Say("released"))
            .And("caught", Use.Say("caught"))
            .Link("outer", "catch", "caught");

        Assert.Equal(["released", "caught"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Goes_on_undoing_when_one_step_cannot_be_undone()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("scope", Use.Try("compensate"))
            .Then("one", StubCalls.Node("test.run"))
            .Then("two", StubCalls.Node("test.run"))
            .Then("bad", Use.Fail("no"))
            .And("undoOne", Use.Undo("one"))
            .Then("sayOne", Use.Say("undone one"))
            .And("undoTwo", Use.Undo("two"))
            .Then("broken", Use.Fail("cannot", "test.cannot"))
            .And("caught", Use.Say("caught"))
            .Link("scope", "catch", "caught");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["undone one", "caught"], chat.Answers());
        Assert.Contains(chat.Journal, e => e is { Kind: JournalKind.PartEnded, Error.Code: "test.cannot" });
    }

    [Fact]
    public async Task Undoes_nothing_of_a_scope_that_ended_well()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("scope", Use.Try("compensate"))
            .Then("one", StubCalls.Node("test.run"))
            .And("after", Use.Fail("later"))
            .Link("scope", "next", "after")
            .And("undo", Use.Undo("one"))
            .Then("tell", Use.Say("undone"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.DoesNotContain("undone", chat.Answers());
        Assert.Null(chat.Run!.Undoable);
    }

    [Fact]
    public async Task Does_finally_before_a_break_leaves_the_loop()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach(3))
            .Then("scope", Use.Try())
            .Then("leave", Use.Break)
            .And("last", Use.Say("finally"))
            .Link("scope", "finally", "last")
            .And("after", Use.Say("left"))
            .Link("each", "done", "after");

        Assert.Equal(["finally", "left"], await AnswersAsync(flow));
    }

    [Fact]
    public async Task Leaves_an_error_that_catch_makes_to_those_outside_after_finally()
    {
        var flow = Scope("catch", Use.Fail("no", "test.no"));
        flow.And("worse", Use.Fail("worse", "test.worse")).Link("caught", "next", "worse");
        flow.And("outer", Use.Say("{{ nodes.scope.error.code }}")).Link("scope", "error", "outer");

        Assert.Equal(["caught test.no", "finally", "test.worse"], await AnswersAsync(flow));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Scope(string onError, NodeSpec tried) =>
        Flow.With("start", Use.Start)
            .Then("scope", Use.Try(onError))
            .Then("tried", tried)
            .And("caught", Use.Say("caught {{ nodes.scope.error.code }}"))
            .Link("scope", "catch", "caught")
            .And("last", Use.Say("finally"))
            .Link("scope", "finally", "last")
            .And("after", Use.Say("after"))
            .Link("scope", "next", "after");

    private async Task<IReadOnlyList<string>> AnswersAsync(Flow flow)
    {
        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        return chat.Answers();
    }
}
