using FluentValidation;

namespace Connectors.Mail.SendMail;

/// <summary>Checks a mail before it is saved and before each attempt; what depends on values is checked when it is made.</summary>
internal sealed class SendMailConfigValidator : AbstractValidator<SendMailConfig>
{
    public SendMailConfigValidator()
    {
        RuleFor(c => c.To)
            .Must(to => to.Any(t => !string.IsNullOrWhiteSpace(t)))
            .WithErrorCode(MailErrors.Address)
            .WithMessage("Give at least one recipient.");
        RuleFor(c => c.Html)
            .Must((c, html) => !string.IsNullOrWhiteSpace(html) || !string.IsNullOrWhiteSpace(c.Text))
            .WithErrorCode(MailErrors.Content)
            .WithMessage("Write the mail as HTML, as text, or both.");
        RuleForEach(c => c.Attachments)
            .Must(a => a.Encoding is SendMailNode.AsBase64 or SendMailNode.AsText)
            .WithErrorCode(MailErrors.Attachment)
            .WithMessage("The content of an attachment is base64 or text.");
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(1, 300)
            .WithErrorCode(MailErrors.Timeout)
            .WithMessage("Wait between 1 and 300 seconds.");
    }
}
