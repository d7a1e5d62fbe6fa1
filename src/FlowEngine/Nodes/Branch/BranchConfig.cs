using FlowEngine.Compilation;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Branch;

/// <summary>Settings of the branch node.</summary>
/// <param name="Arms">The ways, tried in order.</param>
public sealed record BranchConfig(IReadOnlyList<BranchArm> Arms);

/// <summary>One way out of a branch.</summary>
/// <param name="Port">Name of its port, matching <c>[a-z][A-Za-z0-9]*</c>.</param>
/// <param name="When">Taken when this is true, as JavaScript holds true.</param>
public sealed record BranchArm(string Port, FieldValue When)
{
    /// <summary>The result of taking this arm, made once.</summary>
    internal NodeResult Taken { get; } = new NodeResult.Completed(Port);
}
