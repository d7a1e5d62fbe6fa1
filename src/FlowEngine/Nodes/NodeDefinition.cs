using System.Text.Json;

namespace FlowEngine.Nodes;

/// <summary>What a node type is: the single source for palette, inspector, JSON schema and docs. Immutable.</summary>
/// <param name="Type">Permanent key, lower case, for example <c>http.request</c>.</param>
/// <param name="Version">Version of the type, from 1; a breaking change is a new version.</param>
/// <param name="Title">Name in the palette.</param>
/// <param name="Category">Group and colour.</param>
/// <param name="Summary">One sentence on what the node does.</param>
/// <param name="SummaryTemplate">
/// Sentence for the card with field names in braces, for example <c>Gets order {orderId} from {connection}</c>.
/// </param>
/// <param name="Icon">Key of an icon of the designer.</param>
/// <param name="Fields">Settings in form order.</param>
/// <param name="Outputs">Fixed ports, without the implicit <c>error</c>.</param>
/// <param name="Ports">Ports that depend on the settings; null when all are fixed.</param>
/// <param name="IsTrigger">True when the node starts runs and takes no link in.</param>
/// <param name="CanFail">True when the node has the implicit <c>error</c> port.</param>
/// <param name="Effect">What the node does to the outside world; its strongest, where that depends on the settings.</param>
/// <param name="Idempotent">True when the other side honours an idempotency key for this write.</param>
/// <param name="Connector">Key of the connector whose connection the node uses; null for none.</param>
/// <param name="Effects">Effect that depends on the settings; null when it is fixed. Ask <see cref="EffectFor"/>.</param>
/// <param name="Waits">True when the node always waits for something from outside, so that a loop through it cannot spin.</param>
/// <param name="TakesInput">True when the node waits for the visitor's message, of which one at a time is open in a run.</param>
/// <param name="OpensParts">True when what is behind some ports is a part that comes back to the node: a loop, branches, a try scope.</param>
/// <param name="Errors">Codes of its own failures with a sentence each; null for none.</param>
/// <param name="FromPrevious">How a node of the version before becomes one of this version; null when its settings and ports stay as they are.</param>
public sealed record NodeDefinition(
    string Type,
    int Version,
    string Title,
    NodeCategory Category,
    string Summary,
    string SummaryTemplate,
    string Icon,
    IReadOnlyList<FieldDefinition> Fields,
    IReadOnlyList<PortDefinition> Outputs,
    DynamicPorts? Ports,
    bool IsTrigger,
    bool CanFail,
    EffectKind Effect,
    bool Idempotent,
    string? Connector,
    DynamicEffect? Effects = null,
    bool Waits = false,
    bool TakesInput = false,
    bool OpensParts = false,
    IReadOnlyDictionary<string, string>? Errors = null,
    NodeUpgrade? FromPrevious = null
)
{
    /// <summary>The implicit port of failures.</summary>
    public static PortDefinition ErrorPort { get; } =
        new("error", "error", "The node failed; the error is in nodes.<id>.error.", PortKind.Error);

    /// <summary>Starts describing a node type.</summary>
    /// <param name="type">Permanent key, lower case.</param>
    /// <param name="version">Version of the type, from 1.</param>
    /// <typeparam name="TConfig">Its settings, a record with positional parameters.</typeparam>
    /// <returns>A builder.</returns>
    public static NodeDefinitionBuilder<TConfig> For<TConfig>(string type, int version)
        where TConfig : class => new(type, version);

    /// <summary>All ports for given settings, the error port last.</summary>
    /// <param name="config">Settings as written; any JSON object.</param>
    /// <returns>The ports in the order shown on the card.</returns>
    public IReadOnlyList<PortDefinition> PortsFor(JsonElement config)
    {
        var ports = Ports is null ? Outputs : [.. Outputs, .. Ports(config)];
        return CanFail ? [.. ports, ErrorPort] : ports;
    }

    /// <summary>What a node with given settings does to the outside world.</summary>
    /// <param name="config">Settings as written; any JSON object.</param>
    /// <returns>The effect; the fixed one unless the type has <see cref="Effects"/>.</returns>
    public NodeEffect EffectFor(JsonElement config) => Effects?.Invoke(config) ?? new NodeEffect(Effect, Idempotent);
}

/// <summary>Group of a node type in the palette; decides colour and tile shape.</summary>
public enum NodeCategory
{
    /// <summary>Starts a run.</summary>
    Trigger,

    /// <summary>Says or asks.</summary>
    Conversation,

    /// <summary>Chooses, repeats, waits.</summary>
    Logic,

    /// <summary>Sets values, runs code.</summary>
    Data,

    /// <summary>Calls other systems.</summary>
    Connector,

    /// <summary>Models and sources.</summary>
    Ai,

    /// <summary>Agents.</summary>
    Human,
}

/// <summary>What a call does to the outside world; decides what is committed around it.</summary>
public enum EffectKind
{
    /// <summary>Nothing outside; replayed freely.</summary>
    None,

    /// <summary>Reads only; repeated after a crash.</summary>
    Read,

    /// <summary>Changes something: started is committed before the call, the result after it.</summary>
    Write,
}

/// <summary>What a call does and whether it may be repeated.</summary>
/// <param name="Kind">What it does to the outside world.</param>
/// <param name="Idempotent">True when a repeated write does no harm: the other side honours the key, or the write is idempotent by nature.</param>
public readonly record struct NodeEffect(EffectKind Kind, bool Idempotent);

/// <summary>An effect that depends on the settings, such as the method of an HTTP request.</summary>
/// <param name="config">The settings as written in the flow; what decides the effect takes no expression.</param>
/// <returns>The effect; must accept any JSON object without throwing.</returns>
public delegate NodeEffect DynamicEffect(JsonElement config);
