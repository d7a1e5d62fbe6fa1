using System.Buffers;
using MimeKit;

namespace Connectors.Mail.Messages;

/// <summary>Tells mail programs how to unsubscribe (RFC 2369, and with one click RFC 8058).</summary>
internal static class Unsubscribing
{
    private static readonly SearchValues<char> EndOfAddress = SearchValues.Create("<>, \r\n");

    /// <summary>Adds the headers.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="address">An https or mailto address; null or blank for none.</param>
    /// <param name="oneClick">True when a POST to the address unsubscribes without a question.</param>
    /// <exception cref="MailRefusedException">The address cannot be used.</exception>
    public static void Apply(MimeMessage message, string? address, bool oneClick)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return;
        }

        if (
            !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
            || uri is not ({ Scheme: "https", UserInfo: "", Host.Length: > 0 } or { Scheme: "mailto" })
            || uri.AbsoluteUri.AsSpan().ContainsAny(EndOfAddress)
        )
        {
            throw new MailRefusedException(MailErrors.Unsubscribe, "The address for unsubscribing starts with https:// or mailto:.");
        }

        if (oneClick && uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new MailRefusedException(MailErrors.Unsubscribe, "One click needs an https:// address that takes a POST.");
        }

        // As raw bytes: the address must not be folded or encoded.
        message.Headers.Add(new Header(HeaderId.ListUnsubscribe, $"<{uri.AbsoluteUri}>"));
        if (oneClick)
        {
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }
}
