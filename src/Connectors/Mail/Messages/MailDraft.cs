using Connectors.Mail.SendMail;
using MimeKit;

namespace Connectors.Mail.Messages;

/// <summary>A mail, checked and ready to be sent.</summary>
/// <param name="MessageId">Its Message-ID, without the angle brackets.</param>
/// <param name="Recipients">Everyone who gets it, for the envelope, once each.</param>
/// <param name="NeedsUtf8">True when an address has letters beyond ASCII before its @.</param>
/// <param name="Bytes">The mail as it goes over the line.</param>
internal sealed record MailDraft(string MessageId, IReadOnlyList<string> Recipients, bool NeedsUtf8, byte[] Bytes)
{
    /// <summary>Most recipients of one mail.</summary>
    public const int MaxRecipients = 50;

    /// <summary>Largest mail. Unit: bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Makes a mail.</summary>
    /// <param name="config">What the author wants, resolved.</param>
    /// <param name="from">The sender, which belongs to the connection.</param>
    /// <param name="effectKey">Key of the effect, the same on every attempt: so is the Message-ID.</param>
    /// <param name="now">Date of the mail.</param>
    /// <returns>The mail.</returns>
    /// <exception cref="MailRefusedException">It cannot be made.</exception>
    public static MailDraft Make(SendMailConfig config, MailboxAddress from, string effectKey, DateTimeOffset now)
    {
        using var message = new MimeMessage
        {
            MessageId = MessageIds.From(effectKey, from),
            Date = now,
            Subject = OneLine(config.Subject),
        };
        message.From.Add(from);
        message.To.AddRange(Addresses(config.To, "To"));
        message.Cc.AddRange(Addresses(config.Cc, "Copy"));
        message.ReplyTo.AddRange(Addresses(config.ReplyTo, "Reply to"));
        var everyone = message
            .To.Mailboxes.Concat(message.Cc.Mailboxes)
            .Concat(Addresses(config.Bcc, "Blind copy"))
            .DistinctBy(MailAddresses.Envelope, StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (everyone.Count is 0 or > MaxRecipients)
        {
            throw new MailRefusedException(
                MailErrors.Address,
                everyone.Count == 0 ? "There is no recipient." : $"A mail goes to at most {MaxRecipients} recipients; this one has {everyone.Count}."
            );
        }

        // Holiday notes and other machines do not answer what says that it comes from a machine (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        Unsubscribing.Apply(message, config.Unsubscribe, config.OneClick);
        message.Body = MailBody.Make(config);
        var needsUtf8 = everyone.Exists(MailAddresses.NeedsUtf8) || MailAddresses.NeedsUtf8(from);
        return new MailDraft(message.MessageId, [.. everyone.Select(MailAddresses.Envelope)], needsUtf8, Write(message, needsUtf8));
    }

    private static byte[] Write(MimeMessage message, bool international)
    {
        // Every server takes seven bits; texts are encoded for them.
        message.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = international;
        using var bytes = new MemoryStream();
        message.WriteTo(format, bytes);
        return bytes.Length <= MaxBytes
            ? bytes.ToArray()
            : throw new MailRefusedException(MailErrors.Size, $"The mail is larger than {MaxBytes / 1024 / 1024} MB. Send a link instead of large attachments.");
    }

    private static List<MailboxAddress> Addresses(IReadOnlyList<string>? written, string label)
    {
        var found = new List<MailboxAddress>();
        foreach (var text in (written ?? []).Where(t => !string.IsNullOrWhiteSpace(t)))
        {
            found.AddRange(
                MailAddresses.Read(text.Trim())
                    ?? throw new MailRefusedException(MailErrors.Address, $"\"{label}\" has something that is no address such as eve@example.com.")
            );
        }

        return found;
    }

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
