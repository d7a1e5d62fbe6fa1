using FluentValidation;

namespace FlowEngine.Nodes.Join;

internal sealed class JoinConfigValidator : AbstractValidator<JoinConfig>
{
    public JoinConfigValidator()
    {
        RuleFor(c => c.Count)
            .InclusiveBetween(1, Parallel.ParallelNode.MostBranches)
            .WithErrorCode("join.count")
            .WithMessage($"Wait for 1 to {Parallel.ParallelNode.MostBranches} branches.");
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(0, JoinNode.MostSeconds)
            .WithErrorCode("join.timeout")
            .WithMessage($"Wait 0 to {JoinNode.MostSeconds} seconds.");
    }
}
