using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowEngine.Testing;

/// <summary>The made-up answers of a bot in the form in which a simulated conversation takes them.</summary>
public static class MadeUpAnswers
{
    /// <summary>Finds the answer that stands in for the call of a node.</summary>
    /// <param name="bundle">The bot with its flows.</param>
    /// <param name="catalog">Node types of the installation.</param>
    /// <param name="flowId">The flow.</param>
    /// <param name="nodeId">The node.</param>
    /// <returns>The result that the node would bring, its variable included; null when the call is to be made.</returns>
    public static CallResult? Find(BotBundle bundle, NodeCatalog catalog, string flowId, string nodeId)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(catalog);
        if (
            bundle.Bot.Mocks?.GetValueOrDefault(flowId)?.GetValueOrDefault(nodeId) is not { IsOff: false } mock
            || bundle.Flows.GetValueOrDefault(flowId)?.Nodes.GetValueOrDefault(nodeId) is not { } node
        )
        {
            return null;
        }

        return new CallResult(mock.Port, mock.Output, mock.Error, Saved(node, mock, catalog));
    }

    // What operations do when they leave by their first port, the good one.
    private static Dictionary<string, JsonElement>? Saved(FlowNode node, NodeMock mock, NodeCatalog catalog) =>
        mock.Output.ValueKind != JsonValueKind.Undefined
        && node.Config.ValueKind == JsonValueKind.Object
        && node.Config.TryGetProperty("saveTo", out var name)
        && name.ValueKind == JsonValueKind.String
        && name.GetString() is { Length: > 0 } variable
        && catalog.TryGet(node.Type, node.Version, out var type)
        && type.Definition.PortsFor(node.Config) is [var first, ..]
        && first.Name == mock.Port
            ? new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [variable] = mock.Output }
            : null;
}
