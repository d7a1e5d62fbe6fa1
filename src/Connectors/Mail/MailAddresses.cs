using System.Globalization;
using MimeKit;

namespace Connectors.Mail;

/// <summary>Reads addresses of mails as people write them (RFC 5322 §3.4, RFC 6531).</summary>
internal static class MailAddresses
{
    private const int MaxLength = 320;

    /// <summary>Reads one address.</summary>
    /// <param name="text">For example <c>eve@example.com</c> or <c>Eve &lt;eve@example.com&gt;</c>.</param>
    /// <returns>The address; null when the text is not exactly one.</returns>
    public static MailboxAddress? ReadOne(string text) => Read(text) is [var only] ? only : null;

    /// <summary>Reads addresses separated by commas.</summary>
    /// <param name="text">The addresses.</param>
    /// <returns>The addresses; null when there is something else in the text.</returns>
    public static IReadOnlyList<MailboxAddress>? Read(string text)
    {
        if (text.Any(char.IsControl) || !InternetAddressList.TryParse(text, out var list))
        {
            return null;
        }

        var found = list.OfType<MailboxAddress>().ToList();
        return found.Count == list.Count && found.TrueForAll(IsUsable) ? found : null;
    }

    /// <summary>The address for the envelope, its domain in ASCII.</summary>
    /// <param name="address">The address.</param>
    /// <returns>For example <c>eve@xn--mller-kva.example</c>.</returns>
    public static string Envelope(MailboxAddress address) => MailboxAddress.EncodeAddrspec(address.Address);

    /// <summary>True when the address can only be used with servers that take UTF-8 (SMTPUTF8).</summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether the part before the @ has letters beyond ASCII.</returns>
    public static bool NeedsUtf8(MailboxAddress address) => !Envelope(address).All(char.IsAscii);

    private static bool IsUsable(MailboxAddress address)
    {
        if (address.Address.Length > MaxLength || address.Domain is not { Length: > 0 } domain || address.LocalPart.Length is 0 or > 64)
        {
            return false;
        }

        try
        {
            return address.Address.All(c => c is not ('<' or '>' or ' ')) && new IdnMapping().GetAscii(domain).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
