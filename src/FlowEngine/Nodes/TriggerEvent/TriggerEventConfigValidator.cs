using FlowEngine.Nodes.Emit;
using FluentValidation;

namespace FlowEngine.Nodes.TriggerEvent;

internal sealed class TriggerEventConfigValidator : AbstractValidator<TriggerEventConfig>
{
    public TriggerEventConfigValidator() =>
        RuleFor(c => c.Event).Must(EventNames.IsName).WithErrorCode("event.name").WithMessage(EventNames.NameRule);
}
