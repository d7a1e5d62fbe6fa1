using FlowEngine.Nodes.Items;
using FluentValidation;

namespace FlowEngine.Nodes.Merge;

internal sealed class MergeConfigValidator : AbstractValidator<MergeConfig>
{
    public MergeConfigValidator()
    {
        RuleFor(c => c.Inputs)
            .Must(inputs => inputs.Count <= MergeNode.MaximumInputs)
            .WithErrorCode("merge.inputs")
            .WithMessage($"At most {MergeNode.MaximumInputs} things can be merged.");
        When(
            c => c.Mode == MergeNode.Join,
            () =>
            {
                RuleFor(c => c.Inputs).Must(inputs => inputs.Count == 2).WithErrorCode("merge.two").WithMessage("A join needs exactly two lists.");
                RuleFor(c => c.Key).NotNull().WithErrorCode("merge.key").WithMessage("Say by what the lists are joined, such as id.");
                RuleFor(c => c.Key).Must(ItemValue.Fits).WithErrorCode("list.by").WithMessage("Name a member, such as id, or give a formula.");
                RuleFor(c => c.OtherKey)
                    .Must(ItemValue.Fits)
                    .WithErrorCode("list.by")
                    .WithMessage("Name a member, such as id, or give a formula.");
            }
        );
    }
}
