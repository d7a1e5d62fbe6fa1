using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Running;
using FlowEngine.Understanding;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Crashes;

/// <summary>
/// The process dies at every single interaction with the world, once for each, and another one goes on from what was
/// committed: nobody can tell, but for writes to a server that does not know them again.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void The_bot_has_every_node_type()
    {
        var used = ShopBot.Build().Build().Flows.Values.SelectMany(f => f.Nodes.Values).Select(n => n.Type).ToHashSet();

        Assert.Equal([], _engine.Catalog.All.Select(t => t.Definition.Type).Except(used));
    }

    [Theory]
    [InlineData("talk")]
    [InlineData("help")]
    [InlineData("order")]
    [InlineData("undo")]
    [InlineData("hook")]
    [InlineData("nightly")]
    public async Task A_crash_anywhere_changes_nothing(string flow)
    {
        var (before, after) = (Compile(), Compile());
        var (start, messages) = ShopBot.InputOf(flow);
        using var whole = new Journey(_engine, before, after, start, messages);
        await whole.GoAsync();
        Assert.Equal(RunStatus.Completed, whole.Store.Read()!.Status);
        Assert.Equal([], NodesOf(flow).Except(whole.Store.Journal.Select(e => e.NodeId)));

        TestContext.Current.TestOutputHelper?.WriteLine($"{whole.Interactions} interactions");
        for (var k = 1; k <= whole.Interactions; k++)
        {
            using var broken = new Journey(_engine, before, after, start, messages);
            await broken.GoAsync(k);
            Assert.True(broken.PulledAt is not null, $"Nothing happened at {k}.");
            Same(whole, broken, $"{flow}, interaction {k} of {whole.Interactions}: {broken.PulledAt}");
        }
    }

    /// <summary>Nodes that a flow goes through when all goes well; those that undo are entered behind their trigger.</summary>
    private static IEnumerable<string> NodesOf(string flow) =>
        ShopBot.Build().Build().Flows[flow].Nodes.Where(n => n.Value.Type != "compensate" && !n.Key.EndsWith("Unsure", StringComparison.Ordinal)).Select(n => n.Key);

    private BotProgram Compile()
    {
        var bundle = ShopBot.Build().Build();
        return BotProgram.Compile(bundle, 0, _engine.Catalog, _engine.Expressions, new BotUnderstanding(bundle.Bot));
    }

    private static void Same(Journey whole, Journey broken, string where)
    {
        var (expected, store) = (whole.Store, broken.Store);
        var unknown = broken.UnderWay.Where(key => NodeOf(key).StartsWith("write", StringComparison.Ordinal)).ToList();
        var facts = new (string What, object? Expected, object? Actual)[]
        {
            ("status", RunStatus.Completed, store.Read()?.Status),
            ("transcript", Lines(expected.Said), Lines(store.Said)),
            ("variables", Variables(expected), Variables(store)),
            ("store", Lines(expected.Values.Select(v => $"{v.Key}={v.Value}")), Lines(store.Values.Select(v => $"{v.Key}={v.Value}"))),
            ("events", Lines(expected.Emitted.Select(e => JsonSerializer.Serialize(e))), Lines(store.Emitted.Select(e => JsonSerializer.Serialize(e)))),
            ("answers", expected.Responses.Count, store.Responses.Count),
            ("handoff", expected.Handoff, store.Handoff),
            ("server with keys", Lines(whole.Others.Put.Select(p => $"{p.Key}={p.Value}")), Lines(broken.Others.Put.Select(p => $"{p.Key}={p.Value}"))),
            ("sent twice", "", Lines(broken.Others.Written.GroupBy(k => k).Where(g => g.Skip(1).Any()).Select(g => g.Key))),
            ("sent under another key", "", Lines(broken.Others.Written.Except(whole.Others.Written))),
            ("lost without a word", "", Lines(whole.Others.Written.Except(broken.Others.Written).Except(unknown))),
            ("effect.unknown", Lines(unknown.Select(NodeOf).Order(StringComparer.Ordinal)), Lines(Unknown(store))),
            ("nodes", Completed(expected, unknown), Completed(store, unknown)),
        };
        var wrong = facts.Where(f => !Equals(f.Expected, f.Actual)).Select(f => $"{f.What}: not {f.Expected} but {f.Actual}");
        Assert.True(!wrong.Any(), $"{where}\n{string.Join('\n', wrong)}");
    }

    private static string NodeOf(string key) => key.Split('/')[^2];

    private static string Lines(IEnumerable<string> lines) => string.Join(" | ", lines);

    private static string Variables(CommittedTurns store) =>
        Lines(store.Ended.Select(e => JsonSerializer.Serialize(e.Where(v => v.Key != ShopBot.UnsureVariable).OrderBy(v => v.Key, StringComparer.Ordinal))));

    private static IEnumerable<string> Unknown(CommittedTurns store) =>
        store.Journal.Where(e => e is { Kind: JournalKind.NodeFailed, Error.Code: "effect.unknown" }).Select(e => e.NodeId).Order(StringComparer.Ordinal);

    /// <summary>Every node that was left by a port, each time; but for those whose write is unknown, and the note of that.</summary>
    private static string Completed(CommittedTurns store, IEnumerable<string> unknown)
    {
        var others = unknown.Select(NodeOf).SelectMany(n => new[] { n, $"{n}Unsure" }).ToHashSet();
        return Lines(
            store
                .Journal.Where(e => e.Kind == JournalKind.NodeCompleted && !others.Contains(e.NodeId))
                .Select(e => $"{e.Frame}/{e.NodeId}.{e.Visit}:{e.Port}")
                .Order(StringComparer.Ordinal)
        );
    }
}
