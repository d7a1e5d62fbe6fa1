using FlowEngine.Definition;
using FlowEngine.Nodes.Validate;
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
        RuleFor(c => c.EventIdHeader).Must(IsNameOrEmpty).WithErrorCode("webhook.header").WithMessage("A header's name has letters, digits and dashes.");
        RuleFor(c => c.TimestampHeader)
            .Must(IsNameOrEmpty)
            .WithErrorCode("webhook.header")
            .WithMessage("A header's name has letters, digits and dashes.");
        RuleFor(c => c.ToleranceSeconds)
            .InclusiveBetween(10, 3600)
            .WithErrorCode("webhook.tolerance")
            .WithMessage("The time of a call may differ by 10 to 3600 seconds.");
        RuleFor(c => c.SignedContent)
            .Must(text => SignedText.Read(text) is { } pieces && pieces.Any(p => p.Part == "body"))
            .WithErrorCode("webhook.signed")
            .WithMessage("Say what is signed, such as {timestamp}.{body}; possible are {body}, which must be there, {timestamp}, {id}, {method} and {url}.");
        RuleFor(c => c.TimestampHeader)
            .Must((config, header) => IsEmpty(header) == !config.SignedContent.Contains("{timestamp}", StringComparison.Ordinal))
            .When(c => c.Signature == HookSignatures.Hmac && c.SignedContent is not null)
            .WithErrorCode("webhook.signed")
            .WithMessage("A time stamp protects only when it is signed: name its header and put {timestamp} into what is signed, or neither.");
        RuleFor(c => c.BodySchema)
            .Custom(
                (_, context) =>
                {
                    if (context.InstanceToValidate.ReadBodySchema() is { } schema)
                    {
                        SchemaRules.Report(schema, context, nameof(TriggerWebhookConfig.BodySchema));
                    }
                }
            );
    }

    private static bool IsEmpty(string? name) => string.IsNullOrEmpty(name);

    private static bool IsNameOrEmpty(string? name) => IsEmpty(name) || HeaderNames.IsName(name);
}
