using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Emit;

/// <summary>Settings of the emit node.</summary>
/// <param name="Event">Name of the event.</param>
/// <param name="Correlation">What it concerns, for example an order number; null or blank for nothing in particular.</param>
/// <param name="Data">Details by name.</param>
public sealed record EmitConfig(
    string Event,
    string? Correlation = null,
    IReadOnlyDictionary<string, FieldValue>? Data = null
);
