namespace FlowEngine.Nodes.TriggerCall;

/// <summary>Settings of the call trigger: it has none.</summary>
public sealed record TriggerCallConfig;
