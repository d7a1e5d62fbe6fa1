namespace FlowEngine.Nodes.Handoff;

/// <summary>Settings of the handoff node, every template filled in.</summary>
/// <param name="Reason">Why, for the agent.</param>
/// <param name="Text">What the visitor reads; nothing is said when null or blank.</param>
public sealed record HandoffConfig(string Reason, string? Text = null);
