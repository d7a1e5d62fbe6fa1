namespace FlowEngine.Nodes.End;

/// <summary>Settings of the end node: it has none.</summary>
public sealed record EndConfig;
