namespace Connectors.Mail.SendMail;

/// <summary>Settings of the node that sends a mail, every expression resolved.</summary>
/// <param name="Connection">Name of a <c>mail</c> connection, which gives the sender.</param>
/// <param name="To">Recipients, one or several separated by commas each.</param>
/// <param name="Subject">Subject; line ends become blanks.</param>
/// <param name="Html">The mail as HTML; null for text only.</param>
/// <param name="Text">The mail as text; made of the HTML when null.</param>
/// <param name="Cc">Recipients of a copy.</param>
/// <param name="Bcc">Recipients of a copy that the others do not see.</param>
/// <param name="ReplyTo">Where answers go; null for the sender.</param>
/// <param name="Attachments">Files, and pictures that the HTML shows.</param>
/// <param name="Unsubscribe">An https or mailto address by which recipients unsubscribe; null for none.</param>
/// <param name="OneClick">True when a POST to that address unsubscribes without a question.</param>
/// <param name="Idempotent">True when it may be sent twice: it is sent again after a crash, with the same Message-ID.</param>
/// <param name="TimeoutSeconds">Longest wait for the whole call. Unit: seconds, 1 to 300.</param>
public sealed record SendMailConfig(
    string Connection,
    IReadOnlyList<string> To,
    string Subject,
    string? Html = null,
    string? Text = null,
    IReadOnlyList<string>? Cc = null,
    IReadOnlyList<string>? Bcc = null,
    IReadOnlyList<string>? ReplyTo = null,
    IReadOnlyList<MailAttachment>? Attachments = null,
    string? Unsubscribe = null,
    bool OneClick = false,
    bool Idempotent = false,
    int TimeoutSeconds = 60
);

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Its name, for example <c>Invoice 1003.pdf</c>.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Encoding">How <paramref name="Content"/> is written: <c>base64</c> or <c>text</c>.</param>
/// <param name="ContentType">Its type, for example <c>application/pdf</c>; told by the name when null.</param>
/// <param name="ContentId">Id by which the HTML shows it as a picture, <c>cid:id</c>; null for a file.</param>
public sealed record MailAttachment(
    string Name,
    string Content,
    string Encoding = "base64",
    string? ContentType = null,
    string? ContentId = null
);
