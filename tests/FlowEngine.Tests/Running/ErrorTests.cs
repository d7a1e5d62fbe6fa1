using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

public sealed class ErrorTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Leaves_by_the_error_port_with_the_error_readable()
    {
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Failure("shop.down"));
        var flow = Flow.With("start", Use.Start)
            .Then("call", StubCalls.Node("test.read"))
            .And("sorry", Use.Say("Failed: {{ nodes.call.error.code }}"))
            .Link("call", "error", "sorry");
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["Failed: shop.down"], chat.Answers());
        Assert.Equal(RunStatus.Completed, chat.Run!.Status);
    }

    [Fact]
    public async Task Ends_by_the_bots_fallback_when_nobody_handles_an_error()
    {
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Failure("shop.down"));
        var fallback = Flow.With("start", Use.Start).Then("agent", Use.Handoff("failed", "A colleague comes.")).Called("lost");
        using var chat = _engine.Talk(Bot.With(Failing, fallback).Fallback("lost"));

        await chat.StartAsync(Token);

        Assert.Equal(["A colleague comes."], chat.Answers());
        Assert.Equal("failed", chat.HandoffReason);
    }

    [Fact]
    public async Task Fails_with_a_sentence_for_the_visitor_when_there_is_no_fallback()
    {
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Failure("shop.down"));
        using var chat = _engine.Talk(Failing);

        await chat.StartAsync(Token);

        Assert.Single(chat.Answers());
        Assert.Equal((RunStatus.Failed, "shop.down"), (chat.Run!.Status, chat.Run.Error!.Code));
        Assert.Equal(JournalKind.RunFailed, chat.Journal[^1].Kind);
    }

    [Fact]
    public async Task Does_not_go_round_in_a_fallback_that_fails_itself()
    {
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Failure("shop.down"));
        var fallback = Flow.With("start", Use.Start).Then("call", StubCalls.Node("test.read")).Called("lost");
        using var chat = _engine.Talk(Bot.With(Failing, fallback).Fallback("lost"));

        await chat.StartAsync(Token);

        Assert.Equal(RunStatus.Failed, chat.Run!.Status);
        Assert.Equal(2, _engine.Calls.Attempts.Count);
    }

    [Theory]
    [InlineData("test.run")]
    [InlineData("test.read")]
    public async Task Turns_an_exception_nobody_foresaw_into_an_error_without_its_words(string type)
    {
        _engine.Calls.Answer = (_, _, _) => throw new InvalidOperationException("the key is s3cret");
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("call", StubCalls.Node(type)));

        await chat.StartAsync(Token);

        var failed = chat.Journal.Single(e => e.Kind == JournalKind.NodeFailed);
        Assert.Equal("engine.unhandled", failed.Error!.Code);
        Assert.DoesNotContain("s3cret", failed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passes_cancellation_through()
    {
        using var cancelled = new CancellationTokenSource();
        _engine.Calls.Answer = async (_, _, token) =>
        {
            await cancelled.CancelAsync();
            token.ThrowIfCancellationRequested();
            return StubCalls.Success("never");
        };
        using var chat = _engine.Talk(Flow.With("start", Use.Start).Then("run", StubCalls.Node("test.run")));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chat.StartAsync(cancelled.Token));
        Assert.DoesNotContain(chat.Journal, e => e.Kind == JournalKind.NodeFailed);
    }

    [Fact]
    public async Task Names_a_connection_that_cannot_be_used()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("call", NodeSpec.Of("test.read", new { connection = "shop" }, then: "success"));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal("connection.missing", chat.Run!.Error!.Code);
        Assert.Empty(_engine.Calls.Attempts);
    }

    [Fact]
    public async Task Ends_an_endless_loop_by_a_named_error()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("a", Use.Set("x", 1))
            .Then("b", Use.Set("y", 2))
            .Link("b", "next", "a");
        using var engine = new TestEngine(new RunBudget(StepsPerRun: 1_000));
        using var chat = engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal((RunStatus.Failed, "engine.budget"), (chat.Run!.Status, chat.Run.Error!.Code));
        Assert.Equal(1_000, chat.Run.Steps);
    }

    [Fact]
    public async Task Ends_a_loop_that_leads_through_the_error_port_into_itself()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("a", StubCalls.Node("test.run"))
            .Link("a", "success", "a")
            .Link("a", "error", "a");
        using var engine = new TestEngine(new RunBudget(StepsPerRun: 1_000));
        using var chat = engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal((RunStatus.Failed, "engine.budget"), (chat.Run!.Status, chat.Run.Error!.Code));
    }

    [Fact]
    public async Task Lets_a_loop_that_used_up_its_budget_leave_by_its_error_port()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("a", StubCalls.Node("test.run"))
            .And("agent", Use.Handoff("looped"))
            .Link("a", "success", "a")
            .Link("a", "error", "agent");
        using var engine = new TestEngine(new RunBudget(StepsPerRun: 25_000));
        using var chat = engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal("looped", chat.HandoffReason);
    }

    [Fact]
    public async Task Refuses_an_output_that_is_too_large_to_keep()
    {
        _engine.Calls.Answer = (_, _, _) => new(StubCalls.Success(new string('x', 300_000)));
        var read = Failing.Then("tell", Use.Say("{{ nodes.call.output }}"));
        using var chat = _engine.Talk(read);
        using var unread = _engine.Talk(Failing);

        await chat.StartAsync(Token);
        await unread.StartAsync(Token);

        Assert.Equal("output.size", chat.Run!.Error!.Code);
        Assert.Equal(RunStatus.Completed, unread.Run!.Status);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Failing => Flow.With("start", Use.Start).Then("call", StubCalls.Node("test.read"));
}
