using FluentValidation;

namespace FlowEngine.Nodes.Ask;

internal sealed class AskConfigValidator : AbstractValidator<AskConfig>
{
    public AskConfigValidator()
    {
        RuleFor(c => c.MaxVisits)
            .InclusiveBetween(1, AskNode.MaximumVisits)
            .WithErrorCode("ask.maxVisits")
            .WithMessage($"Ask 1 to {AskNode.MaximumVisits} times.");
        RuleFor(c => c.Choices)
            .Must(choices => choices is { Count: > 0 and <= Say.SayNode.MaximumButtons })
            .When(c => c.Entity == AnswerReader.Choice)
            .WithErrorCode("ask.choices")
            .WithMessage($"Give 1 to {Say.SayNode.MaximumButtons} answers to choose from.");
    }
}
