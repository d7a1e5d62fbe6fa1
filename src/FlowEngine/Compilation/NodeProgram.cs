using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.Compensate;
using FlowEngine.Nodes.TriggerError;
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
        StartsRuns = definition is { IsTrigger: true } && Type is not (TriggerErrorNode.Type or CompensateNode.Type);
        Connector = definition?.Connector;
        Effect = effect;
        TakesInput = definition?.TakesInput ?? false;
        _ports = ports;
        _targets = targets;
        ErrorTarget = definition is { CanFail: true } ? Math.Max(Nowhere, TargetOf(NodeDefinition.ErrorPort.Name)) : Nowhere;
    }

    public string Id { get; }

    public string Type { get; }

    /// <summary>True for a trigger that a run or a call can begin at.</summary>
    public bool StartsRuns { get; }

    /// <summary>What is executed; null when the node is broken beyond binding.</summary>
    public NodeBody? Body { get; }

    /// <summary>The settings as far as they need no run: of types whose settings take no expression, all of them; null when they cannot be made.</summary>
    public object? SettingsApartFromRuns => Body?.Prepare(new FieldResolution(NoScope.Instance));

    public string? Connector { get; }

    public NodeEffect Effect { get; }

    /// <summary>True when the node calls another system, by a connection or with an effect.</summary>
    public bool IsCall => Effect.Kind != EffectKind.None || Connector is not null;

    public int ErrorTarget { get; }

    /// <summary>True when the node asks the visitor, so that it has to wait while another question is open.</summary>
    public bool TakesInput { get; }

    /// <summary>Index behind the first ordinary port, where a node that failed is taken to have gone.</summary>
    public int FirstTarget => _targets.Length > 0 && _ports[0] != NodeDefinition.ErrorPort.Name ? Math.Max(Nowhere, _targets[0]) : Nowhere;

    /// <summary>Indexes behind the ports, negative where a port leads nowhere.</summary>
    public ReadOnlySpan<int> Targets => _targets;

    /// <summary>How it is tried again; null for not at all.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Longest time it may take; null for no limit of its own.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Index of the node that joins the branches of this one; below 0 for none.</summary>
    public int JoinedBy { get; set; } = Nowhere;

    /// <summary>Id of the compensation that undoes it; null for none.</summary>
    public string? UndoneBy { get; set; }

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
