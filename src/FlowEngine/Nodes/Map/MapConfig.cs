using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Schemas;

namespace FlowEngine.Nodes.Map;

/// <summary>Settings of the map node.</summary>
/// <param name="Source">An object, or a list whose items are mapped one by one.</param>
/// <param name="Fields">What the result is made of.</param>
/// <param name="OnMissing"><c>warn</c> to go on with a warning in the journal, <c>fail</c> to leave by <c>error</c>.</param>
/// <param name="Schema">JSON Schema that each result must meet; undefined for none.</param>
/// <param name="SaveTo">Variable that receives the result; null for none.</param>
public sealed record MapConfig(
    FieldValue Source,
    IReadOnlyList<MapField> Fields,
    string OnMissing = "warn",
    JsonElement Schema = default,
    string? SaveTo = null
)
{
    /// <summary>The schema, read once.</summary>
    internal JsonSchema Checked { get; } = JsonSchema.Read(Schema);

    /// <summary>The fields by their place in the result, made once.</summary>
    internal MapTarget Target { get; } = MapTarget.Of(Fields);
}

/// <summary>One field of the result.</summary>
/// <param name="To">Where it goes, such as <c>customer.email</c>.</param>
/// <param name="From">Where it comes from: a path in the source, or a formula of <c>item</c>; null for the default alone.</param>
/// <param name="Type">One of <see cref="MapNode.Types"/>.</param>
/// <param name="Required">True when it must not be missing.</param>
/// <param name="Default">Its value when it is missing; null for none.</param>
public sealed record MapField(
    string To,
    FieldValue? From = null,
    string Type = "any",
    bool Required = false,
    FieldValue? Default = null
);
