namespace Connectors.Mail.Smtp;

/// <summary>Makes the text of a mail transparent for SMTP (RFC 5321 §4.5.2): CRLF line ends, a dot before each dot that starts a line, and the end.</summary>
internal static class DotStuffing
{
    /// <summary>Prepares a mail.</summary>
    /// <param name="message">The mail, with any line ends.</param>
    /// <returns>What follows <c>DATA</c>, with the dot that ends it.</returns>
    public static byte[] Apply(ReadOnlySpan<byte> message)
    {
        using var text = new MemoryStream(message.Length + 1_024);
        var atStart = true;
        for (var i = 0; i < message.Length; i++)
        {
            var c = message[i];
            if (c == '.' && atStart)
            {
                text.WriteByte((byte)'.');
            }

            atStart = c is (byte)'\n' or (byte)'\r';
            switch (c)
            {
                case (byte)'\n':
                    text.Write("\r\n"u8);
                    break;
                case (byte)'\r':
                    if (i + 1 == message.Length || message[i + 1] != '\n')
                    {
                        text.Write("\r\n"u8);
                    }

                    break;
                default:
                    text.WriteByte(c);
                    break;
            }
        }

        text.Write(atStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return text.ToArray();
    }
}
