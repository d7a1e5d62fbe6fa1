using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Store;

/// <summary>Settings of the store node.</summary>
/// <param name="Key">Key of the value, 1 to 200 characters.</param>
/// <param name="Operation"><c>get</c>, <c>set</c>, <c>increment</c> or <c>delete</c>.</param>
/// <param name="Scope"><c>contact</c> or <c>bot</c>: who shares the value.</param>
/// <param name="Value">What to store; for <c>get</c> what to take when nothing is stored.</param>
/// <param name="By">What to add; null for 1.</param>
/// <param name="ExpiresInSeconds">How long the value is kept; null for ever. Unit: seconds, 1 to 10 years.</param>
/// <param name="SaveTo">Variable that receives the value; null for none.</param>
public sealed record StoreConfig(
    FieldValue Key,
    string Operation = "get",
    string Scope = "contact",
    FieldValue? Value = null,
    FieldValue? By = null,
    FieldValue? ExpiresInSeconds = null,
    string? SaveTo = null
);
