using Connectors.Mail.Smtp;
using FlowEngine.Running;

namespace Connectors.Mail;

/// <summary>Failures of mails as node errors: a stable code, and a sentence that says what to do.</summary>
internal static class MailErrors
{
    /// <summary>An address is no address.</summary>
    public const string Address = "mail.address";

    /// <summary>There is nothing to send.</summary>
    public const string Content = "mail.content";

    /// <summary>An attachment cannot be made.</summary>
    public const string Attachment = "mail.attachment";

    /// <summary>The address for unsubscribing cannot be used.</summary>
    public const string Unsubscribe = "mail.unsubscribe";

    /// <summary>The mail is too large.</summary>
    public const string Size = "mail.size";

    /// <summary>The server cannot be reached.</summary>
    public const string Connection = "mail.connection";

    /// <summary>The line cannot be encrypted.</summary>
    public const string Tls = "mail.tls";

    /// <summary>The server refuses the login.</summary>
    public const string Login = "mail.login";

    /// <summary>The server refuses for good.</summary>
    public const string Refused = "mail.refused";

    /// <summary>The server refuses for now.</summary>
    public const string Later = "mail.later";

    /// <summary>It took too long.</summary>
    public const string Timeout = "mail.timeout";

    /// <summary>It is not known whether the mail was sent.</summary>
    public const string Unknown = "mail.unknown";

    private const int MaxSaid = 300;

    /// <summary>The codes, for the documentation.</summary>
    public static IReadOnlyDictionary<string, string> Documented { get; } =
        new Dictionary<string, string>
        {
            [Address] = "An address is none, or there is no recipient, or there are more than 50.",
            [Content] = "The mail has neither HTML nor text.",
            [Attachment] = "An attachment has no name, is not base64 where it says so, or the server of its type is unknown.",
            [Unsubscribe] = "The address for unsubscribing is neither https nor mailto, or one click is wanted without https.",
            [Size] = "The mail is larger than 10 MB, or than the server takes.",
            [Connection] = "The mail server cannot be reached or does not speak SMTP.",
            [Tls] = "The line cannot be encrypted: the server does not offer it, or its certificate is not valid.",
            [Login] = "The mail server refuses the login, or offers none that is known.",
            [Refused] = "The mail server refuses the mail or every recipient for good; its answer stands in the message.",
            [Later] = "The mail server refuses for now; nothing was sent, and another attempt may succeed.",
            [Timeout] = "It took longer than the timeout, or the timeout is not between 1 and 300 seconds.",
            [Unknown] = "The line broke after the mail was handed over and before the server confirmed it.",
        };

    /// <summary>An error.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="message">What to do.</param>
    /// <param name="retryable">True when another attempt may succeed and is safe.</param>
    /// <returns>The error.</returns>
    public static NodeError Make(string code, string message, bool retryable = false) => new(code, message, retryable);

    /// <summary>What the server refused, by its code: 4yz for now, 5yz for good (RFC 5321 §4.2.1).</summary>
    /// <param name="reply">Its answer.</param>
    /// <param name="advice">What was refused, a sentence.</param>
    /// <param name="forGood">Code for a refusal for good.</param>
    /// <returns>The error.</returns>
    public static NodeError From(SmtpReply reply, string advice, string forGood = Refused)
    {
        var code = reply.IsForNow ? Later : forGood;
        return new NodeError(code, $"{advice} The server says: {reply.Code} {Shorten(reply.Text)}", reply.IsForNow);
    }

    /// <summary>What a server says, safe to show.</summary>
    /// <param name="said">Its words.</param>
    /// <returns>One line of at most 300 characters.</returns>
    public static string Shorten(string said)
    {
        var line = string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= MaxSaid ? line : line[..MaxSaid] + "…";
    }
}
