using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Menu;

/// <summary>The ways out of a menu: one a choice, then those of answers that fit none.</summary>
internal static class MenuPorts
{
    private const string Other = "other";
    private const string GaveUpPort = "gaveUp";

    public static NodeResult GaveUp { get; } = new NodeResult.Completed(GaveUpPort);

    public static bool IsTaken(string port) => port is Other or GaveUpPort or "error";

    public static NodeResult LeaveByOther(string said) => new NodeResult.Completed(Other, JsonValues.Of(said));

    public static IReadOnlyList<PortDefinition> Of(JsonElement config)
    {
        var ports = new List<PortDefinition>();
        if (config.ValueKind != JsonValueKind.Object)
        {
            return [GaveUpDefinition];
        }

        if (config.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array)
        {
            foreach (var choice in choices.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object))
            {
                if (TextIn(choice, "port") is { Length: > 0 } name && !IsTaken(name) && ports.TrueForAll(p => p.Name != name))
                {
                    ports.Add(new PortDefinition(name, TextIn(choice, "title") ?? name, "When this choice is taken; the output is its name.", Required: true));
                }
            }
        }

        if (config.TryGetProperty("acceptOther", out var other) && other.ValueKind == JsonValueKind.True)
        {
            ports.Add(new PortDefinition(Other, "something else", "When an answer fits no choice; the output is what was said.", Required: true));
        }

        ports.Add(GaveUpDefinition);
        return ports;
    }

    private static PortDefinition GaveUpDefinition { get; } =
        new(GaveUpPort, "gave up", "When it was shown as often as allowed without an answer that fits.", Required: true);

    private static string? TextIn(JsonElement choice, string name) =>
        choice.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
