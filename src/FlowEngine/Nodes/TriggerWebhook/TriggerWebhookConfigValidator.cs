using FlowEngine.Definition;
using FluentValidation;

namespace FlowEngine.Nodes.TriggerWebhook;

internal sealed class TriggerWebhookConfigValidator : AbstractValidator<TriggerWebhookConfig>
{
    public TriggerWebhookConfigValidator()
    {
        RuleFor(c => c.Hook)
            .Must(hook => Identifiers.IsSlug(hook))
            .WithErrorCode("webhook.hook")
            .WithMessage("Name the webhook with small letters, digits and dashes, starting with a letter: it is part of the address.");
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(1, TriggerWebhookNode.MaximumTimeoutSeconds)
            .WithErrorCode("webhook.timeout")
            .WithMessage($"Wait 1 to {TriggerWebhookNode.MaximumTimeoutSeconds} seconds for the flow's answer.");
        RuleFor(c => c.SignatureHeader)
            .Must(HeaderNames.IsName)
            .WithErrorCode("webhook.header")
            .WithMessage("A header's name has letters, digits and dashes.");
        RuleFor(c => c.EventIdHeader)
            .Must(name => string.IsNullOrEmpty(name) || HeaderNames.IsName(name))
            .WithErrorCode("webhook.header")
            .WithMessage("A header's name has letters, digits and dashes.");
    }
}
