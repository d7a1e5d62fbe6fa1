using FlowEngine.Nodes.Conditions;
using FluentValidation;

namespace FlowEngine.Nodes.WhileLoop;

internal sealed class WhileConfigValidator : AbstractValidator<WhileConfig>
{
    public WhileConfigValidator()
    {
        Include(new ConditionValidator<WhileConfig>());
        RuleFor(c => c.MaxIterations)
            .InclusiveBetween(1, WhileNode.MostIterations)
            .WithErrorCode("loop.iterations")
            .WithMessage($"A loop makes 1 to {WhileNode.MostIterations} rounds at most.");
        RuleFor(c => c.MaxSeconds)
            .InclusiveBetween(0, WhileNode.MostSeconds)
            .WithErrorCode("loop.seconds")
            .WithMessage($"Give 0 to {WhileNode.MostSeconds} seconds.");
    }
}
