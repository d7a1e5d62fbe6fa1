using System.Text.Json;
using FlowEngine.Conversing;
using FlowEngine.Running;
using FluentValidation;
using FluentValidation.Results;

namespace FlowEngine.Nodes.Say;

internal sealed class SayConfigValidator : AbstractValidator<SayConfig>
{
    public SayConfigValidator()
    {
        RuleFor(c => c.Text)
            .Must((c, text) => text is not null || SayContent.HasAttachments(c))
            .WithErrorCode("config.required")
            .WithMessage("Say something: give a message, a picture, a file or a card.");
        // A template may come out blank and say nothing then: a warning counts while a flow is drawn, not while it runs.
        RuleFor(c => c.Text)
            .Must((c, text) => text is null || !string.IsNullOrWhiteSpace(text) || SayContent.HasAttachments(c))
            .WithSeverity(Severity.Warning)
            .WithErrorCode("say.empty")
            .WithMessage("This says nothing: give a message, a picture, a file or a card.");
        RuleFor(c => c)
            .Must(c => Wordings(c).All(t => t.Length <= SayNode.MaximumLength))
            .WithName("Text")
            .OverridePropertyName("Text")
            .WithErrorCode("say.length")
            .WithMessage($"A message has at most {SayNode.MaximumLength} characters. Split it into several.");
        RuleFor(c => c.Variants)
            .Must(v => v is null or { Count: <= SayNode.MaximumVariants })
            .WithErrorCode("say.variants")
            .WithMessage($"Give at most {SayNode.MaximumVariants} other wordings.");
        RuleFor(c => c.Buttons)
            .Must((c, b) => (b?.Count ?? 0) <= SayNode.MaximumButtons && (c.Translations ?? []).All(t => (t.Buttons?.Count ?? 0) <= SayNode.MaximumButtons))
            .WithErrorCode("say.buttons")
            .WithMessage($"At most {SayNode.MaximumButtons} buttons fit under a message.");
        RuleFor(c => c.ImageUrl).Must(IsAddress).WithErrorCode("say.address").WithMessage(WrongAddress);
        RuleFor(c => c.FileUrl).Must(IsAddress).WithErrorCode("say.address").WithMessage(WrongAddress);
        RuleFor(c => c.AdaptiveCard)
            .Custom(
                (card, validation) =>
                {
                    if (card.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && AdaptiveCards.ProblemOf(card) is { } problem)
                    {
                        validation.AddFailure(new ValidationFailure("AdaptiveCard", problem) { ErrorCode = "say.adaptiveCard" });
                    }
                }
            );
        RuleFor(c => c.Cards)
            .Must(cards => cards is null or { Count: <= SayNode.MaximumCards })
            .WithErrorCode("say.cards")
            .WithMessage($"At most {SayNode.MaximumCards} cards stand side by side.");
        RuleForEach(c => c.Cards).SetValidator(new CardValidator());
        RuleFor(c => c.Translations)
            .Must(Translations.AreDistinct)
            .WithErrorCode("say.language")
            .WithMessage("Each translation needs a language of its own, such as de or pt-BR.");
    }

    /// <summary>A plain text passes at once: most messages are one, and their values are checked each time they are said.</summary>
    protected override bool PreValidate(ValidationContext<SayConfig> context, ValidationResult result) =>
        context.InstanceToValidate
            is not
            {
                Text: { Length: > 0 and <= SayNode.MaximumLength } text,
                Variants: null,
                Buttons: null,
                ImageUrl: null,
                FileUrl: null,
                Cards: null or { Count: 0 },
                AdaptiveCard.ValueKind: JsonValueKind.Undefined,
                Translations: null or { Count: 0 },
            }
        || string.IsNullOrWhiteSpace(text);

    private const string WrongAddress = "Give an absolute http or https address without a user name, at most 2,000 characters long.";

    private static IEnumerable<string> Wordings(SayConfig config) =>
        (config.Translations ?? [])
            .SelectMany(t => (t.Variants ?? []).Append(t.Text))
            .Concat(config.Variants ?? [])
            .Append(config.Text)
            .Where(t => t is not null)!; // the nulls are gone

    private static bool IsAddress(Uri? address) => SayContent.IsBlank(address) || MessageAttachment.IsSafe(address!); // not blank

    private sealed class CardValidator : AbstractValidator<SayCard>
    {
        public CardValidator()
        {
            RuleFor(c => c.Title)
                .Must(t => !string.IsNullOrWhiteSpace(t) && t.Length <= SayNode.MaximumTitle)
                .WithErrorCode("say.card")
                .WithMessage($"A card needs a title of at most {SayNode.MaximumTitle} characters.");
            RuleFor(c => c.Text)
                .Must(t => t is null or { Length: <= SayNode.MaximumCardText })
                .WithErrorCode("say.card")
                .WithMessage($"The text of a card has at most {SayNode.MaximumCardText} characters.");
            RuleFor(c => c.ImageUrl).Must(IsAddress).WithErrorCode("say.address").WithMessage(WrongAddress);
            RuleFor(c => c.Buttons)
                .Must(b => b is null or { Count: <= SayNode.MaximumCardButtons })
                .WithErrorCode("say.card")
                .WithMessage($"A card has at most {SayNode.MaximumCardButtons} buttons.");
            RuleForEach(c => c.Buttons)
                .Must(b => !string.IsNullOrWhiteSpace(b.Title) && b.Title.Length <= SayNode.MaximumTitle && IsAddress(b.Url))
                .WithErrorCode("say.cardButton")
                .WithMessage("A button of a card needs a title, and an http or https address if it opens one.");
        }
    }
}
