using System.Text.Json;
using FlowEngine.Definition;

namespace TestKit.Engine;

/// <summary>A node of a test flow: its type, its settings as written, and the port that "then" links from.</summary>
public sealed record NodeSpec(
    string Type,
    JsonElement Config,
    string Then = "next",
    RetryPolicy? Retry = null,
    int? TimeoutSeconds = null,
    int Version = 1
)
{
    /// <summary>The same node, but "then" links from another port.</summary>
    public NodeSpec Leaving(string port) => this with { Then = port };

    public NodeSpec Retrying(RetryPolicy policy) => this with { Retry = policy };

    public NodeSpec Within(int seconds) => this with { TimeoutSeconds = seconds };

    public static NodeSpec Of(string type, string config = "{}", string then = "next") =>
        new(type, JsonElement.Parse(config), then);

    public static NodeSpec Of(string type, object config, string then = "next") =>
        new(type, JsonSerializer.SerializeToElement(config), then);
}

/// <summary>The node types of the engine, said shortly.</summary>
public static class Use
{
    public static NodeSpec Start { get; } = NodeSpec.Of("trigger.start");

    public static NodeSpec End { get; } = NodeSpec.Of("end");

    public static NodeSpec Intent(string intent) => NodeSpec.Of("trigger.intent", new { intent });

    public static NodeSpec Say(string text) => NodeSpec.Of("say", new { text });

    /// <summary>Asks; settings as JSON members, for example <c>"entity": "number"</c>.</summary>
    public static NodeSpec Ask(string text, string settings = "\"saveTo\": \"answer\"") =>
        NodeSpec.Of("ask", $$"""{ "text": {{JsonSerializer.Serialize(text)}}, {{settings}} }""", then: "answered");

    public static NodeSpec Branch(params (string Port, string When)[] arms) =>
        NodeSpec.Of("branch", new { arms = arms.Select(a => new { port = a.Port, when = a.When }) }, then: arms[0].Port);

    public static NodeSpec Set(string name, object value) =>
        NodeSpec.Of("set", new { values = new Dictionary<string, object> { [name] = value } });

    /// <summary>A loop over a list; "then" links what is repeated.</summary>
    public static NodeSpec ForEach(object items, int concurrency = 1, string onError = "fail", string merge = "none", string? collect = null) =>
        collect is null
            ? NodeSpec.Of("forEach", new { items, concurrency, onError, merge }, then: "item")
            : NodeSpec.Of("forEach", (object)new { items, concurrency, onError, merge, collect }, then: "item");

    /// <summary>A loop with a condition; "then" links what is repeated.</summary>
    public static NodeSpec While(string when, int maxIterations = 1_000) =>
        NodeSpec.Of("while", new { when, maxIterations }, then: "do");

    public static NodeSpec Break { get; } = NodeSpec.Of("break");

    public static NodeSpec Parallel(params string[] branches) => NodeSpec.Of("parallel", new { branches }, then: branches[0]);

    public static NodeSpec Join(object settings) => NodeSpec.Of("join", settings);

    /// <summary>A try scope; "then" links what is tried.</summary>
    public static NodeSpec Try(string onError = "catch") => NodeSpec.Of("try", new { onError }, then: "body");

    public static NodeSpec Undo(string node) => NodeSpec.Of("compensate", new { node });

    public static NodeSpec Call(string flow, object inputs, string? saveTo = null) =>
        saveTo is null ? NodeSpec.Of("call", new { flow, inputs }) : NodeSpec.Of("call", (object)new { flow, inputs, saveTo });

    public static NodeSpec Fail(string message, string code = "flow.failed") => NodeSpec.Of("fail", new { message, code });

    public static NodeSpec Handoff(string reason, string? text = null) =>
        NodeSpec.Of("handoff", text is null ? new { reason } : (object)new { reason, text });
}
