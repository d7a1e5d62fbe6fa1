using FlowEngine.Compilation;

namespace FlowEngine.Nodes.SetValues;

/// <summary>Settings of the set node.</summary>
/// <param name="Values">What to set, by variable name, in order; a value sees those before it.</param>
public sealed record SetConfig(IReadOnlyDictionary<string, FieldValue> Values)
{
    /// <summary>The same as a list: walking through the dictionary would allocate each time.</summary>
    internal KeyValuePair<string, FieldValue>[] InOrder { get; } = [.. Values];
}
