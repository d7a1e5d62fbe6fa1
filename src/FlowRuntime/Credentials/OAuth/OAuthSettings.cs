using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>An OAuth credential, read from its fields. Immutable.</summary>
internal sealed record OAuthSettings(
    OAuthGrant Grant,
    string? Issuer,
    Uri? AuthorizationEndpoint,
    Uri? TokenEndpoint,
    Uri? RevocationEndpoint,
    string ClientId,
    string? ClientSecret,
    string? Scopes,
    bool SendsSecretInBody,
    IReadOnlyList<KeyValuePair<string, string>> Parameters,
    TimeSpan Skew
)
{
    private const int DefaultSkewSeconds = 60;

    /// <summary>Short mark of client, provider and scopes: tokens of another mark are not this credential's. Nothing follows from it.</summary>
    public string Mark { get; } = MarkOf(Grant, Issuer, TokenEndpoint, ClientId, Scopes);

    public static OAuthSettings Of(OAuthTerms terms, IReadOnlyDictionary<string, string> fields)
    {
        string? Value(string name) => terms.Value(fields, name);
        Uri? Address(string name) => Uri.TryCreate(Value(name), UriKind.Absolute, out var uri) ? uri : null;
        return new OAuthSettings(
            terms.Grant,
            Value(OAuthFields.Issuer),
            Address(OAuthFields.AuthorizationEndpoint),
            Address(OAuthFields.TokenEndpoint),
            Address(OAuthFields.RevocationEndpoint),
            Value(OAuthFields.ClientId) ?? "",
            Value(OAuthFields.ClientSecret),
            Value(OAuthFields.Scopes),
            Value(OAuthFields.ClientAuthentication) == "post",
            Pairs(Value(OAuthFields.Parameters)),
            TimeSpan.FromSeconds(
                double.TryParse(Value(OAuthFields.SkewSeconds), CultureInfo.InvariantCulture, out var seconds) ? seconds : DefaultSkewSeconds
            )
        );
    }

    private static string MarkOf(OAuthGrant grant, string? issuer, Uri? token, string clientId, string? scopes) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new[] { grant.ToString(), issuer, token?.AbsoluteUri, clientId, scopes })))
        )[..32];

    private static List<KeyValuePair<string, string>> Pairs(string? query) =>
        [
            .. (query ?? "")
                .TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(p => p.Split('=', 2))
                .Select(p => KeyValuePair.Create(Uri.UnescapeDataString(p[0]), p.Length > 1 ? Uri.UnescapeDataString(p[1]) : "")),
        ];
}

/// <summary>What a provider issued.</summary>
/// <param name="AccessToken">The token for calls.</param>
/// <param name="RefreshToken">What renews it; null for none.</param>
/// <param name="ObtainedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends; null when the provider did not say.</param>
/// <param name="Scope">What was granted; null when the provider did not say.</param>
internal sealed record TokenSet(
    string AccessToken,
    string? RefreshToken,
    DateTimeOffset ObtainedAt,
    DateTimeOffset? ExpiresAt,
    string? Scope
);
