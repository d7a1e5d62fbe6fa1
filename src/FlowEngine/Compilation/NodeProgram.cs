using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowEngine.Compilation;

/// <summary>One node, compiled: settings bound, links resolved to indexes. Immutable and shared by all runs.</summary>
internal sealed class NodeProgram
{
    /// <summary>Target of a port that leads nowhere: the frame ends.</summary>
    public const int Nowhere = -1;

    /// <summary>What <see cref="TargetOf"/> answers for a port that the node does not have.</summary>
    public const int NoPort = -2;

    /// <summary>Target of a port that is linked to a node that is not there.</summary>
    public const int Lost = -3;

    private readonly string[] _ports;
    private readonly int[] _targets;

    public NodeProgram(string id, NodeBody? body, NodeDefinition? definition, NodeEffect effect, string[] ports, int[] targets)
    {
        Id = id;
        Body = body;
        Type = definition?.Type ?? "";
        IsTrigger = definition?.IsTrigger ?? false;
        Connector = definition?.Connector;
        Effect = effect;
        _ports = ports;
        _targets = targets;
        ErrorTarget = definition is { CanFail: true } ? Math.Max(Nowhere, TargetOf(NodeDefinition.ErrorPort.Name)) : Nowhere;
    }

    public string Id { get; }

    public string Type { get; }

    public bool IsTrigger { get; }

    /// <summary>What is executed; null when the node is broken beyond binding.</summary>
    public NodeBody? Body { get; }

    public string? Connector { get; }

    public NodeEffect Effect { get; }

    public int ErrorTarget { get; }

    /// <summary>Why the node cannot be executed; null when it can.</summary>
    public NodeError? Broken { get; init; }

    /// <summary>True when some expression of the flow reads the output.</summary>
    public bool KeepsOutput { get; set; }

    /// <summary>True when some expression of the flow reads the error.</summary>
    public bool KeepsError { get; set; }

    /// <summary>Index of the node behind a port.</summary>
    /// <param name="port">Name of the port.</param>
    /// <returns>The index, or <see cref="Nowhere"/>, <see cref="NoPort"/> or <see cref="Lost"/>.</returns>
    public int TargetOf(string port)
    {
        // A handful of ports: a scan beats a dictionary.
        for (var i = 0; i < _ports.Length; i++)
        {
            if (ReferenceEquals(_ports[i], port) || string.Equals(_ports[i], port, StringComparison.Ordinal))
            {
                return _targets[i];
            }
        }

        return NoPort;
    }
}
