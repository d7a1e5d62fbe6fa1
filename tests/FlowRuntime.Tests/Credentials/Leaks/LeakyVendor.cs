using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Tests.Credentials.Leaks;

/// <summary>A system that repeats whatever it is sent, in every form and place, and a connector for it with every kind of credential.</summary>
internal static class LeakyVendor
{
    public const string AccessToken = "cnry-access-7Jq+/=&%Z";
    public const string RefreshToken = "cnry-refresh-7Jq+/=&%Z";

    public static ConnectorDefinition Connector { get; } =
        new(
            "leaky",
            "Leaky",
            "A system that repeats what it is sent.",
            "globe",
            [new FieldDefinition("url", "Address", "Where it is.", FieldKind.Text, Required: true)],
            [
                CredentialKinds.Basic(
                    "Basic",
                    new FieldDefinition("username", "User", "Name.", FieldKind.Text, Required: true),
                    new FieldDefinition("password", "Password", "Password.", FieldKind.Secret, Required: true)
                ),
                CredentialKinds.Bearer,
                CredentialKinds.ApiKey,
                QueryKeyCredential.Kind,
                HmacCredential.Kind,
                CertificateCredential.Kind,
                OAuthCredential.ClientCredentials,
                OAuthCredential.AuthorizationCode,
            ],
            settings => BaseAddresses.From(settings, "url"),
            ProbeAsync
        )
        {
            Operations =
            [
                new OperationDefinition("get", "Get", "Gets something.", new HttpOperation(HttpMethod.Get, "{path}").RunAsync)
                {
                    Fields = [new FieldDefinition("path", "Path", "What to get.", FieldKind.Text, Required: true)],
                    Errors = HttpOperation.Errors("leaky", "Leaky"),
                },
            ],
        };

    /// <summary>Answers with all that it got: as it is, decoded, in JSON with every character escaped, in headers and in its errors.</summary>
    public static async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal))
        {
            await http.Response.WriteAsJsonAsync(new { access_token = AccessToken, refresh_token = RefreshToken, expires_in = 3600, token_type = "bearer" });
            return;
        }

        if (http.Request.Path.Value.EndsWith("abort", StringComparison.Ordinal))
        {
            http.Abort();
            return;
        }

        var seen = string.Join(" | ", http.Request.Headers.Select(h => $"{h.Key}: {h.Value}").Append(http.Request.QueryString.Value).Append(Decoded(http)));
        var escaped = string.Concat(seen.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));
        http.Response.StatusCode = http.Request.Path.Value switch
        {
            "/api/denied" => 401,
            "/api/error" => 500,
            "/api/wrong" => 422,
            _ => 200,
        };
        http.Response.Headers["X-Debug"] = http.Request.Headers.Authorization.ToString();
        http.Response.Headers.WWWAuthenticate = $"Bearer error=\"{Uri.EscapeDataString(Decoded(http))}\"";
        if (http.Request.Path.Value.EndsWith("plain", StringComparison.Ordinal))
        {
            await http.Response.WriteAsync(seen);
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{ "seen": {{JsonSerializer.Serialize(seen)}}, "message": "{{escaped}}", "error": { "message": "{{escaped}}" } }""");
    }

    private static string Decoded(HttpContext http) =>
        AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var proof) && proof is { Scheme: "Basic", Parameter: { } basic }
            ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(basic))
            : http.Request.Query["key"].ToString();

    private static async Task<ProbeResult> ProbeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var response = await connection.Http.GetAsync(new Uri("denied", UriKind.Relative), cancellationToken);
        return new ProbeResult(false, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
