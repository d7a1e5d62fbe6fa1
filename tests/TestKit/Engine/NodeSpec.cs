using System.Text.Json;

namespace TestKit.Engine;

/// <summary>A node of a test flow: its type, its settings as written, and the port that "then" links from.</summary>
public sealed record NodeSpec(string Type, JsonElement Config, string Then = "next")
{
    /// <summary>The same node, but "then" links from another port.</summary>
    public NodeSpec Leaving(string port) => this with { Then = port };

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

    public static NodeSpec Handoff(string reason, string? text = null) =>
        NodeSpec.Of("handoff", text is null ? new { reason } : (object)new { reason, text });
}
