namespace Connectors.Mail.Smtp;

/// <summary>An answer of a mail server, of one line or several (RFC 5321 §4.2).</summary>
/// <param name="Code">Three digits, such as 250.</param>
/// <param name="Lines">Its lines without code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>True for 2yz and 3yz.</summary>
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>True for 4yz: the same may succeed later.</summary>
    public bool IsForNow => Code is >= 400 and < 500;

    /// <summary>All lines as one.</summary>
    public string Text => string.Join(' ', Lines);
}
