using System.Security.Cryptography.X509Certificates;
using FlowEngine.Connecting;

namespace FlowRuntime.Credentials.Sending;

/// <summary>The credential of an open connection, ready to be added to requests. Thread-safe.</summary>
internal sealed class OpenCredential(CredentialKind? kind, IReadOnlyDictionary<string, string> fields, TimeProvider time)
    : IDisposable
{
    private readonly Lazy<X509Certificate2?> _certificate = new(() => kind?.ClientCertificate?.Invoke(fields));

    /// <summary>False when requests go out as they are.</summary>
    public bool Exists => kind is not null;

    /// <summary>True when TLS shows a certificate.</summary>
    public bool HasCertificate => kind?.ClientCertificate is not null;

    /// <summary>The certificate that TLS shows to the other side; null for none.</summary>
    public X509Certificate2? Certificate => _certificate.Value;

    /// <summary>The fields as they are now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The fields by name; keep them no longer than the call.</returns>
    public ValueTask<IReadOnlyDictionary<string, string>> LeaseAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<IReadOnlyDictionary<string, string>>(cancellationToken)
            : ValueTask.FromResult(fields);

    /// <summary>Adds the credential.</summary>
    /// <param name="request">A copy of the request that goes to the wire and nowhere else.</param>
    /// <param name="lease">What <see cref="LeaseAsync"/> gave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is added.</returns>
    public ValueTask AuthorizeAsync(
        HttpRequestMessage request,
        IReadOnlyDictionary<string, string> lease,
        CancellationToken cancellationToken
    )
    {
        if (kind?.Authorize is { } authorize)
        {
            return authorize(request, lease, time, cancellationToken);
        }

        kind?.Apply(request, lease);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        if (_certificate.IsValueCreated)
        {
            _certificate.Value?.Dispose();
        }
    }
}
