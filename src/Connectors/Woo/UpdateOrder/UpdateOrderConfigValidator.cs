using FluentValidation;

namespace Connectors.Woo.UpdateOrder;

/// <summary>Checks a change of an order.</summary>
internal sealed class UpdateOrderConfigValidator : AbstractValidator<UpdateOrderConfig>
{
    public UpdateOrderConfigValidator()
    {
        RuleFor(c => c)
            .Must(c => c.Status is not null || c.CustomerNote is not null)
            .OverridePropertyName(nameof(UpdateOrderConfig.Status))
            .WithErrorCode("woocommerce.nothing")
            .WithMessage("Give a state or a note: there is nothing to change.");
        RuleFor(c => c.Status)
            .Must(s => s is null || OrderStates.All.Contains(s, StringComparer.Ordinal))
            .WithErrorCode("woocommerce.status")
            .WithMessage($"Choose one of {string.Join(", ", OrderStates.All)}.");
        RuleFor(c => c.CustomerNote)
            .MaximumLength(4_000)
            .WithErrorCode("woocommerce.note")
            .WithMessage("Keep the note below 4,000 characters.");
    }
}
