using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Schemas;

namespace FlowEngine.Nodes.Validate;

/// <summary>Settings of the validate node.</summary>
/// <param name="Value">What is checked.</param>
/// <param name="Schema">JSON Schema it must meet.</param>
public sealed record ValidateConfig(FieldValue Value, JsonElement Schema)
{
    /// <summary>The schema, read once.</summary>
    internal JsonSchema Checked { get; } = JsonSchema.Read(Schema);
}
