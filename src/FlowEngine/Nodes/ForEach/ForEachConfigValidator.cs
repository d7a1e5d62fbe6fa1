using FlowEngine.Nodes.WhileLoop;
using FluentValidation;

namespace FlowEngine.Nodes.ForEach;

internal sealed class ForEachConfigValidator : AbstractValidator<ForEachConfig>
{
    public ForEachConfigValidator()
    {
        RuleFor(c => c.Concurrency)
            .InclusiveBetween(1, ForEachNode.MostAtOnce)
            .WithErrorCode("loop.concurrency")
            .WithMessage($"1 to {ForEachNode.MostAtOnce} rounds can run beside each other.");
        RuleFor(c => c.MaxIterations)
            .InclusiveBetween(1, ForEachNode.MostItems)
            .WithErrorCode("loop.iterations")
            .WithMessage($"A list has 1 to {ForEachNode.MostItems} items at most.");
    }
}
