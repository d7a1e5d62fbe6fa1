using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>A flow as its author wrote it: the content of a <c>*.flow.json</c> file. Immutable.</summary>
/// <param name="Id">Slug, unique in the bot: <c>[a-z][a-z0-9-]*</c>.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Variables">Declared variables by name, in document order.</param>
/// <param name="Nodes">Nodes by id, in creation order.</param>
/// <param name="Notes">Notes on the canvas; they have no effect on runs.</param>
/// <param name="Layout">Place of each node on the canvas by node id; apart from logic.</param>
public sealed record FlowDefinition(
    string Id,
    string Name,
    IReadOnlyDictionary<string, VariableDefinition> Variables,
    IReadOnlyDictionary<string, FlowNode> Nodes,
    IReadOnlyList<FlowNote> Notes,
    IReadOnlyDictionary<string, NodePosition> Layout
)
{
    /// <summary>Version of the document format that this build writes.</summary>
    public const int CurrentSchemaVersion = 1;
}

/// <summary>One node of a flow.</summary>
/// <param name="Type">Key of the node type, for example <c>ask</c> or <c>woocommerce.getOrder</c>.</param>
/// <param name="Version">Version of the node type, from 1.</param>
/// <param name="Name">What the author calls this node on the canvas; null shows the title of its type.</param>
/// <param name="Config">JSON object with the settings as written: literals, <c>=expression</c> and <c>{{ template }}</c> text.</param>
/// <param name="Links">Target node id by output port.</param>
public sealed record FlowNode(
    string Type,
    int Version,
    string? Name,
    JsonElement Config,
    IReadOnlyDictionary<string, string> Links
);

/// <summary>A variable that expressions read as <c>vars.name</c>.</summary>
/// <param name="Type">One of <c>string</c>, <c>number</c>, <c>boolean</c>, <c>object</c>, <c>array</c>, <c>any</c>.</param>
/// <param name="Default">Value at the start of a run; undefined when the variable starts empty (null).</param>
/// <param name="Description">What the variable holds, for people.</param>
public sealed record VariableDefinition(string Type, JsonElement Default = default, string? Description = null);

/// <summary>A note on the canvas.</summary>
/// <param name="Text">Its text, at most 4,000 characters.</param>
/// <param name="X">Left edge. Unit: canvas pixels.</param>
/// <param name="Y">Top edge. Unit: canvas pixels.</param>
public sealed record FlowNote(string Text, double X, double Y);

/// <summary>Where a node stands on the canvas.</summary>
/// <param name="X">Left edge. Unit: canvas pixels.</param>
/// <param name="Y">Top edge. Unit: canvas pixels.</param>
public readonly record struct NodePosition(double X, double Y);
