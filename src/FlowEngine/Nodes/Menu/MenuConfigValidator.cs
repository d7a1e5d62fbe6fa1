using FlowEngine.Conversing;
using FlowEngine.Definition;
using FluentValidation;

namespace FlowEngine.Nodes.Menu;

internal sealed class MenuConfigValidator : AbstractValidator<MenuConfig>
{
    public MenuConfigValidator()
    {
        RuleFor(c => c.Choices)
            .Must(choices => choices is { Count: >= 1 and <= MenuNode.MaximumChoices })
            .WithErrorCode("menu.choices")
            .WithMessage($"Give 1 to {MenuNode.MaximumChoices} choices.");
        RuleFor(c => c.Choices)
            .Must(choices => choices.DistinctBy(c => c.Port).Count() == choices.Count)
            .WithErrorCode("menu.ports")
            .WithMessage("Two choices have the same name. Give each its own.");
        RuleForEach(c => c.Choices)
            .Must(c => Identifiers.IsName(c.Port ?? "") && !MenuPorts.IsTaken(c.Port!)) // a name is no null
            .WithErrorCode("menu.port")
            .WithMessage("Name the choice with letters and digits, starting with a small letter; other, gaveUp and error are taken.");
        RuleForEach(c => c.Choices)
            .Must(c => !string.IsNullOrWhiteSpace(c.Title))
            .WithErrorCode("menu.title")
            .WithMessage("Give the choice a title: it is the word on the button.");
        RuleFor(c => c.MaxVisits)
            .InclusiveBetween(1, Ask.AskNode.MaximumVisits)
            .WithErrorCode("menu.maxVisits")
            .WithMessage($"Show the menu 1 to {Ask.AskNode.MaximumVisits} times.");
        RuleFor(c => c.Translations)
            .Must(Translations.AreDistinct)
            .WithErrorCode("menu.language")
            .WithMessage("Each translation needs a language of its own, such as de or pt-BR.");
    }
}
