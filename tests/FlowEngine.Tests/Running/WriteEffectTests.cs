using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running;

/// <summary>The plug is pulled at every point around a write; nothing is said twice and nothing is sent twice unknowingly.</summary>
public sealed class WriteEffectTests : IDisposable
{
    private readonly TestEngine _engine = new();
    private readonly CommittedTurns _store = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Commits_before_and_after_a_write()
    {
        await TurnAsync("test.write", _ => new DurableHost(_store, Now));

        var (key, result) = Assert.Single(_store.Effects);
        Assert.EndsWith("/main/call/1", key, StringComparison.Ordinal);
        Assert.NotNull(result);
        Assert.Equal(["Before.", "Done ok."], _store.Said);
        Assert.Equal(
            [JournalKind.NodeStarted, JournalKind.EffectStarted, JournalKind.EffectSettled, JournalKind.NodeCompleted],
            _store.Journal.Where(e => e.NodeId == "call").Select(e => e.Kind)
        );
    }

    [Fact]
    public async Task Starts_afresh_when_the_plug_was_pulled_before_anything_was_committed()
    {
        await CrashAsync("test.write", new DurableHost(_store, Now) { CrashBeforeStart = true });

        await TurnAsync("test.write", _ => new DurableHost(_store, Now));

        Assert.Single(_engine.Calls.Attempts);
        Assert.Equal(["Before.", "Done ok."], _store.Said);
    }

    [Theory]
    [InlineData("test.put", "Done ok.")]
    [InlineData("test.write", "Unknown: effect.unknown")]
    public async Task Resends_a_write_without_a_result_only_where_the_other_side_honours_the_key(string type, string answer)
    {
        await CrashAsync(type, new DurableHost(_store, Now) { CrashAfterStart = true });

        await TurnAsync(type, _ => new DurableHost(_store, Now));

        Assert.Equal(["Before.", answer], _store.Said);
        Assert.Single(_store.Effects);
    }

    [Fact]
    public async Task Resends_with_the_same_key_and_counts_the_attempt()
    {
        await CrashAsync("test.put", new DurableHost(_store, Now) { CrashBeforeSettle = true });

        await TurnAsync("test.put", _ => new DurableHost(_store, Now));

        Assert.Equal([1, 2], _engine.Calls.Attempts.Select(a => a.Attempt));
        Assert.Single(_engine.Calls.Attempts.Select(a => a.Key).Distinct());
        Assert.Equal(["Before.", "Done ok."], _store.Said);
    }

    [Fact]
    public async Task Reuses_a_result_that_was_committed()
    {
        await CrashAsync("test.write", new DurableHost(_store, Now) { CrashAfterSettle = true });

        await TurnAsync("test.write", _ => new DurableHost(_store, Now));

        Assert.Single(_engine.Calls.Attempts);
        Assert.Equal(["Before.", "Done ok."], _store.Said);
    }

    [Fact]
    public async Task Gives_every_visit_its_own_key()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("call", StubCalls.Node("test.write"))
            .Then("more", Use.Branch(("again", "=vars.n < 2")))
            .And("count", Use.Set("n", "=vars.n + 1"))
            .Link("more", "again", "count")
            .Link("count", "next", "call")
            .Variable("n", 0);
        var host = new DurableHost(_store, Now);

        host.Commit(await _engine.Interpreter.ReactAsync(_engine.Compile(Bot.With(flow)), null, new TurnInput.Started(), host, Token));

        Assert.Equal(["1", "2", "3"], _store.Effects.Keys.Select(k => k.Split('/')[^1]));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _engine.Clock.GetUtcNow();

    private static Flow Writing(string type) =>
        Flow.With("start", Use.Start)
            .Then("before", Use.Say("Before."))
            .Then("call", StubCalls.Node(type))
            .Then("tell", Use.Say("Done {{ nodes.call.output }}."))
            .And("unknown", Use.Say("Unknown: {{ nodes.call.error.code }}"))
            .Link("call", "error", "unknown");

    private async Task CrashAsync(string type, DurableHost host) =>
        await Assert.ThrowsAsync<PlugPulledException>(() => TurnAsync(type, _ => host));

    private async Task TurnAsync(string type, Func<CommittedTurns, DurableHost> connect)
    {
        var host = connect(_store);
        var program = _engine.Compile(Bot.With(Writing(type)));
        host.Commit(await _engine.Interpreter.ReactAsync(program, _store.Read(), new TurnInput.Started(), host, Token));
    }
}
