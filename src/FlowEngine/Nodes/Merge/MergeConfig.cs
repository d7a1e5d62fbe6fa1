using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Merge;

/// <summary>Settings of the merge node.</summary>
/// <param name="Inputs">What to merge, in order; what is null is left out.</param>
/// <param name="Mode"><c>append</c>, <c>join</c> or <c>objects</c>.</param>
/// <param name="Key">For a join: member of the items of the first list, or a formula of <c>item</c>.</param>
/// <param name="OtherKey">For a join: the same for the second list; null where it is like <paramref name="Key"/>.</param>
/// <param name="Keep">For a join: <c>inner</c>, <c>left</c> or <c>outer</c>.</param>
/// <param name="Precedence">Whose member counts where several have it: <c>last</c> or <c>first</c>.</param>
/// <param name="Deep">True to merge members that are objects themselves.</param>
/// <param name="SaveTo">Variable that receives the result; null for none.</param>
public sealed record MergeConfig(
    IReadOnlyList<MergeInput> Inputs,
    string Mode = "append",
    FieldValue? Key = null,
    FieldValue? OtherKey = null,
    string Keep = "inner",
    string Precedence = "last",
    bool Deep = false,
    string? SaveTo = null
);

/// <summary>One thing to merge.</summary>
/// <param name="Value">A list or an object.</param>
public sealed record MergeInput(FieldValue Value);
