using FluentValidation;

namespace FlowEngine.Nodes.Emit;

internal sealed class EmitConfigValidator : AbstractValidator<EmitConfig>
{
    public EmitConfigValidator()
    {
        RuleFor(c => c.Event).Must(EventNames.IsName).WithErrorCode("event.name").WithMessage(EventNames.NameRule);
        RuleFor(c => c.Correlation)
            .Must(EventNames.IsCorrelation)
            .WithErrorCode("event.correlation")
            .WithMessage(EventNames.CorrelationRule);
    }
}
