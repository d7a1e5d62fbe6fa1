using FlowEngine.Conversing;
using FlowEngine.Definition;
using FlowEngine.Nodes.Say;
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
            .Must(choices => choices is { Count: > 0 })
            .When(c => c is { Entity: AnswerReader.Choice, Slots: null or { Count: 0 } })
            .WithErrorCode("ask.choices")
            .WithMessage($"Give 1 to {SayNode.MaximumButtons} answers to choose from.");
        RuleFor(c => c.Choices)
            .Must(choices => choices is null or { Count: <= SayNode.MaximumButtons })
            .WithErrorCode("ask.choices")
            .WithMessage($"Give 1 to {SayNode.MaximumButtons} answers to choose from.");
        RuleFor(c => c.Slots)
            .Must(slots => slots is null or { Count: <= AskNode.MaximumSlots })
            .WithErrorCode("ask.slots")
            .WithMessage($"A form has at most {AskNode.MaximumSlots} questions. Split it into two.");
        RuleFor(c => c.Slots)
            .Must(slots => slots is null || slots.DistinctBy(s => s.Name).Count() == slots.Count)
            .WithErrorCode("ask.slotName")
            .WithMessage("Two questions of the form have the same name. Give each its own.");
        RuleForEach(c => c.Slots)
            .Must(s => Identifiers.IsName(s.Name ?? ""))
            .WithErrorCode("ask.slotName")
            .WithMessage("Name each question of the form with letters and digits, starting with a small letter.");
        RuleForEach(c => c.Slots)
            .Must(s => s.Choices is null or { Count: <= SayNode.MaximumButtons } && (s.Entity != AnswerReader.Choice || s.Choices is { Count: > 0 }))
            .WithErrorCode("ask.choices")
            .WithMessage($"Give 1 to {SayNode.MaximumButtons} answers to choose from.");
        RuleFor(c => c.Translations)
            .Must(Translations.AreDistinct)
            .WithErrorCode("ask.language")
            .WithMessage("Each translation needs a language of its own, such as de or pt-BR.");
    }
}
