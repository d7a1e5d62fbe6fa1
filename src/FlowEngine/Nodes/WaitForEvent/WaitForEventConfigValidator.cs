using FlowEngine.Nodes.Emit;
using FluentValidation;

namespace FlowEngine.Nodes.WaitForEvent;

internal sealed class WaitForEventConfigValidator : AbstractValidator<WaitForEventConfig>
{
    public WaitForEventConfigValidator()
    {
        RuleFor(c => c.Event).Must(EventNames.IsName).WithErrorCode("event.name").WithMessage(EventNames.NameRule);
        RuleFor(c => c.Correlation)
            .Must(value => !string.IsNullOrWhiteSpace(value))
            .When(c => !c.AnyOfThem)
            .WithErrorCode("event.correlation")
            .WithMessage("Say which event is meant, for example by the order number; or take any of them.");
        RuleFor(c => c.Correlation)
            .Must(EventNames.IsCorrelation)
            .WithErrorCode("event.correlation")
            .WithMessage(EventNames.CorrelationRule);
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(1, WaitForEventNode.MaximumTimeoutSeconds)
            .WithErrorCode("event.timeout")
            .WithMessage("Wait at least 1 second and at most 366 days, or leave it empty.");
    }
}
