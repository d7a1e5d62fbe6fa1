namespace FlowEngine.Nodes.Say;

/// <summary>Settings of the say node, every template filled in.</summary>
/// <param name="Text">What the visitor reads; nothing is said when it is blank.</param>
/// <param name="Buttons">Suggested answers under the message; at most <see cref="SayNode.MaximumButtons"/>.</param>
public sealed record SayConfig(string Text, IReadOnlyList<string>? Buttons = null);
