using System.Text.Json;

namespace FlowEngine.Nodes;

/// <summary>An output of a node.</summary>
/// <param name="Name">Key in the node's <c>links</c>, for example <c>success</c>.</param>
/// <param name="Title">Word shown on the card, for example <c>found</c>.</param>
/// <param name="Summary">When the node leaves here and with what output.</param>
/// <param name="Kind">Ordinary way out or the way of failures.</param>
/// <param name="Required">True when a flow with this port unlinked cannot be published.</param>
/// <param name="Shape">What the output looks like when the node leaves here; null when that is not known.</param>
public sealed record PortDefinition(
    string Name,
    string Title,
    string Summary,
    PortKind Kind = PortKind.Normal,
    bool Required = false,
    ValueShape? Shape = null
);

/// <summary>What kind of way out a port is.</summary>
public enum PortKind
{
    /// <summary>An ordinary result.</summary>
    Normal,

    /// <summary>The implicit way of failures, always named <c>error</c>.</summary>
    Error,
}

/// <summary>Ports that depend on the settings, such as the arms of a branch.</summary>
/// <param name="config">The settings as written in the flow.</param>
/// <returns>The ports in the order shown; must accept any JSON object without throwing.</returns>
public delegate IReadOnlyList<PortDefinition> DynamicPorts(JsonElement config);
