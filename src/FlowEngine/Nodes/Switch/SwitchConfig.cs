using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Switch;

/// <summary>Settings of the switch node.</summary>
/// <param name="Value">What is looked at.</param>
/// <param name="Cases">The ways by value.</param>
/// <param name="IgnoreCase">True when capital and small letters are the same.</param>
public sealed record SwitchConfig(FieldValue Value, IReadOnlyList<SwitchCase> Cases, bool IgnoreCase = false);

/// <summary>One way out of a switch.</summary>
/// <param name="Port">Name of its port, matching <c>[a-z][A-Za-z0-9]*</c>.</param>
/// <param name="Is">The value it is taken for, or a list of such values.</param>
public sealed record SwitchCase(string Port, JsonElement Is)
{
    /// <summary>The result of taking this way, made once.</summary>
    internal NodeResult Taken { get; } = new NodeResult.Completed(Port);

    /// <summary>The values it is taken for.</summary>
    internal IReadOnlyList<JsonElement> Values { get; } = Is.ValueKind == JsonValueKind.Array ? [.. Is.EnumerateArray()] : [Is];
}
