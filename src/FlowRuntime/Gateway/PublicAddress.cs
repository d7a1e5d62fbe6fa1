using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway;

/// <summary>The address under which a client reached us, in front of any proxy.</summary>
internal static class PublicAddress
{
    /// <summary>
    /// Scheme, host and base path, for example <c>wss://chat.example</c>. A proxy's <c>X-Forwarded-…</c> headers count
    /// even where the site has no list of known proxies: the address goes back to the same client only, a page of
    /// another origin cannot send these headers, and without them a stream behind a proxy would point to nowhere.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="scheme"><c>http</c> or <c>ws</c>; an <c>s</c> is added where the client came by TLS.</param>
    public static string Of(HttpRequest request, string scheme)
    {
        var proto = First(request.Headers["X-Forwarded-Proto"]);
        var secure = proto is null ? request.IsHttps : proto is "https" or "wss";
        return $"{scheme}{(secure ? "s" : "")}://{HostOf(request)}{request.PathBase}";
    }

    private static HostString HostOf(HttpRequest request)
    {
        var forwarded = First(request.Headers["X-Forwarded-Host"]);
        return forwarded is not null && Uri.TryCreate($"http://{forwarded}/", UriKind.Absolute, out var uri) && IsBare(uri)
            ? new HostString(forwarded)
            : request.Host;
    }

    private static bool IsBare(Uri uri) => uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" };

    /// <summary>With several proxies the first entry is the one the client saw.</summary>
    private static string? First(string? header) =>
        header?.Split(',', 2)[0].Trim() is { Length: > 0 } first ? first : null;
}
