using System.Text;
using Connectors.Mail.SendMail;
using MimeKit;

namespace Connectors.Mail.Messages;

/// <summary>Makes the body: text beside HTML, pictures that the HTML shows, attachments.</summary>
internal static class MailBody
{
    /// <summary>Most attachments.</summary>
    private const int MaxAttachments = 20;

    private const int MaxName = 200;

    /// <summary>Makes a body.</summary>
    /// <param name="config">What the author wants, resolved.</param>
    /// <returns>The body; text is made of the HTML where there is none.</returns>
    /// <exception cref="MailRefusedException">It cannot be made.</exception>
    public static MimeEntity Make(SendMailConfig config)
    {
        var html = string.IsNullOrWhiteSpace(config.Html) ? null : config.Html;
        var text = string.IsNullOrWhiteSpace(config.Text) ? null : config.Text;
        if (html is null && text is null)
        {
            throw new MailRefusedException(MailErrors.Content, "The mail has neither HTML nor text.");
        }

        var attachments = config.Attachments ?? [];
        if (attachments.Count > MaxAttachments)
        {
            throw new MailRefusedException(MailErrors.Attachment, $"A mail has at most {MaxAttachments} attachments.");
        }

        var builder = new BodyBuilder { HtmlBody = html, TextBody = text ?? HtmlText.From(html!) }; // one of both is there
        foreach (var attachment in attachments)
        {
            Add(builder, attachment, html is not null);
        }

        return builder.ToMessageBody();
    }

    private static void Add(BodyBuilder builder, MailAttachment attachment, bool hasHtml)
    {
        var name = attachment.Name.Trim();
        if (name.Length is 0 or > MaxName || name.Any(c => char.IsControl(c) || c is '/' or '\\'))
        {
            throw new MailRefusedException(MailErrors.Attachment, "An attachment has a name of at most 200 characters, without / and \\.");
        }

        var type = TypeOf(attachment.ContentType, name);
        var bytes = Read(attachment, name);
        if (attachment.ContentId is not { Length: > 0 } id)
        {
            builder.Attachments.Add(name, bytes, type);
            return;
        }

        if (!hasHtml || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@'))
        {
            throw new MailRefusedException(
                MailErrors.Attachment,
                $"The picture {name} has an id that the HTML shows as <img src=\"cid:id\">: ASCII letters and digits, and there must be HTML."
            );
        }

        builder.LinkedResources.Add(name, bytes, type).ContentId = id;
    }

    private static ContentType TypeOf(string? written, string name)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return ContentType.Parse(MimeTypes.GetMimeType(name));
        }

        return ContentType.TryParse(written, out var type) && !type.IsMimeType("multipart", "*") && !type.IsMimeType("message", "*")
            ? type
            : throw new MailRefusedException(MailErrors.Attachment, $"The type of {name} is none such as application/pdf.");
    }

    private static byte[] Read(MailAttachment attachment, string name)
    {
        if (attachment.Encoding == SendMailNode.AsText)
        {
            return Encoding.UTF8.GetBytes(attachment.Content);
        }

        try
        {
            // What a page or a webhook hands over often still has the start of a data address.
            var start = attachment.Content.StartsWith("data:", StringComparison.Ordinal)
                ? attachment.Content.IndexOf(',', StringComparison.Ordinal) + 1
                : 0;
            return Convert.FromBase64String(attachment.Content[start..]);
        }
        catch (FormatException)
        {
            throw new MailRefusedException(MailErrors.Attachment, $"The content of {name} is no base64. Choose text, if it is text.");
        }
    }
}
