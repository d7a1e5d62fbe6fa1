using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Connectors.Mail.Messages;

/// <summary>Makes Message-IDs (RFC 5322 §3.6.4) that a repeated mail has again, so that receivers recognise it.</summary>
internal static class MessageIds
{
    private const int Bytes = 16;

    /// <summary>Makes one.</summary>
    /// <param name="effectKey">Key of the effect, the same on every attempt.</param>
    /// <param name="from">The sender, whose domain it carries.</param>
    /// <returns>The id without angle brackets; it tells nothing of the run.</returns>
    public static string From(string effectKey, MailboxAddress from)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(effectKey));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, Bytes))}@{new IdnMapping().GetAscii(from.Domain)}";
    }
}
