using System.Collections.Concurrent;
using System.Text.Json;
using FlowRuntime.Connections;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>Endpoints of a provider.</summary>
/// <param name="AuthorizationEndpoint">Where an admin agrees; null when unknown.</param>
/// <param name="TokenEndpoint">Where tokens are issued; null when unknown.</param>
/// <param name="RevocationEndpoint">Where tokens are revoked; null for nowhere.</param>
/// <param name="Issuer">Its identifier; null when only endpoints are known.</param>
/// <param name="SendsIssuer">True when it promises to name itself in the answer to a consent (RFC 9207).</param>
/// <param name="Problem">Why something could not be found; null when all is well.</param>
internal sealed record ProviderEndpoints(
    Uri? AuthorizationEndpoint,
    Uri? TokenEndpoint,
    Uri? RevocationEndpoint,
    string? Issuer,
    bool SendsIssuer,
    string? Problem = null
);

/// <summary>
/// Finds the endpoints of providers by their published metadata (RFC 8414, OpenID Connect Discovery 1.0). What an admin
/// entered wins. Thread-safe.
/// </summary>
internal sealed class ProviderDirectory(GuardedHttp http, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (ProviderEndpoints Found, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Finds the endpoints.</summary>
    /// <param name="target">The connection, whose allowances count.</param>
    /// <param name="settings">Its credential.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known; never throws for what the provider does.</returns>
    public async Task<ProviderEndpoints> FindAsync(ConnectionTarget target, OAuthSettings settings, CancellationToken cancellationToken)
    {
        var entered = new ProviderEndpoints(
            settings.AuthorizationEndpoint,
            settings.TokenEndpoint,
            settings.RevocationEndpoint,
            settings.Issuer,
            SendsIssuer: false
        );
        if (settings.Issuer is not { } issuer)
        {
            return entered;
        }

        // By connection: what one may reach, another may not.
        var key = $"{target.Id} {issuer}";
        if (!_known.TryGetValue(key, out var known) || time.GetUtcNow() >= known.Until)
        {
            known = (await DiscoverAsync(target, issuer, cancellationToken).ConfigureAwait(false), time.GetUtcNow() + FreshFor);
            if (known.Found.Problem is null)
            {
                _known[key] = known;
            }
        }

        return known.Found with
        {
            AuthorizationEndpoint = entered.AuthorizationEndpoint ?? known.Found.AuthorizationEndpoint,
            TokenEndpoint = entered.TokenEndpoint ?? known.Found.TokenEndpoint,
            RevocationEndpoint = entered.RevocationEndpoint ?? known.Found.RevocationEndpoint,
        };
    }

    private async Task<ProviderEndpoints> DiscoverAsync(ConnectionTarget target, string issuer, CancellationToken cancellationToken)
    {
        var problem = $"No metadata was found at {issuer}.";
        foreach (var address in MetadataAddresses(new Uri(issuer)))
        {
            var answer = await GetAsync(target, address, cancellationToken).ConfigureAwait(false);
            if (answer is { Status: 200, Body: { } body } && Read(body) is { } metadata)
            {
                // RFC 8414 §3.3: metadata of somebody else must not be used.
                return string.Equals(metadata.Issuer?.TrimEnd('/'), issuer.TrimEnd('/'), StringComparison.Ordinal)
                    ? metadata
                    : Nothing(issuer, $"The metadata at {address.Host} names another provider. Enter the provider's address exactly as it names itself.");
            }

            problem = answer.Problem ?? problem;
        }

        return Nothing(issuer, problem);
    }

    private async Task<GuardedAnswer> GetAsync(ConnectionTarget target, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await http.SendAsync(target, request, cancellationToken).ConfigureAwait(false);
    }

    private static ProviderEndpoints Nothing(string issuer, string problem) => new(null, null, null, issuer, false, problem);

    private static IEnumerable<Uri> MetadataAddresses(Uri issuer)
    {
        var origin = issuer.GetLeftPart(UriPartial.Authority);
        var path = issuer.AbsolutePath.TrimEnd('/');
        yield return new Uri($"{origin}/.well-known/oauth-authorization-server{path}");
        yield return new Uri($"{origin}{path}/.well-known/openid-configuration");
    }

    private static ProviderEndpoints? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = JsonElement.Parse(body.Span);
            return root.ValueKind is not JsonValueKind.Object
                ? null
                : new ProviderEndpoints(
                    Address(root, "authorization_endpoint"),
                    Address(root, "token_endpoint"),
                    Address(root, "revocation_endpoint"),
                    root.TryGetProperty("issuer", out var issuer) ? issuer.ToString() : null,
                    root.TryGetProperty("authorization_response_iss_parameter_supported", out var sends) && sends.ValueKind is JsonValueKind.True
                );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Uri? Address(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
        && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", UserInfo: "" }
            ? uri
            : null;
}
