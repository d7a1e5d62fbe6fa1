using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using FlowRuntime.Connections.Testing;

namespace FlowRuntime.Credentials.Sending;

/// <summary>
/// Adds the credential by the last handler before the wire, to a copy of the request: what the connector holds, logs or
/// finds in the answer's <c>RequestMessage</c> never has it.
/// </summary>
internal sealed class CredentialHandler(OpenCredential credential, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Lets TLS show the credential's certificate, where it has one; it is asked for at each handshake.</summary>
    /// <param name="tls">Options of the socket handler.</param>
    /// <param name="credential">The credential.</param>
    public static void ShowCertificate(SslClientAuthenticationOptions tls, OpenCredential credential)
    {
        if (credential.HasCertificate)
        {
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => credential.Certificate!; // null shows none
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!credential.Exists)
        {
            var open = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            ProbeRecorder.Note(open);
            return open;
        }

        var lease = await credential.LeaseAsync(cancellationToken).ConfigureAwait(false);
        if (credential.CanRenew && request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        var response = await SendWithAsync(request, lease, cancellationToken).ConfigureAwait(false);
        if (
            !credential.CanRenew
            || !await credential.IsExpiredAsync(response, cancellationToken).ConfigureAwait(false)
            || await credential.RenewAsync(lease, cancellationToken).ConfigureAwait(false) is not { } renewed
        )
        {
            return response;
        }

        // The other system did not take the request, so that even a write may be sent again.
        response.Dispose();
        return await SendWithAsync(request, renewed, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            credential.Dispose();
        }

        base.Dispose(disposing);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The copy owns nothing but the content, which is the request's.")]
    private async Task<HttpResponseMessage> SendWithAsync(
        HttpRequestMessage request,
        IReadOnlyDictionary<string, string> lease,
        CancellationToken cancellationToken
    )
    {
        var sent = Copy(request);
        await credential.AuthorizeAsync(sent, lease, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(sent, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        if (credential.SecretsOf(lease) is { } secrets)
        {
            await AnswerScrubber.ScrubAsync(response, secrets, cancellationToken).ConfigureAwait(false);
        }

        ProbeRecorder.Note(response);
        return response;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The copy owns nothing but the content, which is the request's.")]
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = request.Content,
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
        };
        foreach (var header in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        foreach (var option in request.Options)
        {
            ((IDictionary<string, object?>)copy.Options)[option.Key] = option.Value;
        }

        return copy;
    }
}
