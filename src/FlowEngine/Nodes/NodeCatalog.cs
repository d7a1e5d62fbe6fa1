using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using FlowEngine.Connecting;

namespace FlowEngine.Nodes;

/// <summary>
/// All node types of an installation. Grows and shrinks with the connectors that are installed while it runs; every look
/// sees a whole state, the newest. Thread-safe.
/// </summary>
public sealed class NodeCatalog
{
    private readonly Lock _writing = new();
    private volatile Snapshot _snapshot;

    /// <summary>Makes a catalog.</summary>
    /// <param name="types">The node types, in palette order.</param>
    /// <exception cref="ArgumentException">Two types share key and version.</exception>
    public NodeCatalog(IEnumerable<NodeType> types) => _snapshot = new Snapshot([.. types]);

    /// <summary>Raised after node types came or went, with their keys.</summary>
    public event EventHandler<CatalogChangedEventArgs>? Changed;

    /// <summary>Every node type, in palette order. A list that never changes.</summary>
    public IReadOnlyList<NodeType> All => _snapshot.All;

    /// <summary>Looks a node type up.</summary>
    /// <param name="type">Its key.</param>
    /// <param name="version">Its version.</param>
    /// <param name="nodeType">The type, when known.</param>
    /// <returns>True when the catalog has it.</returns>
    public bool TryGet(string type, int version, [NotNullWhen(true)] out NodeType? nodeType) =>
        _snapshot.ByKey.TryGetValue((type, version), out nodeType);

    /// <summary>The newest version of a node type.</summary>
    /// <param name="type">Its key.</param>
    /// <returns>Its definition; null when there is no such type.</returns>
    public NodeDefinition? NewestOf(string type) => _snapshot.Newest.GetValueOrDefault(type);

    /// <summary>Takes some types out and puts others in, seen by readers as one step.</summary>
    internal void Swap(IReadOnlyCollection<NodeType> removed, IReadOnlyList<NodeType> added)
    {
        lock (_writing)
        {
            _snapshot = new Snapshot([.. _snapshot.All.Where(t => !removed.Contains(t)), .. added]);
        }
    }

    /// <summary>Tells the listeners of a swap.</summary>
    internal void Announce(IReadOnlyCollection<NodeType> removed, IReadOnlyCollection<NodeType> added) =>
        Changed?.Invoke(
            this,
            new CatalogChangedEventArgs([.. added.Select(t => t.Definition.Type)], [.. removed.Select(t => t.Definition.Type)])
        );

    private sealed class Snapshot(NodeType[] types)
    {
        public IReadOnlyList<NodeType> All { get; } = types;

        public FrozenDictionary<(string Type, int Version), NodeType> ByKey { get; } =
            types.ToFrozenDictionary(t => (t.Definition.Type, t.Definition.Version));

        public FrozenDictionary<string, NodeDefinition> Newest { get; } =
            types.Select(t => t.Definition).GroupBy(d => d.Type, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.MaxBy(d => d.Version)!, StringComparer.Ordinal); // a group has at least one
    }
}
