using System.Security.Cryptography.X509Certificates;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting;

/// <summary>A way to prove who we are to the other system. Immutable.</summary>
/// <param name="Key">Permanent key: <c>basic</c>, <c>bearer</c>, <c>apiKey</c>, <c>none</c>.</param>
/// <param name="Title">Name shown.</param>
/// <param name="Fields">Its fields; those of kind <see cref="FieldKind.Secret"/> are never shown again.</param>
/// <param name="Apply">Adds the credential to a request to one of the connection's own hosts.</param>
public sealed record CredentialKind(
    string Key,
    string Title,
    IReadOnlyList<FieldDefinition> Fields,
    Action<HttpRequestMessage, IReadOnlyDictionary<string, string>> Apply
)
{
    /// <summary>
    /// Adds the credential where more than the head of the request is needed, for example a signature over its body and the
    /// time. Runs instead of <see cref="Apply"/>, on a copy of the request that nobody else sees. Null for simple kinds.
    /// </summary>
    public CredentialAuthorizer? Authorize { get; init; }

    /// <summary>
    /// Makes the certificate by which TLS proves who we are. Throws <see cref="ConnectionRefusedException"/> with the code
    /// <c>connection.credential</c> when the fields hold none. Null for kinds without one.
    /// </summary>
    public Func<IReadOnlyDictionary<string, string>, X509Certificate2>? ClientCertificate { get; init; }

    /// <summary>
    /// Set for OAuth 2.0: the runtime gets and renews the access token by these terms, and leases it with the other fields as
    /// <see cref="OAuthFields.AccessToken"/>.
    /// </summary>
    public OAuthTerms? OAuth { get; init; }

    /// <summary>
    /// Checks what the single fields cannot show, such as a certificate that does not fit its key: the name of the field and
    /// what to do. Messages never hold a value. Null when there is nothing to check.
    /// </summary>
    public Func<IReadOnlyDictionary<string, string>, CredentialFault?>? Check { get; init; }
}

/// <summary>Adds a credential to a request.</summary>
/// <param name="request">The request, its address absolute.</param>
/// <param name="fields">The credential's fields by name.</param>
/// <param name="time">Clock, for signatures that hold the time.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>When it is added.</returns>
/// <exception cref="ConnectionRefusedException">The fields do not make a credential (<c>connection.credential</c>).</exception>
public delegate ValueTask CredentialAuthorizer(
    HttpRequestMessage request,
    IReadOnlyDictionary<string, string> fields,
    TimeProvider time,
    CancellationToken cancellationToken
);

/// <summary>What is wrong with a credential.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Message">What to do; never holds a value.</param>
public sealed record CredentialFault(string Field, string Message);
