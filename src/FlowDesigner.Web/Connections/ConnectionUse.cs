using System.Text.Json;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Connections;

/// <summary>A flow that uses a connection.</summary>
/// <param name="BotId">Its bot.</param>
/// <param name="BotName">Name of its bot.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="FlowName">Its name.</param>
public sealed record ConnectionUse(string BotId, string BotName, string FlowId, string FlowName)
{
    /// <summary>Finds the flows that use each connection, by the setting <c>connection</c> of their nodes.</summary>
    /// <param name="bundles">The drafts.</param>
    /// <returns>Uses by name of the connection.</returns>
    public static ILookup<string, ConnectionUse> Find(IEnumerable<BotBundle> bundles) =>
        bundles
            .SelectMany(b =>
                b.Flows.Values.SelectMany(f =>
                    f.Nodes.Values.Select(ConnectionOf)
                        .OfType<string>()
                        .Distinct()
                        .Select(name => (name, use: new ConnectionUse(b.Bot.Id, b.Bot.Name, f.Id, f.Name)))
                )
            )
            .ToLookup(u => u.name, u => u.use, StringComparer.Ordinal);

    private static string? ConnectionOf(FlowNode node) =>
        node.Config.ValueKind == JsonValueKind.Object
        && node.Config.TryGetProperty("connection", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
}
