using FlowEngine.Compilation;

namespace FlowEngine.Nodes.CallFlow;

/// <summary>Settings of the call of another flow.</summary>
/// <param name="Flow">Id of a flow of the same bot.</param>
/// <param name="Inputs">Values for its variables with the role input, by name; null for none.</param>
/// <param name="SaveTo">Variable that receives an object with its outputs; null for none.</param>
public sealed record CallConfig(
    string Flow,
    IReadOnlyDictionary<string, FieldValue>? Inputs = null,
    string? SaveTo = null
);
