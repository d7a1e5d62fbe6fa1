namespace FlowEngine.Nodes.TriggerError;

/// <summary>Settings of the error trigger: it has none.</summary>
public sealed record TriggerErrorConfig;
