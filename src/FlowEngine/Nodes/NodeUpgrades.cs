using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Definition;

namespace FlowEngine.Nodes;

/// <summary>Brings nodes to the newest version of their type, one version after the other.</summary>
public static class NodeUpgrades
{
    /// <summary>Makes a node one of the newest version of its type.</summary>
    /// <param name="catalog">All node types.</param>
    /// <param name="node">The node; its own version need not be in the catalog.</param>
    /// <returns>
    /// The node with its settings and links taken over; the same node when it is of the newest version, or when a version
    /// between the two is missing, so that nobody knows how its settings change.
    /// </returns>
    public static FlowNode Upgraded(this NodeCatalog catalog, FlowNode node)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(node);
        var upgraded = node;
        for (var newest = catalog.NewestOf(node.Type)?.Version ?? 0; upgraded.Version < newest;)
        {
            if (!catalog.TryGet(node.Type, upgraded.Version + 1, out var next))
            {
                return node;
            }

            upgraded = Step(upgraded, next.Definition);
        }

        return upgraded;
    }

    /// <summary>An upgrade that gives settings other names and keeps everything else.</summary>
    /// <param name="settings">Old and new names.</param>
    /// <returns>The upgrade.</returns>
    public static NodeUpgrade Renaming(params IReadOnlyList<(string Old, string New)> settings) =>
        config => new UpgradedNode(
            JsonSerializer.SerializeToElement(
                new JsonObject(
                    JsonObject.Create(config)!.Select(m => KeyValuePair.Create(settings.FirstOrDefault(s => s.Old == m.Key) is { New: { } name } ? name : m.Key, m.Value?.DeepClone())) // settings are an object
                )
            )
        );

    private static FlowNode Step(FlowNode node, NodeDefinition next)
    {
        var made = next.FromPrevious?.Invoke(node.Config) ?? new UpgradedNode(node.Config);
        return node with
        {
            Version = next.Version,
            Config = made.Config,
            Links = made.Ports is { } renamed
                ? new OrderedDictionary<string, string>(node.Links.Select(l => KeyValuePair.Create(renamed.GetValueOrDefault(l.Key, l.Key), l.Value)))
                : node.Links,
        };
    }
}
