using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Chat;

/// <summary>Which pages may fetch a token.</summary>
internal static class ChatOrigin
{
    /// <summary>
    /// Our own page and those on the bot's list. Browsers name the origin with every POST; who is no browser has no
    /// cookie of a visitor to misuse, and is held by the rate limit alone.
    /// </summary>
    public static bool IsAllowed(HttpRequest request, IReadOnlyList<string> listed)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || request.Headers["Sec-Fetch-Site"] == "same-origin"
            || IsSame(origin, request)
            || listed.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsSame(string origin, HttpRequest request)
    {
        var own = PublicAddress.Of(request, "http");
        return Uri.TryCreate(own, UriKind.Absolute, out var address)
            && string.Equals(origin, address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
    }
}
