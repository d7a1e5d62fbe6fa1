using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Definition;

/// <summary>What came of reading a document.</summary>
/// <param name="Value">The document; null when there are problems.</param>
/// <param name="Problems">Everything that is wrong with it, at most 1,000 entries; empty when it was read.</param>
/// <typeparam name="T">Type of the document.</typeparam>
public sealed record ReadResult<T>(T? Value, IReadOnlyList<Problem> Problems)
    where T : class
{
    /// <summary>True when the document was read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Ok => Value is not null;
}
