namespace FlowEngine.Connecting;

/// <summary>How a credential kind gets its access token by OAuth 2.0 (RFC 6749). Immutable.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Fixed">
/// Values of fields of <see cref="OAuthFields"/> that the vendor determines, so that nobody has to enter them, for example its
/// token endpoint. They win over what was entered.
/// </param>
public sealed record OAuthTerms(OAuthGrant Grant, IReadOnlyDictionary<string, string> Fixed)
{
    /// <summary>Value of a field.</summary>
    /// <param name="fields">What was entered.</param>
    /// <param name="name">Name of the field.</param>
    /// <returns>The vendor's value, else the entered one; null when there is neither.</returns>
    public string? Value(IReadOnlyDictionary<string, string> fields, string name) =>
        Fixed.GetValueOrDefault(name) ?? (fields.GetValueOrDefault(name) is { Length: > 0 } entered ? entered : null);
}

/// <summary>Grants of OAuth 2.0.</summary>
public enum OAuthGrant
{
    /// <summary>The connection acts for itself (RFC 6749 §4.4).</summary>
    ClientCredentials,

    /// <summary>An admin signs in at the other system and agrees (RFC 6749 §4.1), with PKCE S256 always (RFC 7636).</summary>
    AuthorizationCode,
}

/// <summary>Names of the fields of OAuth credentials.</summary>
public static class OAuthFields
{
    /// <summary>Address of the provider, from which the endpoints are discovered (RFC 8414, OpenID Connect Discovery).</summary>
    public const string Issuer = "issuer";

    /// <summary>Where the admin agrees; discovered when empty.</summary>
    public const string AuthorizationEndpoint = "authorizationEndpoint";

    /// <summary>Where tokens are issued; discovered when empty.</summary>
    public const string TokenEndpoint = "tokenEndpoint";

    /// <summary>Where tokens are revoked (RFC 7009); discovered when empty, not called when there is none.</summary>
    public const string RevocationEndpoint = "revocationEndpoint";

    /// <summary>Id of our client.</summary>
    public const string ClientId = "clientId";

    /// <summary>Secret of our client.</summary>
    public const string ClientSecret = "clientSecret";

    /// <summary>Scopes to ask for, separated by spaces.</summary>
    public const string Scopes = "scopes";

    /// <summary><c>basic</c> or <c>post</c>: how the client proves who it is to the token endpoint.</summary>
    public const string ClientAuthentication = "clientAuthentication";

    /// <summary>Further parameters of the requests for tokens and for consent, as a query: <c>audience=…&amp;prompt=consent</c>.</summary>
    public const string Parameters = "parameters";

    /// <summary>Renew a token this many seconds before it ends.</summary>
    public const string SkewSeconds = "skewSeconds";

    /// <summary>Further statuses by which the other system says that a token has expired, separated by commas; 401 always counts.</summary>
    public const string ExpiredStatus = "expiredStatus";

    /// <summary>JSON pointer to the value in an answer's body that says that a token has expired.</summary>
    public const string ExpiredPath = "expiredPath";

    /// <summary>The value at <see cref="ExpiredPath"/> that says so; empty for any value but null and false.</summary>
    public const string ExpiredValue = "expiredValue";

    /// <summary>The access token, leased by the runtime; never entered.</summary>
    public const string AccessToken = "accessToken";
}
