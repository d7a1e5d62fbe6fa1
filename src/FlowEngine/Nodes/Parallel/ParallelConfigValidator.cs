using FlowEngine.Definition;
using FluentValidation;

namespace FlowEngine.Nodes.Parallel;

internal sealed class ParallelConfigValidator : AbstractValidator<ParallelConfig>
{
    public ParallelConfigValidator()
    {
        RuleFor(c => c.Branches.Count)
            .InclusiveBetween(2, ParallelNode.MostBranches)
            .WithName("Branches")
            .WithErrorCode("parallel.branches")
            .WithMessage($"Give 2 to {ParallelNode.MostBranches} branches.");
        RuleFor(c => c.Branches)
            .Must(branches => branches.Distinct(StringComparer.Ordinal).Count() == branches.Count)
            .WithErrorCode("parallel.names")
            .WithMessage("Two branches have the same name. Give each its own.");
        RuleForEach(c => c.Branches)
            .Must(name => Identifiers.IsName(name) && name != NodeDefinition.ErrorPort.Name)
            .WithErrorCode("parallel.name")
            .WithMessage("\"{PropertyValue}\" cannot name a branch: start with a small letter, use letters and digits only, not error.");
    }
}
