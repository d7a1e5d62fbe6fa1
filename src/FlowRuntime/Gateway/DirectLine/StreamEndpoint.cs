using FlowRuntime.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>
/// <c>GET /conversations/{id}/stream?watermark=7&amp;t=…</c>: the WebSocket of a conversation. Browsers cannot send
/// headers with it, so a token of one minute stands in the query.
/// </summary>
internal static class StreamEndpoint
{
    // A peer that vanished without a word is noticed after this long at most.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(20);

    public static void Map(RouteGroupBuilder group) => group.MapGet("/conversations/{conversationId}/stream", OpenAsync);

    private static async Task<IResult> OpenAsync(
        string conversationId,
        HttpContext http,
        DirectLineTokens tokens,
        IConversations conversations,
        ActivityStreams streams,
        IHostApplicationLifetime lifetime
    )
    {
        DirectLineDoor.AllowCrossOrigin(http.Response);
        var (caller, refusal) = await IdentifyAsync(http, conversationId, tokens).ConfigureAwait(false);
        if (caller is null)
        {
            return refusal!; // one of the two is set
        }

        if (!Watermark.TryRead(http.Request.Query["watermark"], out var after))
        {
            return DirectLineError.BadArgument("'watermark' must be one that we gave.");
        }

        if (await conversations.FindAsync(conversationId, http.RequestAborted).ConfigureAwait(false) is null)
        {
            return DirectLineError.Gone();
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            return DirectLineError.BadArgument("This address is a WebSocket's.");
        }

        var accepting = new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PongWithin };
        using var socket = await http.WebSockets.AcceptWebSocketAsync(accepting).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        await streams.RunAsync(socket, conversationId, caller.BotId, after, ending.Token).ConfigureAwait(false);
        return Results.Empty;
    }

    private static async Task<(DirectLineCaller? Caller, IResult? Refusal)> IdentifyAsync(
        HttpContext http,
        string conversationId,
        DirectLineTokens tokens
    )
    {
        var token = http.Request.Query["t"].ToString();
        if (token.Length == 0)
        {
            return (null, DirectLineError.MissingAuthorization());
        }

        var (caller, expired) = await tokens
            .ReadAsync(token, DirectLineTokens.ForStream, http.RequestAborted)
            .ConfigureAwait(false);
        if (caller is null)
        {
            return (null, expired ? DirectLineError.TokenExpired() : DirectLineError.InvalidToken());
        }

        if (caller.ConversationId != conversationId)
        {
            return (null, DirectLineError.OtherConversation());
        }

        return caller.Trusts(http.Request.Headers.Origin)
            ? (caller, null)
            : (null, DirectLineError.UntrustedOrigin());
    }
}
