using System.Text.Json;

namespace FlowEngine.Nodes;

/// <summary>How a node of the version before becomes one of this version.</summary>
/// <param name="config">Settings as written for the version before; any JSON object.</param>
/// <returns>What the node is now; must not throw.</returns>
public delegate UpgradedNode NodeUpgrade(JsonElement config);

/// <summary>What an upgrade makes of a node.</summary>
/// <param name="Config">Settings for the new version, a JSON object.</param>
/// <param name="Ports">Ports that have another name now, by the old name; null when all are called as before.</param>
public sealed record UpgradedNode(JsonElement Config, IReadOnlyDictionary<string, string>? Ports = null);
