using FlowEngine.Conversing;
using FluentValidation;

namespace FlowEngine.Nodes.Handoff;

internal sealed class HandoffConfigValidator : AbstractValidator<HandoffConfig>
{
    public HandoffConfigValidator()
    {
        RuleFor(c => c.Queue)
            .Must(q => q is null or { Length: <= HandoffNode.MaximumQueue })
            .WithErrorCode("handoff.queue")
            .WithMessage($"The name of a team or skill has at most {HandoffNode.MaximumQueue} characters.");
        RuleFor(c => c.Translations)
            .Must(Translations.AreDistinct)
            .WithErrorCode("handoff.language")
            .WithMessage("Each translation needs a language of its own, such as de or pt-BR.");
    }
}
