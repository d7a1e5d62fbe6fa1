using System.Net.Http.Headers;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Connectors.OpenApi.Making;

/// <summary>Makes credential kinds of security schemes; those that are needed together become one kind.</summary>
/// <param name="losses">Takes what is not used.</param>
internal sealed class Credentials(Losses losses)
{
    private const string Secret = "value";
    private const string User = "username";
    private const string Password = "password";

    /// <summary>Makes the kinds.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Kinds with different keys, none last; never empty.</returns>
    public IReadOnlyList<CredentialKind> Make(ApiDocument document)
    {
        var schemes = document.Schemes.DistinctBy(s => s.Name, StringComparer.Ordinal).ToDictionary(s => s.Name, StringComparer.Ordinal);
        if (schemes.Count == 0)
        {
            // The document is silent; most interfaces want one of these all the same.
            return [CredentialKinds.None, CredentialKinds.Bearer, CredentialKinds.ApiKey, Basic("basic", "User name and password")];
        }

        var kinds = new OrderedDictionary<string, CredentialKind>(StringComparer.Ordinal);
        foreach (var kind in Alternatives(document, schemes).SelectMany(KindsOf))
        {
            kinds.TryAdd(kind.Key, kind);
        }

        kinds.TryAdd(CredentialKinds.None.Key, CredentialKinds.None);
        return [.. kinds.Values];
    }

    /// <summary>Different sets of schemes that operations ask for; each scheme by itself when none asks.</summary>
    private static List<List<ApiScheme>> Alternatives(ApiDocument document, Dictionary<string, ApiScheme> schemes)
    {
        var asked = document
            .Operations.SelectMany(o => o.Security ?? [])
            .Where(names => names.Count > 0 && names.All(schemes.ContainsKey))
            .DistinctBy(names => string.Join(' ', names.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .Select(names => names.Select(n => schemes[n]).ToList())
            .Take(20)
            .ToList();
        return asked.Count > 0 ? asked : [.. schemes.Values.Take(20).Select(s => new List<ApiScheme> { s })];
    }

    private IEnumerable<CredentialKind> KindsOf(List<ApiScheme> together)
    {
        if (together is [var only])
        {
            return KindsOf(only);
        }

        if (together.TrueForAll(s => SimpleKind(s) is not null))
        {
            return [Combined(together)];
        }

        losses.Add("Credentials that are needed together are offered one by one.", string.Join(" + ", together.Select(s => s.Name)));
        return together.SelectMany(KindsOf);
    }

    private IEnumerable<CredentialKind> KindsOf(ApiScheme scheme)
    {
        if (SimpleKind(scheme) is { } simple)
        {
            return [simple];
        }

        switch (scheme.Kind)
        {
            case ApiSchemeKind.OAuth2 or ApiSchemeKind.OpenIdConnect:
                return OAuth(scheme);
            case ApiSchemeKind.Certificate:
                return [CertificateCredential.Kind with { Key = KeyOf(scheme, "certificate") }];
            default:
                losses.Add("A way to prove who we are is not known; a key in a header or a signature is offered instead.", scheme.Name);
                return [CredentialKinds.ApiKey, HmacCredential.Kind];
        }
    }

    private static IEnumerable<CredentialKind> OAuth(ApiScheme scheme)
    {
        var scopes = string.Join(' ', scheme.Flows.SelectMany(f => f.Scopes).Distinct(StringComparer.Ordinal).Take(100));
        foreach (var grant in (OAuthGrant[])[OAuthGrant.AuthorizationCode, OAuthGrant.ClientCredentials])
        {
            var name = grant is OAuthGrant.AuthorizationCode ? "authorizationCode" : "clientCredentials";
            var flow = scheme.Flows.FirstOrDefault(f => f.Kind == name);
            if (flow is null && scheme.Kind != ApiSchemeKind.OpenIdConnect)
            {
                continue;
            }

            var known = new Dictionary<string, string>(StringComparer.Ordinal);
            AddAddress(known, OAuthFields.AuthorizationEndpoint, grant is OAuthGrant.AuthorizationCode ? flow?.AuthorizationUrl : null);
            AddAddress(known, OAuthFields.TokenEndpoint, flow?.TokenUrl);
            AddAddress(known, OAuthFields.Issuer, IssuerOf(scheme.Discovery));
            var kind = OAuthCredential.Kind(grant, $"OAuth 2.0 {(grant is OAuthGrant.AuthorizationCode ? "with sign-in" : "for the connection itself")}", known);
            yield return kind with
            {
                Key = KeyOf(scheme, grant is OAuthGrant.AuthorizationCode ? "code" : "client"),
                Fields = [.. kind.Fields.Select(f => f.Name == OAuthFields.Scopes && scopes.Length > 0 ? f with { Help = $"{f.Help} Known: {PlainText.Of(scopes, 400)}." } : f)],
            };
        }

        // Flows for browsers and passwords end in a token as well, and many systems hand out tokens for good.
        yield return CredentialKinds.Bearer with { Key = KeyOf(scheme, "token"), Title = "Access token" };
    }

    private static void AddAddress(Dictionary<string, string> known, string name, string? address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http", UserInfo: "", Fragment: "" })
        {
            // As it is written: an issuer is compared letter by letter (RFC 9207).
            known[name] = address!.Trim(); // an address was made of it
        }
    }

    private static string? IssuerOf(string? discovery) =>
        discovery?.Replace("/.well-known/openid-configuration", "", StringComparison.Ordinal);

    private static CredentialKind? SimpleKind(ApiScheme scheme) =>
        scheme.Kind switch
        {
            ApiSchemeKind.KeyInHeader when HeaderNames.IsValid(scheme.Parameter) => Key(scheme, $"Key in {scheme.Parameter}", CredentialKinds.ApiKey.Apply, "header"),
            ApiSchemeKind.KeyInQuery when scheme.Parameter.Length > 0 => Key(scheme, $"Key {scheme.Parameter} in the address", QueryKeyCredential.Kind.Apply, "parameter"),
            ApiSchemeKind.KeyInCookie when HeaderNames.IsValid(scheme.Parameter) => Key(scheme, $"Key in cookie {scheme.Parameter}", AddCookie, "cookie"),
            ApiSchemeKind.Basic => Basic(KeyOf(scheme, ""), "User name and password"),
            ApiSchemeKind.Bearer => CredentialKinds.Bearer with { Key = KeyOf(scheme, "") },
            _ => null,
        };

    /// <summary>A kind whose one field is the key; where it goes stands in the document.</summary>
    private static CredentialKind Key(ApiScheme scheme, string title, Action<HttpRequestMessage, IReadOnlyDictionary<string, string>> apply, string place) =>
        new(
            KeyOf(scheme, ""),
            title,
            [new FieldDefinition(Secret, "Key", scheme.Summary.Length > 0 ? scheme.Summary : "The key.", FieldKind.Secret, Required: true)],
            (request, fields) => apply(request, new Dictionary<string, string> { [place] = scheme.Parameter, [Secret] = fields[Secret] })
        );

    private static CredentialKind Basic(string key, string title) =>
        CredentialKinds.Basic(
            title,
            new FieldDefinition(User, "User name", "Name of the account.", FieldKind.Text, Required: true),
            new FieldDefinition(Password, "Password", "Its password.", FieldKind.Secret, Required: true)
        ) with
        {
            Key = key,
        };

    private static CredentialKind Combined(List<ApiScheme> together)
    {
        var parts = together.ConvertAll(s => (Prefix: KeyOf(s, ""), Kind: SimpleKind(s)!)); // the caller has asked
        return new CredentialKind(
            OperationKeys.From(string.Join(' ', parts.Select(p => p.Prefix))) ?? "together",
            string.Join(" and ", parts.Select(p => p.Kind.Title)),
            [
                .. parts.SelectMany(p =>
                    p.Kind.Fields.Select(f => f with { Name = NameOf(p.Prefix, f.Name), Label = $"{f.Label} ({p.Prefix})" })
                ),
            ],
            (request, fields) =>
            {
                foreach (var (prefix, kind) in parts)
                {
                    kind.Apply(request, kind.Fields.ToDictionary(f => f.Name, f => fields[NameOf(prefix, f.Name)]));
                }
            }
        );
    }

    private static string NameOf(string prefix, string field) => prefix + char.ToUpperInvariant(field[0]) + field[1..];

    private static void AddCookie(HttpRequestMessage request, IReadOnlyDictionary<string, string> secret)
    {
        var own = $"{secret["cookie"]}={Uri.EscapeDataString(secret[Secret])}";
        var others = request.Headers.TryGetValues("Cookie", out var cookies) ? string.Join("; ", cookies) : "";
        request.Headers.Remove("Cookie");
        request.Headers.TryAddWithoutValidation("Cookie", others.Length == 0 ? own : $"{others}; {own}");
    }

    private static string KeyOf(ApiScheme scheme, string suffix) => OperationKeys.From($"{scheme.Name} {suffix}") ?? "key";
}
