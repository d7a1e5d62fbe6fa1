namespace FlowEngine.Expressions;

/// <summary>What one evaluation may use up. Immutable.</summary>
/// <param name="Steps">Function entries and loop turns; four items in a built-in function count as one.</param>
/// <param name="TimeMilliseconds">Wall time. Unit: milliseconds.</param>
/// <param name="MemoryBytes">Memory allocated in all, freed or not. Unit: bytes.</param>
/// <param name="StackBytes">Stack in use, which is what recursion costs. Unit: bytes, at most 700,000.</param>
/// <param name="ResultCharacters">Length of the result as JSON. Unit: characters.</param>
public sealed record ExpressionLimits(
    long Steps = 50_000,
    int TimeMilliseconds = 1_000,
    long MemoryBytes = 64 << 20,
    int StackBytes = 600_000,
    int ResultCharacters = 1_000_000
)
{
    /// <summary>Longest source of an expression. Unit: characters.</summary>
    public const int MaxSourceLength = 20_000;

    /// <summary>Longest time of one regular expression match. Unit: milliseconds.</summary>
    public const int RegexMilliseconds = 250;
}
