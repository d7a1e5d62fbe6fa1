using System.Security.Cryptography.X509Certificates;
using FlowEngine.Connecting;
using FlowRuntime.Credentials;

namespace FlowRuntime.Connections.Testing;

/// <summary>Tests an open connection and says, step by step, what was found. Thread-safe.</summary>
internal sealed class ConnectionProber(ConnectorCatalog connectors, LineDiagnosis line, SecretRedactor redactor, TimeProvider time)
{
    /// <summary>Longest test. Unit of the message's text: seconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Tests.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="target">What it may reach.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; never throws for what the other system does.</returns>
    public async Task<ProbeResult> RunAsync(OpenConnection connection, ConnectionTarget target, CancellationToken cancellationToken)
    {
        if (!connectors.TryGet(connection.Connector, out var connector) || connector.Probe is not { } probe)
        {
            return new ProbeResult(true, "The connection is complete; this connector has no test call.");
        }

        var address = connector.BaseAddress?.Invoke(connection.Settings);
        var findings = new List<ProbeFinding>();
        if (address is not null)
        {
            var certificate = await CertificateAsync(connection, cancellationToken).ConfigureAwait(false);
            findings.AddRange(await line.LookAsync(target, address, certificate, cancellationToken).ConfigureAwait(false));
        }

        var answers = ProbeRecorder.Start();
        var result = await AskAsync(probe, connection, cancellationToken).ConfigureAwait(false);
        if (answers.Last is { } answer && address is not null)
        {
            findings.AddRange(AnswerDiagnosis.Read(answer, address, time.GetUtcNow()));
        }

        return new ProbeResult(result.Ok, redactor.Redact(result.Message))
        {
            Findings = [.. result.Findings.Concat(findings).Select(f => f with { Message = redactor.Redact(f.Message), Advice = redactor.Redact(f.Advice) })],
        };
    }

    private static async Task<X509Certificate2?> CertificateAsync(OpenConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.LeaseSecretAsync(cancellationToken).ConfigureAwait(false);
            return connection.Certificate;
        }
        catch (ConnectionRefusedException)
        {
            // The test call below runs into the same and says so.
            return null;
        }
    }

    private async Task<ProbeResult> AskAsync(ConnectionProbe probe, OpenConnection connection, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await probe(connection, either.Token).ConfigureAwait(false);
        }
        catch (ConnectionRefusedException e)
        {
            return new ProbeResult(false, e.Message) { Findings = [Refusal(e)] };
        }
        catch (HttpRequestException)
        {
            return new ProbeResult(false, "There is no complete answer.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(false, $"There is no complete answer within {Longest.TotalSeconds:0} seconds.");
        }
    }

    private static ProbeFinding Refusal(ConnectionRefusedException e) =>
        e.Code switch
        {
            "connection.reconnect" => new ProbeFinding("oauth", FindingLevel.Error, e.Message, "Sign in at the other system by the button Connect."),
            "connection.token" => new ProbeFinding("oauth", FindingLevel.Error, e.Message, "Check client id, client secret, scopes and the token endpoint."),
            "connection.vault" => new ProbeFinding("vault", FindingLevel.Error, e.Message, "Check the reference, and that the secret is in its vault."),
            _ => new ProbeFinding("refused", FindingLevel.Error, e.Message),
        };
}
