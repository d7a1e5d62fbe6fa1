using FlowEngine.Definition;
using FluentValidation;

namespace FlowEngine.Nodes.Branch;

internal sealed class BranchConfigValidator : AbstractValidator<BranchConfig>
{
    public BranchConfigValidator()
    {
        RuleFor(c => c.Arms)
            .Must(arms => arms.Count <= BranchNode.MaximumArms)
            .WithErrorCode("branch.arms")
            .WithMessage($"A choice has at most {BranchNode.MaximumArms} ways. Chain two of them.");
        RuleFor(c => c.Arms)
            .Must(arms => arms.DistinctBy(a => a.Port).Count() == arms.Count)
            .WithErrorCode("branch.ports")
            .WithMessage("Two ways have the same name. Give each its own.");
        RuleForEach(c => c.Arms)
            .Must(a => Identifiers.IsName(a.Port) && a.Port is not (BranchNode.Otherwise or "error"))
            .WithErrorCode("branch.port")
            .WithMessage("Name the way with letters and digits, starting with a small letter; otherwise and error are taken.");
    }
}
