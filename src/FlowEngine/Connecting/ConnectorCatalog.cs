using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using FlowEngine.Connecting.Operations;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowEngine.Connecting;

/// <summary>
/// All connectors of an installation: those that it is made of, and those that are installed while it runs, by a plug-in or
/// an import. Every look sees a whole state, the newest. Thread-safe.
/// </summary>
public sealed class ConnectorCatalog
{
    private readonly Lock _writing = new();
    private readonly NodeCatalog _nodes;
    private readonly TimeProvider _time;
    private readonly ILogger<OperationNode> _logger;
    private readonly Dictionary<string, IReadOnlyList<NodeType>> _installed = new(StringComparer.Ordinal);
    private volatile Snapshot _snapshot;

    /// <summary>Makes a catalog apart from any node types.</summary>
    /// <param name="connectors">The connectors; keys are unique.</param>
    public ConnectorCatalog(IEnumerable<ConnectorDefinition> connectors)
        : this(connectors, new NodeCatalog([]), TimeProvider.System, NullLoggerFactory.Instance) { }

    /// <summary>Makes the catalog of an installation.</summary>
    /// <param name="connectors">The connectors that it is made of; keys are unique, their node types are in <paramref name="nodes"/> already.</param>
    /// <param name="nodes">Receives the node types of connectors that are installed later.</param>
    /// <param name="time">Clock of operations' time limits.</param>
    /// <param name="loggers">Take what plug-ins throw.</param>
    public ConnectorCatalog(IEnumerable<ConnectorDefinition> connectors, NodeCatalog nodes, TimeProvider time, ILoggerFactory loggers)
    {
        (_nodes, _time) = (nodes, time);
        _logger = loggers.CreateLogger<OperationNode>();
        _snapshot = new Snapshot([.. connectors]);
    }

    /// <summary>Raised after connectors came or went, with their keys.</summary>
    public event EventHandler<CatalogChangedEventArgs>? Changed;

    /// <summary>Every connector, by title. A list that never changes.</summary>
    public IReadOnlyList<ConnectorDefinition> All => _snapshot.All;

    /// <summary>Looks a connector up.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="connector">The connector, when known.</param>
    /// <returns>True when there is one.</returns>
    public bool TryGet(string key, [NotNullWhen(true)] out ConnectorDefinition? connector) =>
        _snapshot.ByKey.TryGetValue(key, out connector);

    /// <summary>Adds a connector and a node type for each of its operations.</summary>
    /// <param name="connector">The connector.</param>
    /// <returns>What is wrong with it, or that its key is taken (<c>connector.taken</c>); empty when it was installed.</returns>
    public IReadOnlyList<Problem> Install(ConnectorDefinition connector) => Put(connector, mayReplace: false);

    /// <summary>Adds a connector in the place of one that was installed before under the same key, if there is one.</summary>
    /// <param name="connector">The connector.</param>
    /// <returns>
    /// What is wrong with it, or that the key belongs to a connector of the product (<c>connector.taken</c>); empty when it
    /// was installed.
    /// </returns>
    public IReadOnlyList<Problem> Replace(ConnectorDefinition connector) => Put(connector, mayReplace: true);

    /// <summary>
    /// Takes out a connector that was installed while running, with its node types. Bots that are compiled already keep
    /// running.
    /// </summary>
    /// <param name="key">Its key.</param>
    /// <returns>False when no such connector was installed; those that the product is made of stay.</returns>
    public bool Remove(string key)
    {
        IReadOnlyList<NodeType>? types;
        lock (_writing)
        {
            if (!_installed.Remove(key, out types))
            {
                return false;
            }

            _nodes.Swap(types, []);
            _snapshot = new Snapshot([.. _snapshot.All.Where(c => c.Key != key)]);
        }

        _nodes.Announce(types, []);
        Changed?.Invoke(this, new CatalogChangedEventArgs([], [key]));
        return true;
    }

    private IReadOnlyList<Problem> Put(ConnectorDefinition connector, bool mayReplace)
    {
        ArgumentNullException.ThrowIfNull(connector);
        var problems = ConnectorCheck.Find(connector);
        if (problems.Any(p => p.Severity == ProblemSeverity.Error))
        {
            return problems;
        }

        NodeType[] added = [.. connector.Operations.Select(o => new OperationNode(connector, o, _time, _logger))];
        IReadOnlyList<NodeType> removed = [];
        bool replaces;
        lock (_writing)
        {
            replaces = mayReplace && _installed.TryGetValue(connector.Key, out removed!); // only read when found
            if (!replaces && Clash(connector) is { } clash)
            {
                return [clash];
            }

            removed = replaces ? removed : [];
            _nodes.Swap(removed, added);
            _installed[connector.Key] = added;
            _snapshot = new Snapshot([.. _snapshot.All.Where(c => c.Key != connector.Key), connector]);
        }

        _nodes.Announce(removed, added);
        Changed?.Invoke(this, new CatalogChangedEventArgs([connector.Key], replaces ? [connector.Key] : []));
        return [];
    }

    private Problem? Clash(ConnectorDefinition connector)
    {
        if (TryGet(connector.Key, out var other))
        {
            var owner = other.Plugin is { } plugin ? $"of the plug-in {plugin}" : $"\"{other.Title}\"";
            return Taken($"The key {connector.Key} belongs to the connector {owner}. Choose another key.");
        }

        // Keys of node types are "connector.operation": a connector must not slip in among the types of others.
        var taken = _nodes.All.FirstOrDefault(t => t.Definition.Type.StartsWith($"{connector.Key}.", StringComparison.Ordinal) || t.Definition.Type == connector.Key);
        return taken is null ? null : Taken($"The key {connector.Key} belongs to FlowStudio's own node type {taken.Definition.Type}. Choose another key.");
    }

    private static Problem Taken(string message) => new("connector.taken", ProblemSeverity.Error, "/key", message);

    private sealed class Snapshot(ConnectorDefinition[] connectors)
    {
        public IReadOnlyList<ConnectorDefinition> All { get; } = [.. connectors.OrderBy(c => c.Title, StringComparer.Ordinal)];

        public FrozenDictionary<string, ConnectorDefinition> ByKey { get; } = connectors.ToFrozenDictionary(c => c.Key);
    }
}
