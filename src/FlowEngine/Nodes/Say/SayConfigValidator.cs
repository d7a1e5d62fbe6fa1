using FluentValidation;

namespace FlowEngine.Nodes.Say;

internal sealed class SayConfigValidator : AbstractValidator<SayConfig>
{
    public SayConfigValidator()
    {
        RuleFor(c => c.Text.Length)
            .LessThanOrEqualTo(SayNode.MaximumLength)
            .WithName("Text")
            .WithErrorCode("say.length")
            .WithMessage($"A message has at most {SayNode.MaximumLength} characters. Split it into several.");
        RuleFor(c => c.Buttons)
            .Must(b => b is null || b.Count <= SayNode.MaximumButtons)
            .WithErrorCode("say.buttons")
            .WithMessage($"At most {SayNode.MaximumButtons} buttons fit under a message.");
    }
}
