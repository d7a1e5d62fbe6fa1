namespace FlowEngine.Nodes.Break;

/// <summary>Settings of the break node: it has none.</summary>
public sealed record BreakConfig;
