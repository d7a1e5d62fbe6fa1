using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Connectors.Trust;
using FlowEngine.Connecting;

namespace Connectors.Mail.Smtp;

/// <summary>
/// One visit to a mail server over the connection's guarded line (RFC 5321): greeting, encryption (RFC 8314, RFC 3207),
/// login (RFC 4954) and mails. Failures are <see cref="SmtpFailure"/>; no secret stands in them.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpLine _line;
    private readonly MailSettings _settings;
    private Dictionary<string, string> _offers = [];

    private SmtpSession(SmtpLine line, MailSettings settings) => (_line, _settings) = (line, settings);

    /// <summary>True when addresses and headers may have letters beyond ASCII.</summary>
    public bool TakesUtf8 => _offers.ContainsKey("SMTPUTF8");

    /// <summary>Largest mail; null when the server does not say. Unit: bytes.</summary>
    public long? MaxBytes =>
        _offers.TryGetValue("SIZE", out var size)
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        && bytes > 0
            ? bytes
            : null;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The session owns its line; the catch disposes it.")]
    private static SmtpSession On(Stream stream, MailSettings settings) => new(new SmtpLine(stream), settings);

    /// <summary>Connects, encrypts and logs in.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="settings">Its settings, read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The session.</returns>
    /// <exception cref="SmtpFailure">It did not work; nothing was sent.</exception>
    /// <exception cref="ConnectionRefusedException">The guard refuses the server, or the settings cannot be used.</exception>
    public static async Task<SmtpSession> OpenAsync(
        IConnection connection,
        MailSettings settings,
        CancellationToken cancellationToken
    )
    {
        var secret = await connection.LeaseSecretAsync(cancellationToken).ConfigureAwait(false);
        if (settings.Security is LineSecurity.Off && secret.Count > 0)
        {
            throw new ConnectionRefusedException(
                "connection.settings",
                "A login is sent over encrypted lines only. Choose an encryption for the connection, or remove its credential."
            );
        }

        SmtpSession? session = null;
        try
        {
            var stream = await connection.DialAsync(settings.Host, settings.Port, cancellationToken).ConfigureAwait(false);
            session = On(stream, settings);
            await session.GreetAsync(stream, cancellationToken).ConfigureAwait(false);
            await session.LogInAsync(secret, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (Exception e)
        {
            if (session is not null)
            {
                await session._line.DisposeAsync().ConfigureAwait(false);
            }

            if (Diagnose(e, settings) is { } failure)
            {
                throw failure;
            }

            throw;
        }
    }

    /// <summary>Hands one mail over.</summary>
    /// <param name="from">Sender of the envelope.</param>
    /// <param name="recipients">Recipients of the envelope.</param>
    /// <param name="message">The mail.</param>
    /// <param name="utf8">True when addresses or headers have letters beyond ASCII.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Who was refused and why; the mail went to all others.</returns>
    /// <exception cref="SmtpFailure">Nobody gets it, or it is not known.</exception>
    public async Task<IReadOnlyList<RefusedRecipient>> SendAsync(
        string from,
        IReadOnlyList<string> recipients,
        byte[] message,
        bool utf8,
        CancellationToken cancellationToken
    )
    {
        var data = DotStuffing.Apply(message);
        var refused = new List<RefusedRecipient>();
        try
        {
            var options = (_offers.ContainsKey("SIZE") ? $" SIZE={data.Length}" : "") + (utf8 ? " SMTPUTF8" : "");
            Expect(await _line.AskAsync($"MAIL FROM:<{from}>{options}", cancellationToken).ConfigureAwait(false), "The server does not take mails from this sender.");
            foreach (var recipient in recipients)
            {
                var reply = await _line.AskAsync($"RCPT TO:<{recipient}>", cancellationToken).ConfigureAwait(false);
                if (!reply.IsPositive)
                {
                    refused.Add(new RefusedRecipient(recipient, reply));
                }
            }

            if (refused.Count == recipients.Count)
            {
                throw SmtpFailure.From(
                    refused.Find(r => r.Reply.IsForNow)?.Reply ?? refused[0].Reply,
                    "The server refuses every recipient."
                );
            }

            Expect(await _line.AskAsync("DATA", cancellationToken).ConfigureAwait(false), "The server does not take the mail.");
        }
        catch (IOException e)
        {
            throw SmtpFailure.NotSpoken(_settings, e);
        }

        await HandOverAsync(data, cancellationToken).ConfigureAwait(false);
        return refused;
    }

    /// <summary>Says goodbye; a server that does not answer is not waited for.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is said.</returns>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _line.SendAsync("QUIT\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The mail is delivered; the line may go as it likes.
        }
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private async Task HandOverAsync(byte[] data, CancellationToken cancellationToken)
    {
        try
        {
            await _line.SendAsync(data, cancellationToken).ConfigureAwait(false);
            Expect(await _line.ReadAsync(cancellationToken).ConfigureAwait(false), "The server does not take the mail.");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            throw new SmtpFailure(
                MailErrors.Make(
                    MailErrors.Unknown,
                    "The line broke while the mail was handed over. It is not known whether it was sent."
                ),
                e
            );
        }
    }

    private async Task GreetAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (_settings.Security is LineSecurity.Implicit)
        {
            await EncryptAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        Expect(await _line.ReadAsync(cancellationToken).ConfigureAwait(false), "The server does not want to talk now.");
        await HelloAsync(cancellationToken).ConfigureAwait(false);
        if (_settings.Security is not LineSecurity.StartTls)
        {
            return;
        }

        if (!_offers.ContainsKey("STARTTLS"))
        {
            throw new SmtpFailure(
                MailErrors.Make(
                    MailErrors.Tls,
                    $"The server {_settings.Host} does not offer encryption on port {_settings.Port}. Choose encryption from the start (port 465), or another server."
                )
            );
        }

        Expect(await _line.AskAsync("STARTTLS", cancellationToken).ConfigureAwait(false), "The server does not start encryption.");
        if (_line.HasMore)
        {
            throw new IOException("Someone spoke before the line was encrypted.");
        }

        await EncryptAsync(stream, cancellationToken).ConfigureAwait(false);
        // What was offered on the plain line may have been changed by others and does not count.
        await HelloAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EncryptAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var authority = _settings.RootCertificate is { } pasted ? Authority.Read(pasted) : null;
        var options = new SslClientAuthenticationOptions { TargetHost = _settings.Host };
        if (authority is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.Add(authority);
        }

        var encrypted = new SslStream(stream, leaveInnerStreamOpen: false);
        _line.Continue(encrypted);
        await encrypted.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says who we are; the domain of the sender, which tells nothing of the machine.</summary>
    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        var name = new IdnMapping().GetAscii(_settings.From.Domain);
        var reply = await _line.AskAsync($"EHLO {name}", cancellationToken).ConfigureAwait(false);
        if (reply.Code is 500 or 502)
        {
            Expect(await _line.AskAsync($"HELO {name}", cancellationToken).ConfigureAwait(false), "The server does not greet us.");
            return;
        }

        Expect(reply, "The server does not greet us.");
        _offers = reply
            .Lines.Skip(1)
            .Select(l => l.Split(' ', 2))
            .GroupBy(l => l[0].ToUpperInvariant())
            .ToDictionary(g => g.Key, g => g.First().ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
    }

    private async Task LogInAsync(IReadOnlyDictionary<string, string> secret, CancellationToken cancellationToken)
    {
        if (secret.Count == 0)
        {
            return;
        }

        var known = (_offers.GetValueOrDefault("AUTH") ?? "").ToUpperInvariant().Split(' ');
        var reply = secret.TryGetValue(OAuthFields.AccessToken, out var token)
            ? await LogInByTokenAsync(token, cancellationToken).ConfigureAwait(false)
            : await LogInByPasswordAsync(secret["username"], secret["password"], known, cancellationToken).ConfigureAwait(false);
        Expect(
            reply,
            "The server refuses the login. Enter user name and password again; many providers want a password made for programs.",
            MailErrors.Login
        );
    }

    private async Task<SmtpReply> LogInByPasswordAsync(
        string user,
        string password,
        string[] known,
        CancellationToken cancellationToken
    )
    {
        if (known.Contains("PLAIN"))
        {
            return await _line.AskAsync($"AUTH PLAIN {Encode($"\0{user}\0{password}")}", cancellationToken).ConfigureAwait(false);
        }

        if (!known.Contains("LOGIN"))
        {
            throw new SmtpFailure(
                MailErrors.Make(MailErrors.Login, $"The server {_settings.Host} offers no login by password (PLAIN or LOGIN). Use another server or port.")
            );
        }

        var reply = await _line.AskAsync("AUTH LOGIN", cancellationToken).ConfigureAwait(false);
        foreach (var answer in new[] { user, password })
        {
            if (reply.Code != 334)
            {
                break;
            }

            reply = await _line.AskAsync(Encode(answer), cancellationToken).ConfigureAwait(false);
        }

        return reply;
    }

    /// <summary>Logs in by an access token (SASL XOAUTH2, as Google and Microsoft document it).</summary>
    private async Task<SmtpReply> LogInByTokenAsync(string token, CancellationToken cancellationToken)
    {
        var proof = Encode($"user={_settings.From.Address}\u0001auth=Bearer {token}\u0001\u0001");
        var reply = await _line.AskAsync($"AUTH XOAUTH2 {proof}", cancellationToken).ConfigureAwait(false);
        // A refusal comes as a challenge; an empty answer brings its code.
        return reply.Code == 334 ? await _line.AskAsync("", cancellationToken).ConfigureAwait(false) : reply;
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void Expect(SmtpReply reply, string advice, string forGood = MailErrors.Refused)
    {
        if (!reply.IsPositive)
        {
            throw SmtpFailure.From(reply, advice, forGood);
        }
    }

    private static SmtpFailure? Diagnose(Exception e, MailSettings settings) =>
        e switch
        {
            AuthenticationException => new SmtpFailure(
                MailErrors.Make(
                    MailErrors.Tls,
                    $"The certificate of {settings.Host} is not valid for this name or not from a known authority. Enter the authority's certificate in the connection, or correct the host."
                ),
                e
            ),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new SmtpFailure(
                MailErrors.Make(MailErrors.Connection, $"The name {settings.Host} is not known. Check the host of the connection.", retryable: true),
                e
            ),
            SocketException => new SmtpFailure(
                MailErrors.Make(
                    MailErrors.Connection,
                    $"Nothing answers at {settings.Host}, port {settings.Port}. Check host and port, and whether the server is running.",
                    retryable: true
                ),
                e
            ),
            IOException io => SmtpFailure.NotSpoken(settings, io),
            _ => null,
        };
}

/// <summary>A recipient that the server refuses.</summary>
/// <param name="Address">The address.</param>
/// <param name="Reply">Why.</param>
internal sealed record RefusedRecipient(string Address, SmtpReply Reply);
