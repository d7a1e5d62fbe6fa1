using FluentValidation;

namespace FlowEngine.Nodes.Purge;

internal sealed class PurgeConfigValidator : AbstractValidator<PurgeConfig>
{
    public PurgeConfigValidator()
    {
        RuleFor(c => c.Connection).NotEmpty().WithErrorCode("purge.connection").WithMessage("Say whose answers are forgotten.");
        RuleFor(c => c.Tag).MaximumLength(PurgeNode.LongestTag).WithErrorCode("purge.tag").WithMessage(PurgeNode.TagRule);
    }
}
