using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Script;

/// <summary>Settings of the script node.</summary>
/// <param name="Code">JavaScript statements.</param>
/// <param name="SaveTo">Variable that receives what they return; null for none.</param>
public sealed record ScriptConfig(FieldValue Code, string? SaveTo = null);
