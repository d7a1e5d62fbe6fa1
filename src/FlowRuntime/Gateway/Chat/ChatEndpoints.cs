using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Chat;

/// <summary><c>GET /chat/{bot}</c> and <c>POST /chat/{bot}/token</c>.</summary>
internal static class ChatEndpoints
{
    private const string Cookie = "fs-chat";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/{bot}", ShowAsync);
        group.MapPost("/{bot}/token", IssueAsync);
    }

    private static async Task<IResult> ShowAsync(string bot, HttpContext http, IFlowLibrary library) =>
        await ChatBot.FindAsync(library, bot, http.RequestAborted).ConfigureAwait(false) is { } found
            ? ChatPage.Of(http, found)
            : ChatPage.Closed(http);

    private static async Task<IResult> IssueAsync(
        string bot,
        bool? startOver,
        HttpContext http,
        IFlowLibrary library,
        ChatLimit limit,
        ChatVisitors visitors,
        DirectLineGrants grants,
        IOptions<ChatOptions> options
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!limit.Allows(http.Connection.RemoteIpAddress, out var wait))
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return Refused(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many chats from this address. Try again later.");
        }

        if (await ChatBot.FindAsync(library, bot, http.RequestAborted).ConfigureAwait(false) is not { } found)
        {
            return Refused(StatusCodes.Status404NotFound, "BotNotFound", "There is no bot to chat with here.");
        }

        if (!ChatOrigin.IsAllowed(http.Request, found.Origins))
        {
            return Refused(StatusCodes.Status403Forbidden, "UntrustedOrigin", "Pages of this origin may not open the chat.");
        }

        var known = await visitors
            .ReadAsync(http.Request.Cookies[Cookie], found.Id, http.RequestAborted)
            .ConfigureAwait(false);
        var visitor = startOver == true || known is null ? ChatVisitors.NewConversation(found.Id, known) : known;
        var lifetime = TimeSpan.FromDays(options.Value.ResumeDays);
        var kept = await visitors.WriteAsync(visitor, lifetime, http.RequestAborted).ConfigureAwait(false);
        http.Response.Cookies.Append(Cookie, kept, CookieFor(http.Request, found.Id, lifetime));
        return Results.Json(await grants.TokenAsync(visitor, http.RequestAborted).ConfigureAwait(false));
    }

    /// <summary>One cookie a bot, for its chat only; scripts never see it.</summary>
    private static CookieOptions CookieFor(HttpRequest request, string botId, TimeSpan lifetime) =>
        new()
        {
            Path = $"{request.PathBase}/chat/{botId}",
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = PublicAddress.Of(request, "http").StartsWith("https:", StringComparison.Ordinal),
            MaxAge = lifetime,
        };

    private static IResult Refused(int status, string code, string message) =>
        Results.Json(new { error = new { code, message } }, statusCode: status);
}
