namespace FlowEngine.Nodes.Split;

/// <summary>Settings of the split node.</summary>
/// <param name="Variants">The ways with their shares.</param>
/// <param name="Experiment">Key that nodes share to send a contact the same way; the node's own id when empty.</param>
public sealed record SplitConfig(IReadOnlyList<SplitVariant> Variants, string Experiment = "");

/// <summary>One way out of a split.</summary>
/// <param name="Port">Name of its port, matching <c>[a-z][A-Za-z0-9]*</c>.</param>
/// <param name="Weight">Its share relative to the others, at least 0.</param>
public sealed record SplitVariant(string Port, double Weight = 1);
