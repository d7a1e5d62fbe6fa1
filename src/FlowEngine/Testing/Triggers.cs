using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;

namespace FlowEngine.Testing;

/// <summary>Which flows an event starts.</summary>
internal static class Triggers
{
    private const string Type = "trigger.event";

    /// <summary>The starts that an event brings about, as the runtime makes them.</summary>
    public static IEnumerable<TurnInput.Triggered> Of(BotBundle bundle, EmittedEvent told)
    {
        var happened = JsonSerializer.SerializeToElement(
            new
            {
                name = told.Name,
                correlation = told.Correlation,
                data = told.Data.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : told.Data,
            }
        );
        return bundle
            .Flows.Values.SelectMany(flow => flow.Nodes.Where(n => IsFor(n.Value, told.Name)).Select(n => (Flow: flow.Id, Node: n.Key)))
            .Select(trigger => new TurnInput.Triggered(trigger.Flow, trigger.Node, happened));
    }

    private static bool IsFor(FlowNode node, string name) =>
        node.Type == Type
        && node.Config.TryGetProperty("event", out var value)
        && value.ValueKind == JsonValueKind.String
        && value.ValueEquals(name);
}
