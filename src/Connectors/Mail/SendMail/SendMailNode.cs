using System.Text.Json;
using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes;

namespace Connectors.Mail.SendMail;

/// <summary>The node that sends a mail.</summary>
public static class SendMailNode
{
    internal const string AsBase64 = "base64";
    internal const string AsText = "text";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<SendMailConfig>("mail.send", version: 1)
            .Title("Send mail", NodeCategory.Connector, "Sends a mail as HTML and text, with attachments.")
            .Card("Mails {to}: {subject}", "mail")
            .Field(c => c.Connection, "Connection", "The mail server and the sender.", FieldKind.Connection)
            .Field(
                c => c.To,
                "To",
                "Recipients, such as {{ contact.email }} or Eve <eve@example.com>; at most 50 with the copies.",
                expression: true,
                template: true,
                encoding: TextEncoding.MailHeader
            )
            .Field(c => c.Subject, "Subject", "One line.", expression: true, template: true, encoding: TextEncoding.MailHeader)
            .Field(
                c => c.Html,
                "HTML",
                "The mail as HTML; inserted values are shown as they are and cannot add markup.",
                FieldKind.Multiline,
                template: true,
                encoding: TextEncoding.Html
            )
            .Field(c => c.Text, "Text", "The mail as text; made of the HTML when empty.", FieldKind.Multiline, expression: true, template: true)
            .Field(
                c => c.Attachments,
                "Attachments",
                "Files, at most 20 and 10 MB together, and pictures that the HTML shows.",
                FieldKind.List,
                expression: true,
                fields: AttachmentFields
            )
            .Field(c => c.Cc, "Copy", "Recipients of a copy.", expression: true, template: true, advanced: true, encoding: TextEncoding.MailHeader)
            .Field(
                c => c.Bcc,
                "Blind copy",
                "Recipients of a copy that the others do not see.",
                expression: true,
                template: true,
                advanced: true,
                encoding: TextEncoding.MailHeader
            )
            .Field(
                c => c.ReplyTo,
                "Reply to",
                "Where answers go; to the sender when empty.",
                expression: true,
                template: true,
                advanced: true,
                encoding: TextEncoding.MailHeader
            )
            .Field(
                c => c.Unsubscribe,
                "Unsubscribe",
                "An https:// or mailto: address by which recipients unsubscribe (List-Unsubscribe).",
                expression: true,
                template: true,
                advanced: true,
                encoding: TextEncoding.Url
            )
            .Field(
                c => c.OneClick,
                "One click",
                "Yes when a POST to that address unsubscribes without a question (List-Unsubscribe-Post).",
                advanced: true
            )
            .Field(
                c => c.Idempotent,
                "Safe to repeat",
                "Yes to send it again after a crash, with the same Message-ID; a recipient may then get it twice.",
                advanced: true
            )
            .Field(c => c.TimeoutSeconds, "Timeout", "Seconds to wait, 1 to 300.", advanced: true, minimum: 1, maximum: 300)
            .Output("success", "sent", "The server has taken the mail for every recipient: { messageId, accepted, refused }.")
            .Shape(Shape)
            .Output("partial", "partly sent", "The server refuses some recipients: { messageId, accepted, refused } with a reason each.")
            .Shape(Shape)
            .Effect(EffectKind.Write, EffectOf)
            .Connection(MailConnector.Key)
            .Errors(MailErrors.Documented)
            .Build();

    private const string Shape =
        "{ messageId: string, accepted: [string], refused: [{ address: string, code: number, reason: string }] }";

    private static FieldDefinition[] AttachmentFields =>
        [
            new("name", "Name", "Name of the file.", FieldKind.Text, Required: true, Expression: true, Template: true),
            new("content", "Content", "What is in it.", FieldKind.Multiline, Required: true, Expression: true, Template: true),
            new(
                "encoding",
                "Written as",
                "How the content is written.",
                FieldKind.Choice,
                Default: JsonSerializer.SerializeToElement(AsBase64),
                Options: [new FieldOption(AsBase64, "base64"), new FieldOption(AsText, "text")]
            ),
            new("contentType", "Type", "For example application/pdf; told by the name when empty.", FieldKind.Text, Expression: true, Template: true, Advanced: true),
            new("contentId", "Picture id", "Id by which the HTML shows it: <img src=\"cid:id\">.", FieldKind.Text, Advanced: true),
        ];

    private static NodeEffect EffectOf(JsonElement config) =>
        new(
            EffectKind.Write,
            config.ValueKind is JsonValueKind.Object
                && config.TryGetProperty("idempotent", out var idempotent)
                && idempotent.ValueKind is JsonValueKind.True
        );
}
