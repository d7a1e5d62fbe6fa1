using FluentValidation;

namespace Connectors.Woo.FindProducts;

/// <summary>Checks a product search.</summary>
internal sealed class FindProductsConfigValidator : AbstractValidator<FindProductsConfig>
{
    public FindProductsConfigValidator() =>
        RuleFor(c => c.Limit)
            .InclusiveBetween(1, 200)
            .WithErrorCode("woocommerce.limit")
            .WithMessage("Ask for 1 to 200 products.");
}
