using System.Security.Cryptography.X509Certificates;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Credentials.Vaults;

namespace FlowRuntime.Credentials.Sending;

/// <summary>The credential of an open connection, ready to be added to requests. Thread-safe.</summary>
internal sealed class OpenCredential(
    CredentialKind? kind,
    CredentialFields fields,
    ConnectionTarget target,
    OAuthTokens tokens,
    TimeProvider time
) : IDisposable
{
    private const int ShortestScrubbed = 8;

    private volatile Read? _read;
    private volatile Secrets? _secrets;
    private volatile Lease? _lease;

    /// <summary>False when requests go out as they are.</summary>
    public bool Exists => kind is not null;

    /// <summary>True when a refused token can be renewed, so that a request may have to be sent twice.</summary>
    public bool CanRenew => kind?.OAuth is not null;

    /// <summary>True when TLS shows a certificate.</summary>
    public bool HasCertificate => kind?.ClientCertificate is not null;

    /// <summary>The certificate that TLS shows to the other side, as of the last lease; null for none.</summary>
    public X509Certificate2? Certificate => _read?.Certificate.Value;

    /// <summary>The fields as they are now, an access token with them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The fields by name; keep them no longer than the call.</returns>
    /// <exception cref="ConnectionRefusedException">There is no usable credential now.</exception>
    public async ValueTask<IReadOnlyDictionary<string, string>> LeaseAsync(CancellationToken cancellationToken)
    {
        var read = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return read.OAuth is { } settings
            ? LeaseOf(read, await tokens.GetAsync(target, settings, refused: null, cancellationToken).ConfigureAwait(false))
            : read.Fields;
    }

    /// <summary>Renews the token of a lease that the other system did not accept.</summary>
    /// <param name="refused">The lease.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A lease with another token; null when there is no point in trying again.</returns>
    public async ValueTask<IReadOnlyDictionary<string, string>?> RenewAsync(
        IReadOnlyDictionary<string, string> refused,
        CancellationToken cancellationToken
    )
    {
        var read = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (read.OAuth is not { } settings)
        {
            return null;
        }

        var old = refused[OAuthFields.AccessToken];
        var renewed = await tokens.GetAsync(target, settings, old, cancellationToken).ConfigureAwait(false);
        return renewed.AccessToken == old ? null : LeaseOf(read, renewed);
    }

    /// <summary>Whether an answer says that the token has expired.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<bool> IsExpiredAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        _read?.Expired is { } expired ? expired.IsMetAsync(response, cancellationToken) : ValueTask.FromResult(false);

    /// <summary>What an answer must not repeat.</summary>
    /// <param name="lease">What went out.</param>
    /// <returns>The secrets; null when there are none.</returns>
    public SecretRedactor? SecretsOf(IReadOnlyDictionary<string, string> lease)
    {
        if (_secrets is { } known && ReferenceEquals(known.Lease, lease))
        {
            return known.Redactor;
        }

        // A short word, such as a password of a test shop, would tear the data of its answers apart.
        var values = lease.Where(f => f.Value.Length >= ShortestScrubbed && IsSecret(f.Key)).Select(f => f.Value).ToList();
        SecretRedactor? redactor = null;
        if (values.Count > 0)
        {
            redactor = new SecretRedactor();
            redactor.Remember(values);
        }

        _secrets = new Secrets(lease, redactor);
        return redactor;
    }

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
        if (_read?.Certificate is { IsValueCreated: true, Value: { } certificate })
        {
            certificate.Dispose();
        }
    }

    private async ValueTask<Read> ReadAsync(CancellationToken cancellationToken)
    {
        var now = await fields.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (_read is { } read && ReferenceEquals(read.Fields, now))
        {
            return read;
        }

        // An older certificate is left to the handshakes that still use it.
        return _read = new Read(
            now,
            kind?.OAuth is { } terms ? OAuthSettings.Of(terms, now) : null,
            kind?.OAuth is { } expiring ? new ExpiredTest(expiring, now) : null,
            new Lazy<X509Certificate2?>(() => kind?.ClientCertificate?.Invoke(now))
        );
    }

    private Dictionary<string, string> LeaseOf(Read read, TokenSet issued)
    {
        if (_lease is { } lease && ReferenceEquals(lease.Tokens, issued) && ReferenceEquals(lease.Read, read))
        {
            return lease.Fields;
        }

        var all = new Dictionary<string, string>(read.Fields) { [OAuthFields.AccessToken] = issued.AccessToken };
        _lease = new Lease(read, issued, all);
        return all;
    }

    private bool IsSecret(string field) =>
        field == OAuthFields.AccessToken || kind?.Fields.Any(f => f.Name == field && f.Kind is FieldKind.Secret) == true;

    private sealed record Secrets(IReadOnlyDictionary<string, string> Lease, SecretRedactor? Redactor);

    private sealed record Read(
        IReadOnlyDictionary<string, string> Fields,
        OAuthSettings? OAuth,
        ExpiredTest? Expired,
        Lazy<X509Certificate2?> Certificate
    );

    private sealed record Lease(Read Read, TokenSet Tokens, Dictionary<string, string> Fields);
}
