using System.Text.Json;
using FlowEngine.Connecting;
using MimeKit;

namespace Connectors.Mail;

/// <summary>Settings of a connection, read.</summary>
/// <param name="Host">Name of the mail server.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Security">How the line is encrypted.</param>
/// <param name="From">Sender of every mail of the connection.</param>
/// <param name="RootCertificate">Authority that the server's certificate must come from, base64 or PEM; null for those of this machine.</param>
internal sealed record MailSettings(string Host, int Port, LineSecurity Security, MailboxAddress From, string? RootCertificate)
{
    private const int ImplicitPort = 465;
    private const int SubmissionPort = 587;
    private const int RelayPort = 25;

    /// <summary>Reads the settings of a connection.</summary>
    /// <param name="settings">A JSON object.</param>
    /// <returns>What they say.</returns>
    /// <exception cref="ConnectionRefusedException">They are not complete (<c>connection.settings</c>).</exception>
    public static MailSettings Read(JsonElement settings)
    {
        var (security, usual) = Text(settings, "security") switch
        {
            "tls" => (LineSecurity.Implicit, ImplicitPort),
            "" or "starttls" => (LineSecurity.StartTls, SubmissionPort),
            "off" => (LineSecurity.Off, RelayPort),
            _ => throw Refused("Encryption is tls, starttls or off."),
        };
        var host = Text(settings, "host") is { Length: > 0 } name ? name : throw Refused("The host is missing.");
        var from =
            MailAddresses.ReadOne(Text(settings, "from"))
            ?? throw Refused("The sender is one address such as shop@example.com.");
        from.Name = Text(settings, "fromName") is { Length: > 0 } shown ? shown : from.Name;
        return new MailSettings(
            host,
            PortOf(settings) ?? usual,
            security,
            from,
            Text(settings, "rootCertificate") is { Length: > 0 } certificate ? certificate : null
        );
    }

    private static int? PortOf(JsonElement settings) =>
        settings.TryGetProperty("port", out var port) && port.ValueKind is JsonValueKind.Number
            ? port.TryGetInt32(out var number) && number is > 0 and < 65_536
                ? number
                : throw Refused("The port is a whole number from 1 to 65535.")
            : null;

    private static string Text(JsonElement settings, string name) =>
        settings.ValueKind is JsonValueKind.Object
        && settings.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()!.Trim() // a string element has a string
            : "";

    private static ConnectionRefusedException Refused(string what) =>
        new("connection.settings", $"{what} Complete the connection's settings.");
}

/// <summary>How a line is encrypted.</summary>
internal enum LineSecurity
{
    /// <summary>From the first byte (RFC 8314).</summary>
    Implicit,

    /// <summary>After <c>STARTTLS</c> (RFC 3207), which must be offered.</summary>
    StartTls,

    /// <summary>Not at all; no login is sent then.</summary>
    Off,
}
