using System.Text.Json;
using Connectors.Mail.SendMail;
using Connectors.Mail.Smtp;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Connectors.Mail;

/// <summary>Mail servers that take mails over SMTP.</summary>
public static class MailConnector
{
    /// <summary>Permanent key of the connector.</summary>
    public const string Key = "mail";

    /// <summary>What the connector is.</summary>
    public static ConnectorDefinition Definition { get; } =
        new(
            Key,
            "Mail",
            "A mail server over SMTP; the connection fixes the sender.",
            "mail",
            [
                new FieldDefinition("host", "Host", "Name of the mail server, for example smtp.example.com.", FieldKind.Text, Required: true),
                new FieldDefinition(
                    "security",
                    "Encryption",
                    "From the start (usual port 465), by STARTTLS (587, what counts when empty), or none, and then without login.",
                    FieldKind.Choice,
                    Options:
                    [
                        new FieldOption("tls", "Encrypted from the start"),
                        new FieldOption("starttls", "STARTTLS"),
                        new FieldOption("off", "Not encrypted"),
                    ]
                ),
                new FieldDefinition("port", "Port", "TCP port; the usual one of the encryption when empty.", FieldKind.Number, Minimum: 1, Maximum: 65_535),
                new FieldDefinition("from", "Sender", "Address that every mail comes from, for example shop@example.com.", FieldKind.Text, Required: true),
                new FieldDefinition("fromName", "Sender's name", "Name shown beside the address.", FieldKind.Text),
                new FieldDefinition(
                    "rootCertificate",
                    "Authority",
                    "Certificate of the authority that the server's certificate comes from, PEM in one line; leave empty for a public one.",
                    FieldKind.Text
                ),
            ],
            [
                new CredentialKind(
                    "password",
                    "User name and password",
                    [
                        new FieldDefinition("username", "User name", "Name of the mailbox or account.", FieldKind.Text, Required: true),
                        new FieldDefinition("password", "Password", "Its password, or one made for programs.", FieldKind.Secret, Required: true),
                    ],
                    static (_, _) => { } // the login is not part of any HTTP request
                ),
                CredentialKinds.None,
                OAuthCredential.AuthorizationCode,
                OAuthCredential.ClientCredentials,
            ],
            Probe: ProbeAsync
        )
        {
            Hosts = settings =>
                settings.ValueKind is JsonValueKind.Object
                && settings.TryGetProperty("host", out var host)
                && host.ValueKind is JsonValueKind.String
                    ? [host.GetString()!] // a string element has a string
                    : [],
        };

    /// <summary>Registers the connector and its node.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddMailConnector(this IServiceCollection services) =>
        services
            .AddConnector(Definition)
            .AddNode<SendMailConfig, SendMailConfigValidator, SendMailExecutor>(SendMailNode.Definition);

    /// <summary>Connects, encrypts and logs in, but sends nothing.</summary>
    private static async Task<ProbeResult> ProbeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var settings = MailSettings.Read(connection.Settings);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(15), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var session = await SmtpSession.OpenAsync(connection, settings, either.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.QuitAsync(either.Token).ConfigureAwait(false);
            }

            var line = settings.Security is LineSecurity.Off ? "not encrypted" : "encrypted";
            return new ProbeResult(true, $"The mail server answers, {line}, and takes the login. Mails come from {settings.From.Address}.");
        }
        catch (SmtpFailure e)
        {
            return new ProbeResult(false, e.Error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(false, $"{settings.Host} does not answer as a mail server on port {settings.Port}. With encryption from the start the port is 465, with STARTTLS 587.");
        }
    }
}
