using FluentValidation;

namespace FlowEngine.Nodes.Store;

internal sealed class StoreConfigValidator : AbstractValidator<StoreConfig>
{
    public StoreConfigValidator() =>
        RuleFor(c => c.Value)
            .Must((c, value) => value is not null || c.Operation != StoreNode.Set)
            .WithErrorCode("store.value")
            .WithMessage("Say what to store.");
}
