using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Connections.Testing;

/// <summary>Looks at the way to a system step by step: its name, the line, TLS. Sends nothing.</summary>
internal sealed class LineDiagnosis(NameResolver resolve, GuardedDialer dialer, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(14);

    /// <summary>Looks.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="address">Where it leads.</param>
    /// <param name="certificate">Certificate that TLS shows; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found, up to the first step that fails.</returns>
    public async Task<IReadOnlyList<ProbeFinding>> LookAsync(
        ConnectionTarget target,
        Uri address,
        X509Certificate2? certificate,
        CancellationToken cancellationToken
    )
    {
        var findings = new List<ProbeFinding>();
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            if (!await FindNameAsync(address, findings, either.Token).ConfigureAwait(false))
            {
                return findings;
            }

            var line = await dialer.DialAsync(address.IdnHost, address.Port, target.Allowed, either.Token).ConfigureAwait(false);
            await using (line.ConfigureAwait(false))
            {
                findings.Add(new ProbeFinding("connect", FindingLevel.Ok, $"{address.Host} takes connections at port {address.Port}."));
                if (address.Scheme == Uri.UriSchemeHttps)
                {
                    await AgreeAsync(line, address, certificate, findings, either.Token).ConfigureAwait(false);
                }
                else
                {
                    findings.Add(
                        new ProbeFinding("http", FindingLevel.Warning, "The line is not encrypted: others can read the credential.", "Use https.")
                    );
                }
            }
        }
        catch (ConnectionRefusedException e)
        {
            findings.Add(new ProbeFinding("address", FindingLevel.Error, e.Message));
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            findings.Add(
                new ProbeFinding(
                    "connect",
                    FindingLevel.Error,
                    $"Nothing answers at {address.Host}, port {address.Port}.",
                    "Check address and port, whether the system is running, and firewalls on the way."
                )
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            findings.Add(
                new ProbeFinding("connect", FindingLevel.Error, $"{address.Host} gave no line within {Longest.TotalSeconds:0} seconds.", "A firewall may drop what we send.")
            );
        }

        return findings;
    }

    private async Task<bool> FindNameAsync(Uri address, List<ProbeFinding> findings, CancellationToken cancellationToken)
    {
        if (address.HostNameType is not UriHostNameType.Dns)
        {
            return true;
        }

        try
        {
            var found = await resolve(address.IdnHost, cancellationToken).ConfigureAwait(false);
            if (found.Length > 0)
            {
                findings.Add(new ProbeFinding("dns", FindingLevel.Ok, $"The name {address.Host} is known."));
                return true;
            }
        }
        catch (SocketException)
        {
            // Told below, as a name without addresses is.
        }

        findings.Add(
            new ProbeFinding("dns", FindingLevel.Error, $"The name {address.Host} is not known.", "Check its spelling, and the name server of this machine.")
        );
        return false;
    }

    private async Task AgreeAsync(Stream line, Uri address, X509Certificate2? certificate, List<ProbeFinding> findings, CancellationToken cancellationToken)
    {
        var seen = new List<ProbeFinding>();
        using var tls = new SslStream(line, leaveInnerStreamOpen: true);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = address.IdnHost,
            // The certificate is judged, never accepted against its errors: a wrong one ends the handshake here as in a call.
            RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
            {
                seen.AddRange(Judge(address, shown as X509Certificate2, chain, errors));
                return errors == SslPolicyErrors.None;
            },
        };
        if (certificate is not null)
        {
            options.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        try
        {
            await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (seen.Exists(f => f.Level is FindingLevel.Error))
        {
            // The findings say why.
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            seen.Add(
                new ProbeFinding("tls", FindingLevel.Error, $"No secure line could be agreed with {address.Host}.", "It may not speak TLS at this port, or want a client certificate.")
            );
        }

        findings.AddRange(seen);
    }

    private IEnumerable<ProbeFinding> Judge(Uri address, X509Certificate2? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (shown is null)
        {
            yield return new ProbeFinding("tls", FindingLevel.Error, $"{address.Host} showed no certificate.", "Check address and port.");
            yield break;
        }

        var ends = new DateTimeOffset(shown.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        var when = ends.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (ends <= time.GetUtcNow())
        {
            yield return new ProbeFinding("tls.expired", FindingLevel.Error, $"The certificate of {address.Host} ended on {when}.", "Ask whoever runs the system to renew it.");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            yield return new ProbeFinding("tls.name", FindingLevel.Error, $"The certificate is for another name than {address.Host}.", "Use the address that the system itself gives.");
        }

        var statuses = chain?.ChainStatus.Select(s => s.Status).ToList() ?? [];
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0 && !statuses.TrueForAll(s => s is X509ChainStatusFlags.NotTimeValid))
        {
            yield return new ProbeFinding(
                "tls.chain",
                FindingLevel.Error,
                $"This machine does not trust who signed the certificate of {address.Host}.",
                "Install the missing certificates on the system, or its authority's certificate on this machine."
            );
        }

        if (errors == SslPolicyErrors.None)
        {
            yield return ends - time.GetUtcNow() < EndsSoon
                ? new ProbeFinding("tls.expires", FindingLevel.Warning, $"The certificate of {address.Host} ends on {when}.", "Ask whoever runs the system to renew it.")
                : new ProbeFinding("tls", FindingLevel.Ok, $"The line to {address.Host} is secure; its certificate is good until {when}.");
        }
    }
}
