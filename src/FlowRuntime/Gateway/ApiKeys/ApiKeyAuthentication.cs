using System.Security.Claims;
using System.Text.Encodings.Web;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.ApiKeys;

/// <summary>Knows callers of the management API by <c>Authorization: Bearer key</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeyStore keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>Type of the claim that holds one scope.</summary>
    public const string ScopeClaim = "scope";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var key = await keys.FindAsync(header[Prefix.Length..].Trim(), Context.RequestAborted).ConfigureAwait(false);
        if (key is null)
        {
            return AuthenticateResult.Fail("The key is not known.");
        }

        var claims = key
            .Scopes.Split(' ')
            .Select(s => new Claim(ScopeClaim, s))
            .Append(new Claim(ClaimTypes.Name, $"key {key.Name}"));
        var identity = new ClaimsIdentity(claims, SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var sent = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = sent ? "Bearer error=\"invalid_token\"" : "Bearer";
        return ApiProblem
            .Of(
                StatusCodes.Status401Unauthorized,
                "unauthorized",
                sent ? "The API key is not known." : "Send an API key: Authorization: Bearer <key>."
            )
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem
            .Of(StatusCodes.Status403Forbidden, "forbidden", "The API key lacks the scope for this call.")
            .ExecuteAsync(Context);
}
