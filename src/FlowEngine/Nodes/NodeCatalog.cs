using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Nodes;

/// <summary>All node types of an installation. Immutable and safe to share.</summary>
public sealed class NodeCatalog
{
    private readonly FrozenDictionary<(string Type, int Version), NodeType> _types;

    /// <summary>Makes a catalog.</summary>
    /// <param name="types">The node types, in palette order.</param>
    /// <exception cref="ArgumentException">Two types share key and version.</exception>
    public NodeCatalog(IEnumerable<NodeType> types)
    {
        All = [.. types];
        _types = All.ToFrozenDictionary(t => (t.Definition.Type, t.Definition.Version));
    }

    /// <summary>Every node type, in palette order.</summary>
    public IReadOnlyList<NodeType> All { get; }

    /// <summary>Looks a node type up.</summary>
    /// <param name="type">Its key.</param>
    /// <param name="version">Its version.</param>
    /// <param name="nodeType">The type, when known.</param>
    /// <returns>True when the catalog has it.</returns>
    public bool TryGet(string type, int version, [NotNullWhen(true)] out NodeType? nodeType) =>
        _types.TryGetValue((type, version), out nodeType);
}
