using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

/// <summary>The ways out of an ask.</summary>
internal static class AskPorts
{
    public const string Answered = "answered";

    public static NodeResult GaveUp { get; } = new NodeResult.Completed("gaveUp");

    public static NodeResult Cancelled { get; } = new NodeResult.Completed("cancelled");

    /// <summary>The way of a visitor who wants to stop, where that is allowed.</summary>
    public static IReadOnlyList<PortDefinition> Of(JsonElement config) =>
        config.ValueKind == JsonValueKind.Object
        && config.TryGetProperty("cancellable", out var cancellable)
        && cancellable.ValueKind == JsonValueKind.True
            ? [new PortDefinition("cancelled", "cancelled", "When the visitor says that they want to stop.")]
            : [];
}
