using System.Net.Http.Headers;
using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting.Calling;

/// <summary>Credentials by OAuth 2.0: the runtime gets and renews the token, requests carry it in <c>Authorization: Bearer</c>.</summary>
public static class OAuthCredential
{
    /// <summary>Client credentials, with every setting left to the admin; key <c>oauthClient</c>.</summary>
    public static CredentialKind ClientCredentials { get; } = Kind(OAuthGrant.ClientCredentials, "OAuth 2.0 for the connection itself");

    /// <summary>Authorization code with PKCE, with every setting left to the admin; key <c>oauthCode</c>.</summary>
    public static CredentialKind AuthorizationCode { get; } = Kind(OAuthGrant.AuthorizationCode, "OAuth 2.0 with sign-in");

    /// <summary>Makes a kind.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="title">Name shown.</param>
    /// <param name="vendor">Fields of <see cref="OAuthFields"/> that the vendor determines; they are not asked for.</param>
    /// <returns>The kind, with the key <c>oauthClient</c> or <c>oauthCode</c>.</returns>
    public static CredentialKind Kind(OAuthGrant grant, string title, IReadOnlyDictionary<string, string>? vendor = null)
    {
        var known = vendor ?? new Dictionary<string, string>();
        return new(
            grant is OAuthGrant.ClientCredentials ? "oauthClient" : "oauthCode",
            title,
            [.. Fields(grant).Where(f => !known.ContainsKey(f.Name))],
            static (request, fields) =>
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fields[OAuthFields.AccessToken])
        )
        {
            OAuth = new OAuthTerms(grant, known),
            Check = fields => Check(new OAuthTerms(grant, known), fields),
        };
    }

    private static IEnumerable<FieldDefinition> Fields(OAuthGrant grant)
    {
        var isCode = grant is OAuthGrant.AuthorizationCode;
        yield return Line(OAuthFields.Issuer, "Provider", "Address of the provider; its endpoints are found by it. Leave empty to enter them.");
        if (isCode)
        {
            yield return Line(OAuthFields.AuthorizationEndpoint, "Authorization endpoint", "Where you agree; empty to find it by the provider.");
        }

        yield return Line(OAuthFields.TokenEndpoint, "Token endpoint", "Where tokens are issued; empty to find it by the provider.");
        yield return Line(OAuthFields.ClientId, "Client id", "Id that the provider gave to this client.") with { Required = true };
        yield return new(
            OAuthFields.ClientSecret,
            "Client secret",
            isCode ? "Secret of this client; empty for a public client." : "Secret of this client.",
            FieldKind.Secret,
            Required: !isCode
        );
        yield return Line(OAuthFields.Scopes, "Scopes", "What to ask for, separated by spaces.");
        yield return new(
            OAuthFields.ClientAuthentication,
            "Client authentication",
            "How the client proves who it is to the token endpoint.",
            FieldKind.Choice,
            Default: JsonSerializer.SerializeToElement("basic"),
            Advanced: true,
            Options: [new("basic", "In the header (basic)"), new("post", "In the body (post)")]
        );
        yield return Line(OAuthFields.Parameters, "Further parameters", "Sent along, for example audience=api.") with { Advanced = true };
        yield return Line(OAuthFields.RevocationEndpoint, "Revocation endpoint", "Where tokens are revoked when the connection is deleted.") with { Advanced = true };
        yield return new(
            OAuthFields.SkewSeconds,
            "Renew early by",
            "Seconds before a token's end at which it is renewed, 0 to 3600.",
            FieldKind.Number,
            Default: JsonSerializer.SerializeToElement(60),
            Advanced: true,
            Minimum: 0,
            Maximum: 3600
        );
        yield return Line(OAuthFields.ExpiredStatus, "Statuses of an expired token", "For example 403, separated by commas; 401 always counts.") with { Advanced = true };
        yield return Line(OAuthFields.ExpiredPath, "Place that tells an expired token", "JSON pointer into the answer, for example /error/code.") with { Advanced = true };
        yield return Line(OAuthFields.ExpiredValue, "Value that tells an expired token", "Value at that place; empty for any.") with { Advanced = true };
    }

    private static FieldDefinition Line(string name, string label, string help) => new(name, label, help, FieldKind.Text);

    private static CredentialFault? Check(OAuthTerms terms, IReadOnlyDictionary<string, string> fields)
    {
        foreach (var name in (string[])[OAuthFields.Issuer, OAuthFields.AuthorizationEndpoint, OAuthFields.TokenEndpoint, OAuthFields.RevocationEndpoint])
        {
            if (
                terms.Value(fields, name) is { } address
                && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http", UserInfo: "", Fragment: "" })
            )
            {
                return new CredentialFault(name, "Enter an absolute address with https://, without user name and fragment.");
            }
        }

        var needed = terms.Grant is OAuthGrant.AuthorizationCode
            ? (string[])[OAuthFields.AuthorizationEndpoint, OAuthFields.TokenEndpoint]
            : [OAuthFields.TokenEndpoint];
        if (terms.Value(fields, OAuthFields.Issuer) is null && needed.FirstOrDefault(n => terms.Value(fields, n) is null) is { } missing)
        {
            return new CredentialFault(missing, "Enter this endpoint, or the provider by which it is found.");
        }

        var statuses = terms.Value(fields, OAuthFields.ExpiredStatus);
        if (statuses is not null && statuses.Split(',', StringSplitOptions.TrimEntries).Any(s => !int.TryParse(s, out var n) || n is < 200 or > 599))
        {
            return new CredentialFault(OAuthFields.ExpiredStatus, "Enter statuses from 200 to 599, separated by commas.");
        }

        return terms.Value(fields, OAuthFields.ExpiredPath) is { } path && !path.StartsWith('/')
            ? new CredentialFault(OAuthFields.ExpiredPath, "A JSON pointer starts with a slash, for example /error/code.")
            : null;
    }
}
