using System.Text.Json;
using FlowEngine.Nodes;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

public sealed class CallTests : IDisposable
{
    private readonly TestEngine _engine = new();
    private readonly CommittedTurns _store = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Takes_the_result_of_a_quick_read_within_the_turn()
    {
        await TurnAsync(Reading, new TurnInput.Started());

        Assert.Equal(["Got ok."], _store.Said);
        Assert.Empty(_store.Effects);
    }

    [Fact]
    public async Task Lets_a_slow_call_outlive_the_turn_and_takes_its_result_later()
    {
        var answer = new TaskCompletionSource<NodeResult>();
        _engine.Calls.Answer = async (config, context, token) =>
        {
            var result = await answer.Task.WaitAsync(token);
            context.SetVariable("saved", JsonSerializer.SerializeToElement("kept"));
            return result;
        };

        var host = await TurnAsync(Reading, new TurnInput.Started(), hasBudget: false);
        var (job, call) = host.Detached!.Value;
        Assert.Equal((EffectKind.Read, "call", "main"), (job.Effect, job.NodeId, job.FlowId));
        Assert.Equal(job.EffectKey, Assert.IsType<Bookmark.Job>(_store.Read()!.Frames[0].Bookmark).EffectKey);

        answer.SetResult(StubCalls.Success("late"));
        var settled = new TurnInput.JobSettled(job.RunId, job.EffectKey, await call);
        await TurnAsync(Reading, RoundTrip(settled));

        Assert.Equal(["Got late."], _store.Said);
        Assert.Equal(RunStatus.Completed, _store.Read()!.Status);
    }

    [Fact]
    public async Task Keeps_variables_that_a_call_sets_even_when_it_outlives_the_turn()
    {
        var flow = Flow.With("start", Use.Start).Then("call", StubCalls.Node("test.read")).Then("tell", Use.Say("{{ vars.saved }}"));
        var answer = new TaskCompletionSource<NodeResult>();
        _engine.Calls.Answer = async (_, context, token) =>
        {
            var result = await answer.Task.WaitAsync(token);
            context.SetVariable("saved", JsonSerializer.SerializeToElement("kept"));
            return result;
        };

        var host = await TurnAsync(flow, new TurnInput.Started(), hasBudget: false);
        answer.SetResult(StubCalls.Success("late"));
        var (job, call) = host.Detached!.Value;
        await TurnAsync(flow, RoundTrip(new TurnInput.JobSettled(job.RunId, job.EffectKey, await call)));

        Assert.Equal(["kept"], _store.Said);
    }

    [Fact]
    public async Task Defers_a_message_while_a_call_is_out()
    {
        var never = new TaskCompletionSource<NodeResult>();
        _engine.Calls.Answer = (_, _, _) => new(never.Task);
        await TurnAsync(Reading, new TurnInput.Started(), hasBudget: false);

        var host = new DurableHost(_store, _engine.Clock.GetUtcNow());
        var outcome = await _engine.Interpreter.ReactAsync(
            _engine.Compile(Bot.With(Reading)),
            _store.Read(),
            new TurnInput.Message("hello?"),
            host,
            Token
        );

        Assert.True(outcome.Deferred);
        Assert.IsType<Bookmark.Job>(outcome.Run!.Frames[0].Bookmark);
    }

    [Theory]
    [InlineData("test.read", null)]
    [InlineData("test.put", null)]
    [InlineData("test.write", "effect.unknown")]
    public async Task Repeats_a_call_after_a_restart_only_where_that_is_safe(string type, string? error)
    {
        var never = new TaskCompletionSource<NodeResult>();
        _engine.Calls.Answer = (_, _, _) => new(never.Task);
        var flow = Flow.With("start", Use.Start).Then("call", StubCalls.Node(type));
        await TurnAsync(flow, new TurnInput.Started(), hasBudget: false);

        _engine.Calls.Answer = (config, _, _) => new(StubCalls.Success(config.Value));
        var host = new DurableHost(_store, _engine.Clock.GetUtcNow());
        var program = _engine.Compile(Bot.With(flow));
        var waiting = _store.Read()!;
        var key = Assert.IsType<Bookmark.Job>(waiting.Frames[0].Bookmark).EffectKey;
        var result = await _engine.Interpreter.RepeatCallAsync(program, waiting, key, host, Token);

        Assert.Equal(error, result.Error?.Code);
        Assert.Equal(error is null ? 2 : 1, _engine.Calls.Attempts.Count);
        Assert.Single(_engine.Calls.Attempts.Select(a => a.Key).Distinct());
    }

    [Theory]
    [InlineData("test.read")]
    [InlineData("test.put")]
    [InlineData("test.write")]
    public async Task Tells_the_journal_that_a_node_has_started_before_it_calls(string type)
    {
        var host = new DurableHost(_store, _engine.Clock.GetUtcNow());
        IReadOnlyList<JournalKind> told = [];
        _engine.Calls.Answer = (config, _, _) =>
        {
            told = [.. _store.Journal.Concat(host.Uncommitted).Where(e => e.NodeId == "call").Select(e => e.Kind)];
            return new(StubCalls.Success(config.Value));
        };
        var program = _engine.Compile(Bot.With(Flow.With("start", Use.Start).Then("call", StubCalls.Node(type))));

        await _engine.Interpreter.ReactAsync(program, null, new TurnInput.Started(), host, Token);

        Assert.Equal(JournalKind.NodeStarted, told[0]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Flow Reading =>
        Flow.With("start", Use.Start)
            .Then("call", StubCalls.Node("test.read"))
            .Then("tell", Use.Say("Got {{ nodes.call.output }}."));

    private static TurnInput RoundTrip(TurnInput input) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(input, RunJson.Default.TurnInput), RunJson.Default.TurnInput)!;

    private async Task<DurableHost> TurnAsync(Flow flow, TurnInput input, bool hasBudget = true)
    {
        var host = new DurableHost(_store, _engine.Clock.GetUtcNow()) { HasBudget = hasBudget };
        var program = _engine.Compile(Bot.With(flow));
        host.Commit(await _engine.Interpreter.ReactAsync(program, _store.Read(), input, host, Token));
        return host;
    }
}
