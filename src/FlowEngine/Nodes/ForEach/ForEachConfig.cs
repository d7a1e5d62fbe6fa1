using FlowEngine.Compilation;

namespace FlowEngine.Nodes.ForEach;

/// <summary>Settings of the loop over a list.</summary>
/// <param name="Items">The list, or a number of rounds; taken once, at the beginning.</param>
/// <param name="Collect">Evaluated at the end of each round; its values are the output's <c>results</c>. Null for none.</param>
/// <param name="Concurrency">Rounds that run beside each other, 1 to <see cref="ForEachNode.MostAtOnce"/>.</param>
/// <param name="OnError">What an error in a round does: <c>fail</c> or <c>continue</c>.</param>
/// <param name="Merge">What becomes of variables that rounds beside each other change: <c>none</c>, <c>itemOrder</c> or <c>lastCompleted</c>.</param>
/// <param name="MaxIterations">Longest list, 1 to <see cref="ForEachNode.MostItems"/>.</param>
public sealed record ForEachConfig(
    FieldValue Items,
    FieldValue? Collect = null,
    int Concurrency = 1,
    string OnError = ForEachNode.Fail,
    string Merge = ForEachNode.NoMerge,
    int MaxIterations = 10_000
);
