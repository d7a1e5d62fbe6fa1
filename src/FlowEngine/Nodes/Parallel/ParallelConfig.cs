namespace FlowEngine.Nodes.Parallel;

/// <summary>Settings of the parallel node.</summary>
/// <param name="Branches">Names of the branches, 2 to <see cref="ParallelNode.MostBranches"/>; each is a port.</param>
/// <param name="Merge">What becomes of variables that branches change: <c>branchOrder</c>, <c>lastCompleted</c> or <c>none</c>.</param>
public sealed record ParallelConfig(IReadOnlyList<string> Branches, string Merge = ParallelNode.BranchOrder);
