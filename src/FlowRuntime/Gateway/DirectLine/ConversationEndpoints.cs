using System.Text.Json;
using FlowRuntime.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary><c>POST /conversations</c> and <c>GET /conversations/{id}</c>.</summary>
internal static class ConversationEndpoints
{
    /// <summary>Key of this channel.</summary>
    public const string Channel = "directline";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/conversations", StartAsync);
        group.MapGet("/conversations/{conversationId}", ReconnectAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext http, IConversations conversations, DirectLineGrants grants)
    {
        var (body, refusal) = await DirectLineBody.ReadAsync(http.Request).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var caller = DirectLineCaller.Of(http);
        var conversationId = caller.ConversationId ?? DirectLineGrants.NewConversationId();
        var starting = Starting(caller, body).In(conversationId);
        var opening = new ConversationOpening(
            conversationId,
            caller.BotId,
            Channel,
            starting.ContactIn(conversationId),
            starting.UserName,
            Text(body, "locale")
        );
        var isNew = await conversations.OpenAsync(opening, http.RequestAborted).ConfigureAwait(false);
        // Also a conversation that had started is streamed from its first message: whoever starts has seen nothing,
        // for example because the first answer was lost.
        var grant = await grants.StreamAsync(http, starting, afterSequence: 0).ConfigureAwait(false);
        return Results.Json(grant, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ReconnectAsync(
        string conversationId,
        HttpContext http,
        IConversations conversations,
        DirectLineGrants grants
    )
    {
        var (conversation, refusal) = await ConversationAccess
            .FindAsync(http, conversations, conversationId)
            .ConfigureAwait(false);
        if (conversation is null)
        {
            return refusal!; // one of the two is set
        }

        // An empty watermark comes from a client that has seen nothing yet; none at all asks for what is new from now.
        if (!Watermark.TryRead(http.Request.Query["watermark"], out var after))
        {
            return DirectLineError.BadArgument("'watermark' must be one that we gave.");
        }

        after = http.Request.Query.ContainsKey("watermark") ? after : conversation.LastSequence;
        var grant = await grants
            .StreamAsync(http, DirectLineCaller.Of(http).In(conversationId), after)
            .ConfigureAwait(false);
        return Results.Json(grant);
    }

    /// <summary>Only the holder of the secret may name the visitor here; with a token, the token alone decides.</summary>
    private static DirectLineCaller Starting(DirectLineCaller caller, JsonElement body)
    {
        var user =
            body.ValueKind == JsonValueKind.Object && body.TryGetProperty("user", out var given) ? given : default;
        return
            caller.ConversationId is null
            && Text(user, "id") is { } id
            && id.StartsWith(DirectLineCaller.UserIdPrefix, StringComparison.Ordinal)
            ? caller with
            {
                UserId = id,
                UserName = Text(user, "name"),
            }
            : caller;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
