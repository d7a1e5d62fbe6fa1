using System.Buffers.Text;
using System.Security.Cryptography;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.Management;

/// <summary>
/// <c>/connections/oauth/…</c>: takes the browser of an administrator to a provider and back. What came of it stands in the
/// query of the connections page: <c>connected=name</c>, or <c>refused=code</c>.
/// </summary>
internal static class OAuthEndpoints
{
    private const string Path = "/connections/oauth";
    private const string Cookie = "fs-oauth";

    public static void MapOAuth(this IEndpointRouteBuilder endpoints)
    {
        var oauth = endpoints
            .MapGroup(Path)
            .RequireAuthorization(new AuthorizeAttribute { Roles = PersonRoles.Admin })
            .ExcludeFromDescription();
        oauth.MapGet("/start", StartAsync);
        oauth.MapGet("/callback", CallbackAsync);
    }

    private static async Task<RedirectHttpResult> StartAsync(
        string connection,
        HttpContext context,
        IOAuthConsent consent,
        CancellationToken cancellationToken,
        string environment = ConnectionEnvironment.Live
    )
    {
        var mark = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var callback = new Uri($"{PublicAddress.Of(context.Request, "http")}{Path}/callback");
        var start = await consent
            .BeginAsync(connection, environment, Session(context, mark), callback, context.User.Identity!.Name!, cancellationToken) // administrators have names
            .ConfigureAwait(false);
        if (start.Address is not { } address)
        {
            return Back("refused", start.Code ?? "oauth.provider", connection);
        }

        // Lax, because the way back begins at the provider.
        context.Response.Cookies.Append(
            Cookie,
            mark,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = callback.Scheme == Uri.UriSchemeHttps,
                SameSite = SameSiteMode.Lax,
                Path = context.Request.PathBase + Path,
                MaxAge = OAuthConsent.Longest,
            }
        );
        return TypedResults.Redirect(address.AbsoluteUri);
    }

    private static async Task<RedirectHttpResult> CallbackAsync(
        HttpContext context,
        IOAuthConsent consent,
        CancellationToken cancellationToken,
        string? state = null,
        string? code = null,
        string? error = null,
        string? iss = null
    )
    {
        // The code stands in this page's address: it must not reach another site or a cache.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        var mark = context.Request.Cookies[Cookie] ?? "";
        var result = await consent
            .CompleteAsync(new ConsentAnswer(state, code, error, iss), Session(context, mark), cancellationToken)
            .ConfigureAwait(false);
        return result.Ok ? Back("connected", result.Name, null) : Back("refused", result.Code, result.Name);
    }

    /// <summary>The browser by its cookie, and the person: neither alone ends what the other began.</summary>
    private static string Session(HttpContext context, string mark) => $"{mark} {context.User.Identity?.Name}";

    private static RedirectHttpResult Back(string what, string? value, string? connection) =>
        TypedResults.LocalRedirect(
            $"~/connections?{what}={Uri.EscapeDataString(value ?? "")}"
                + (connection is null ? "" : $"&connection={Uri.EscapeDataString(connection)}")
        );
}
