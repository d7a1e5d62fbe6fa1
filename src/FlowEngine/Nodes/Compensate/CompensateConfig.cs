namespace FlowEngine.Nodes.Compensate;

/// <summary>Settings of the compensation.</summary>
/// <param name="Node">Id of the node of the same flow that it undoes.</param>
public sealed record CompensateConfig(string Node);
