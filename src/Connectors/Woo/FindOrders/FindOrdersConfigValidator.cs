using FluentValidation;

namespace Connectors.Woo.FindOrders;

/// <summary>Checks a search for orders.</summary>
internal sealed class FindOrdersConfigValidator : AbstractValidator<FindOrdersConfig>
{
    public FindOrdersConfigValidator()
    {
        RuleFor(c => c)
            .Must(c => c.Email is not null || c.Status != "any")
            .OverridePropertyName(nameof(FindOrdersConfig.Email))
            .WithErrorCode("woocommerce.filter")
            .WithMessage("Give an e-mail address or a state: a list of all orders of a shop belongs into no conversation.");
        RuleFor(c => c.Status)
            .Must(OrderStates.IsKnownOrAny)
            .WithErrorCode("woocommerce.status")
            .WithMessage($"Choose any or one of {string.Join(", ", OrderStates.All)}.");
        RuleFor(c => c.Limit)
            .InclusiveBetween(1, 200)
            .WithErrorCode("woocommerce.limit")
            .WithMessage("Ask for 1 to 200 orders.");
    }
}
