using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>A flow as its author wrote it: the content of a <c>*.flow.json</c> file. Immutable.</summary>
/// <param name="Id">Slug, unique in the bot: <c>[a-z][a-z0-9-]*</c>.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Variables">Declared variables by name, in document order.</param>
/// <param name="Nodes">Nodes by id, in creation order.</param>
/// <param name="Notes">Notes on the canvas; they have no effect on runs.</param>
/// <param name="Layout">Place of each node on the canvas by node id; apart from logic.</param>
/// <param name="TimeoutMinutes">Longest life of a run that this flow starts. Unit: minutes, 1 to 525,600; null for the engine's limit.</param>
public sealed record FlowDefinition(
    string Id,
    string Name,
    IReadOnlyDictionary<string, VariableDefinition> Variables,
    IReadOnlyDictionary<string, FlowNode> Nodes,
    IReadOnlyList<FlowNote> Notes,
    IReadOnlyDictionary<string, NodePosition> Layout,
    int? TimeoutMinutes = null
)
{
    /// <summary>Version of the document format that this build writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Frames around nodes by id, in document order; they have no effect on runs.</summary>
    public IReadOnlyDictionary<string, FlowGroup> Groups { get; init; } = new OrderedDictionary<string, FlowGroup>(StringComparer.Ordinal);
}

/// <summary>One node of a flow.</summary>
/// <param name="Type">Key of the node type, for example <c>ask</c> or <c>woocommerce.getOrder</c>.</param>
/// <param name="Version">Version of the node type, from 1.</param>
/// <param name="Name">What the author calls this node on the canvas; null shows the title of its type.</param>
/// <param name="Config">JSON object with the settings as written: literals, <c>=expression</c> and <c>{{ template }}</c> text.</param>
/// <param name="Links">Target node id by output port.</param>
/// <param name="Retry">How the node is tried again after a failure, before it leaves by <c>error</c>; null for not at all.</param>
/// <param name="TimeoutSeconds">Longest time the node may take, its waiting included. Unit: seconds, from 1; null for no limit of its own.</param>
public sealed record FlowNode(
    string Type,
    int Version,
    string? Name,
    JsonElement Config,
    IReadOnlyDictionary<string, string> Links,
    RetryPolicy? Retry = null,
    int? TimeoutSeconds = null
);

/// <summary>How a node is tried again: after delay, then delay × factor and so on, each varied by up to a fifth.</summary>
/// <param name="Attempts">Attempts in all, the first included; 2 to 20.</param>
/// <param name="DelaySeconds">Wait before the second attempt. Unit: seconds, 0 to 3,600.</param>
/// <param name="Factor">By how much each wait is longer than the one before; 1 to 10.</param>
/// <param name="MaximumDelaySeconds">Longest wait; a wait that the other side asks for may be longer. Unit: seconds, 1 to 86,400.</param>
/// <param name="On">
/// Codes of the errors that are tried again, <c>*</c> at the end stands for any ending; null for every error that the node says may be repeated.
/// </param>
public sealed record RetryPolicy(
    int Attempts = 3,
    double DelaySeconds = 1,
    double Factor = 2,
    double MaximumDelaySeconds = 60,
    IReadOnlyList<string>? On = null
);

/// <summary>A variable that expressions read as <c>vars.name</c>.</summary>
/// <param name="Type">One of <c>string</c>, <c>number</c>, <c>boolean</c>, <c>object</c>, <c>array</c>, <c>any</c>.</param>
/// <param name="Default">Value at the start of a run; undefined when the variable starts empty (null).</param>
/// <param name="Description">What the variable holds, for people.</param>
/// <param name="Role">Whether a calling flow gives or gets its value.</param>
public sealed record VariableDefinition(
    string Type,
    JsonElement Default = default,
    string? Description = null,
    VariableRole Role = VariableRole.Local
);

/// <summary>What a variable is for a flow that calls this one.</summary>
public enum VariableRole
{
    /// <summary>The flow's own business.</summary>
    Local,

    /// <summary>Given by the caller; required when it has no default.</summary>
    Input,

    /// <summary>Handed back to the caller.</summary>
    Output,
}

/// <summary>A note on the canvas.</summary>
/// <param name="Text">Its text, at most 4,000 characters.</param>
/// <param name="X">Left edge. Unit: canvas pixels.</param>
/// <param name="Y">Top edge. Unit: canvas pixels.</param>
public sealed record FlowNote(string Text, double X, double Y);

/// <summary>Where a node stands on the canvas.</summary>
/// <param name="X">Left edge. Unit: canvas pixels.</param>
/// <param name="Y">Top edge. Unit: canvas pixels.</param>
public readonly record struct NodePosition(double X, double Y);
