namespace Connectors.OpenApi.Reading;

/// <summary>Reads ways to prove who we are.</summary>
internal static class SecuritySchemes
{
    /// <summary>A security scheme object of 3.x.</summary>
    public static ApiScheme Read3(string name, SpecNode scheme)
    {
        var summary = PlainText.Of(scheme.Text("description"));
        return scheme.Text("type") switch
        {
            "apiKey" => Key(name, scheme, summary),
            "http" => Http(name, scheme.Text("scheme") ?? "", summary),
            "oauth2" => new ApiScheme(name, ApiSchemeKind.OAuth2, "", summary, [.. Flows(scheme["flows"])]),
            "openIdConnect" => new ApiScheme(name, ApiSchemeKind.OpenIdConnect, "", summary, [], scheme.Text("openIdConnectUrl")),
            "mutualTLS" => new ApiScheme(name, ApiSchemeKind.Certificate, "", summary, []),
            "basic" => new ApiScheme(name, ApiSchemeKind.Basic, "", summary, []),
            var type => new ApiScheme(name, ApiSchemeKind.Unknown, type ?? "", summary, []),
        };
    }

    /// <summary>A security scheme object of 2.0.</summary>
    public static ApiScheme Read2(string name, SpecNode scheme)
    {
        if (scheme.Text("type") != "oauth2" || scheme.Raw("flows").Exists)
        {
            return Read3(name, scheme);
        }

        var kind = scheme.Text("flow") switch
        {
            "accessCode" => "authorizationCode",
            "application" => "clientCredentials",
            var other => other ?? "",
        };
        return new ApiScheme(name, ApiSchemeKind.OAuth2, "", PlainText.Of(scheme.Text("description")), [Flow(kind, scheme)]);
    }

    private static ApiScheme Key(string name, SpecNode scheme, string summary)
    {
        var kind = scheme.Text("in") switch
        {
            "query" => ApiSchemeKind.KeyInQuery,
            "cookie" => ApiSchemeKind.KeyInCookie,
            "header" or null => ApiSchemeKind.KeyInHeader,
            _ => ApiSchemeKind.Unknown,
        };
        return new ApiScheme(name, kind, scheme.Text("name") ?? "", summary, []);
    }

    private static ApiScheme Http(string name, string scheme, string summary)
    {
        var kind = scheme.ToUpperInvariant() switch
        {
            "BASIC" => ApiSchemeKind.Basic,
            "BEARER" or "OAUTH" => ApiSchemeKind.Bearer,
            "MUTUAL" => ApiSchemeKind.Certificate,
            _ => ApiSchemeKind.Unknown,
        };
        return new ApiScheme(name, kind, scheme, summary, []);
    }

    private static IEnumerable<ApiFlow> Flows(SpecNode flows) => flows.Members.Where(f => f.Value.IsObject).Select(f => Flow(f.Name, f.Value));

    private static ApiFlow Flow(string kind, SpecNode flow) =>
        new(kind, flow.Text("authorizationUrl"), flow.Text("tokenUrl"), [.. flow["scopes"].Members.Select(s => s.Name)]);
}
