namespace FlowEngine.Nodes.TriggerStart;

/// <summary>Settings of the start trigger: it has none.</summary>
public sealed record TriggerStartConfig;
