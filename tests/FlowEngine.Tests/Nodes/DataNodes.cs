using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Nodes;

/// <summary>Runs one node of a flow by the engine's door: settings as JSON in, port, output and error out.</summary>
internal static class DataNodes
{
    /// <summary>Runs a node that keeps its result in <c>vars.result</c>.</summary>
    public static async Task<NodeRun> RunAsync(this TestEngine engine, string type, string config, string input = "null")
    {
        var settings = config.Trim().TrimEnd('}').TrimEnd();
        var flow = Flow.With("start", Use.Start)
            .Then("node", NodeSpec.Of(type, type is "validate" or "store" ? config : $$"""{{settings}}, "saveTo": "result" }"""))
            .Link("node", "error", "failed")
            .And("failed", Use.Say("{{ nodes.node.error.code }}"))
            .Variable("input", JsonElement.Parse(input))
            .Variable("result");
        using var chat = engine.Talk(flow);
        await chat.StartAsync(TestContext.Current.CancellationToken);
        var entry = chat.Journal.Single(e => e.NodeId == "node" && e.Kind is JournalKind.NodeCompleted or JournalKind.NodeFailed);
        var notes = chat.Journal.Select(JournalNote.Of).OfType<JournalNote>().Select(n => n.Message).ToList();
        return new NodeRun(entry.Port, entry.Data, chat.Variables.GetValueOrDefault("result"), entry.Error, notes);
    }

    /// <summary>The result of a node that succeeds, as JSON without blanks.</summary>
    public static async Task<string> ResultAsync(this TestEngine engine, string type, string config, string input = "null")
    {
        var run = await engine.RunAsync(type, config, input);
        Assert.Null(run.Error);
        return JsonSerializer.Serialize(run.Result);
    }

    public static IReadOnlyList<Problem> Check(this TestEngine engine, string type, string config)
    {
        Assert.True(engine.Catalog.TryGet(type, 1, out var known));
        return known.Check(JsonElement.Parse(config), engine.Expressions);
    }
}

/// <summary>What came of a node.</summary>
internal sealed record NodeRun(string? Port, JsonElement Output, JsonElement Result, NodeError? Error, IReadOnlyList<string> Notes);
