using System.Text.Json;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

public sealed class StoreTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Keeps_a_value_from_one_run_to_the_next_by_scope()
    {
        var chat = await TalkAsync(
            """{ "operation": "set", "key": "seen-{{ 1 + 1 }}", "value": { "n": "=1 + 1" } }""",
            """{ "key": "seen-2", "saveTo": "own" }""",
            """{ "key": "seen-2", "scope": "bot", "value": "none", "saveTo": "shared" }"""
        );

        Assert.Equal("""{"n":2} none""", $"{chat["own"].GetRawText()} {chat["shared"].GetString()}");
    }

    [Fact]
    public async Task Adds_to_a_number_and_gives_the_sum()
    {
        var chat = await TalkAsync(
            """{ "operation": "increment", "key": "visits", "saveTo": "one" }""",
            """{ "operation": "increment", "key": "visits", "by": "=vars.one + 1.5", "saveTo": "two" }"""
        );

        Assert.Equal((1, 3.5), (chat["one"].GetDouble(), chat["two"].GetDouble()));
    }

    [Fact]
    public async Task Leaves_by_missing_when_nothing_is_stored_or_it_was_deleted()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("put", Store("""{ "operation": "set", "key": "a", "value": 1 }"""))
            .Then("drop", Store("""{ "operation": "delete", "key": "a" }"""))
            .Then("get", Store("""{ "key": "a" }"""))
            .Link("get", "missing", "tell")
            .And("tell", Use.Say("Gone."));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal(["Gone."], chat.Answers());
    }

    [Fact]
    public async Task Forgets_a_value_after_its_time()
    {
        var flow = Flow.With("asked", Use.Intent("put"))
            .Then("put", Store("""{ "operation": "set", "key": "a", "value": 1, "expiresInSeconds": "=30 * 2" }"""))
            .And("again", Use.Intent("get"))
            .Then("get", Store("""{ "key": "a", "value": "none" }"""))
            .Then("tell", Use.Say("{{ nodes.get.output }}"));
        using var chat = _engine.Talk(Bot.With(flow).Intent("put", "put").Intent("get", "get"));

        await chat.SendAsync("put", Token);
        _engine.Clock.Advance(TimeSpan.FromSeconds(59));
        await chat.SendAsync("get", Token);
        _engine.Clock.Advance(TimeSpan.FromSeconds(2));
        await chat.SendAsync("get", Token);

        Assert.Equal(["1", "none"], chat.Answers());
    }

    [Fact]
    public async Task Adds_to_nothing_once_the_number_is_forgotten()
    {
        var flow = Flow.With("asked", Use.Intent("count"))
            .Then("add", Store("""{ "operation": "increment", "key": "a", "expiresInSeconds": 60 }"""))
            .Then("tell", Use.Say("{{ nodes.add.output }}"));
        using var chat = _engine.Talk(Bot.With(flow).Intent("count", "count"));

        await chat.SendAsync("count", Token);
        await chat.SendAsync("count", Token);
        _engine.Clock.Advance(TimeSpan.FromSeconds(61));
        await chat.SendAsync("count", Token);

        Assert.Equal(["1", "2", "1"], chat.Answers());
    }

    [Theory]
    [InlineData("""{ "operation": "set", "key": "=''", "value": 1 }""", "store.key")]
    [InlineData("""{ "operation": "set", "key": "='k'.repeat(201)", "value": 1 }""", "store.key")]
    [InlineData("""{ "operation": "set", "key": "a", "value": "='v'.repeat(70000)" }""", "store.size")]
    [InlineData("""{ "operation": "increment", "key": "a", "by": "='x'" }""", "store.number")]
    [InlineData("""{ "operation": "set", "key": "a", "value": 1, "expiresInSeconds": 0 }""", "store.number")]
    [InlineData("""{ "key": "=vars.gone.name" }""", "expression.error")]
    public async Task Fails_with_a_code(string config, string code) => Assert.Equal(code, (await _engine.RunAsync("store", config)).Error!.Code);

    [Fact]
    public async Task Adds_only_to_numbers()
    {
        var flow = Flow.With("start", Use.Start)
            .Then("put", Store("""{ "operation": "set", "key": "a", "value": "word" }"""))
            .Then("add", Store("""{ "operation": "increment", "key": "a" }"""));
        using var chat = _engine.Talk(flow);

        await chat.StartAsync(Token);

        Assert.Equal("store.number", chat.Journal.Single(e => e.Kind == JournalKind.NodeFailed).Error!.Code);
    }

    [Fact]
    public void Wants_a_value_to_store() =>
        Assert.Equal([("store.value", "/value")], _engine.Check("store", """{ "operation": "set", "key": "a" }""").Select(p => (p.Code, p.Pointer)));

    private static NodeSpec Store(string config) => NodeSpec.Of("store", config);

    private async Task<IReadOnlyDictionary<string, JsonElement>> TalkAsync(params string[] nodes)
    {
        var flow = Flow.With("start", Use.Start);
        for (var i = 0; i < nodes.Length; i++)
        {
            flow.Then($"n{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}", Store(nodes[i]));
        }

        using var chat = _engine.Talk(flow);
        await chat.StartAsync(Token);
        Assert.DoesNotContain(chat.Journal, e => e.Kind == JournalKind.NodeFailed);
        return chat.Variables;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
