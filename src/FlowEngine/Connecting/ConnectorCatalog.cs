using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Connecting;

/// <summary>All connectors of an installation. Immutable and safe to share.</summary>
/// <param name="connectors">The connectors; keys are unique.</param>
public sealed class ConnectorCatalog(IEnumerable<ConnectorDefinition> connectors)
{
    private readonly FrozenDictionary<string, ConnectorDefinition> _connectors = connectors.ToFrozenDictionary(c => c.Key);

    /// <summary>Every connector, by title.</summary>
    public IReadOnlyList<ConnectorDefinition> All =>
        [.. _connectors.Values.OrderBy(c => c.Title, StringComparer.Ordinal)];

    /// <summary>Looks a connector up.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="connector">The connector, when known.</param>
    /// <returns>True when there is one.</returns>
    public bool TryGet(string key, [NotNullWhen(true)] out ConnectorDefinition? connector) =>
        _connectors.TryGetValue(key, out connector);
}
