using FlowEngine.Definition;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Structures;

public sealed class RetryTests : IDisposable
{
    private readonly TestEngine _engine = new();
    private readonly CommittedTurns _store = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Tries_again_later_before_it_leaves_by_error()
    {
        _engine.Calls.Answer = (_, context, _) => new(context.Attempt < 3 ? Broken() : StubCalls.Success("third"));

        await RunAsync(new RetryPolicy(Attempts: 3, DelaySeconds: 10));
        var first = Due();
        await WakeAsync();
        var second = Due();
        await WakeAsync();

        Assert.Equal(["Got third"], _store.Said);
        Assert.InRange(first.TotalSeconds, 8, 12);
        Assert.InRange(second.TotalSeconds, 16, 24);
        Assert.Equal(2, _store.Journal.Count(e => e.Kind == JournalKind.NodeRetried));
    }

    [Fact]
    public async Task Leaves_by_error_with_the_latest_error_once_the_attempts_are_used_up()
    {
        _engine.Calls.Answer = (_, context, _) => new(Broken($"attempt {context.Attempt}"));

        await RunAsync(new RetryPolicy(Attempts: 2));
        await WakeAsync();

        Assert.Equal(["Failed: attempt 2"], _store.Said);
    }

    [Fact]
    public async Task Sends_the_same_key_on_every_attempt_of_a_write()
    {
        _engine.Calls.Answer = (_, context, _) => new(context.Attempt < 2 ? Broken() : StubCalls.Success("ok"));

        await RunAsync(new RetryPolicy(Attempts: 3), "test.put");
        await WakeAsync();

        Assert.Equal([1, 2], _engine.Calls.Attempts.Select(a => a.Attempt));
        Assert.Single(_engine.Calls.Attempts.Select(a => a.Key).Distinct());
        Assert.Equal(["Got ok"], _store.Said);
    }

    [Fact]
    public async Task Waits_as_long_as_the_other_side_asks()
    {
        _engine.Calls.Answer = (_, _, _) =>
            new(new NodeResult.Failed(new NodeError("http.busy", "Later.", Retryable: true, TimeSpan.FromMinutes(7))));

        await RunAsync(new RetryPolicy(Attempts: 2));

        Assert.Equal(TimeSpan.FromMinutes(7), Due());
    }

    [Theory]
    [InlineData(null, true, 2)]
    [InlineData(null, false, 1)]
    [InlineData("http.*", false, 2)]
    [InlineData("http.down", false, 2)]
    [InlineData("other.*", true, 1)]
    public async Task Tries_again_what_may_be_repeated_or_what_the_author_names(string? on, bool retryable, int attempts)
    {
        _engine.Calls.Answer = (_, _, _) => new(new NodeResult.Failed(new NodeError("http.down", "Down.", retryable)));

        await RunAsync(new RetryPolicy(Attempts: 2, On: on is null ? null : [on]));
        await WakeAsync();

        Assert.Equal(attempts, _engine.Calls.Attempts.Count);
    }

    [Fact]
    public async Task Never_tries_again_what_may_have_arrived()
    {
        _engine.Calls.Answer = (_, _, _) => new(new NodeResult.Failed(new NodeError("effect.unknown", "?", Retryable: true)));

        await RunAsync(new RetryPolicy(Attempts: 5, On: ["*"]), "test.write");

        Assert.Equal(["Failed: ?"], _store.Said);
    }

    [Fact]
    public async Task Begins_with_a_first_attempt_when_the_node_is_entered_again()
    {
        _engine.Calls.Answer = (config, context, _) => new(context.Attempt == 1 ? Broken() : StubCalls.Success(config.Value));
        var flow = Flow.With("start", Use.Start)
            .Then("each", Use.ForEach(2))
            .Then("call", StubCalls.Node("test.read", "{{ item }}").Retrying(new RetryPolicy(Attempts: 2)))
            .Then("tell", Use.Say("{{ nodes.call.output }}"));
        await TurnAsync(flow, new TurnInput.Started());

        await WakeAsync(flow);
        await WakeAsync(flow);

        Assert.Equal(["0", "1"], _store.Said);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NodeResult.Failed Broken(string message = "no") => new(new NodeError("test.no", message, Retryable: true));

    private static Flow Calling(RetryPolicy policy, string type) =>
        Flow.With("start", Use.Start)
            .Then("call", StubCalls.Node(type).Retrying(policy))
            .Then("tell", Use.Say("Got {{ nodes.call.output }}"))
            .And("failed", Use.Say("Failed: {{ nodes.call.error.message }}"))
            .Link("call", "error", "failed");

    private Flow _flow = null!;

    private Task RunAsync(RetryPolicy policy, string type = "test.read")
    {
        _flow = Calling(policy, type);
        return TurnAsync(_flow, new TurnInput.Started());
    }

    private TimeSpan Due() => _store.Read()!.Frames.Single(f => f.Bookmark is Bookmark.Retry).Bookmark!.DueAt!.Value - _engine.Clock.GetUtcNow();

    private async Task WakeAsync(Flow? flow = null)
    {
        var run = _store.Read()!;
        if (run.Frames.Find(f => f.Bookmark is Bookmark.Retry) is { Bookmark.Ticket: var ticket })
        {
            await TurnAsync(flow ?? _flow, new TurnInput.TimerFired(run.RunId, ticket));
        }
    }

    private async Task TurnAsync(Flow flow, TurnInput input)
    {
        var host = new DurableHost(_store, _engine.Clock.GetUtcNow());
        host.Commit(await _engine.Interpreter.ReactAsync(_engine.Compile(Bot.With(flow), 1), _store.Read(), input, host, Token));
    }
}
