using System.Security.Cryptography;
using FlowRuntime.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary><c>POST</c> and <c>GET /conversations/{id}/activities</c>, and the upload that is refused.</summary>
internal static class ActivityEndpoints
{
    private const int PageSize = 1000;

    // The limit of conversations: a longer text would be a fault there, here it gets its answer.
    private const int LongestText = StoredConversations.LongestText;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/conversations/{conversationId}/activities", PostAsync);
        group.MapGet("/conversations/{conversationId}/activities", GetAsync);
        group.MapPost("/conversations/{conversationId}/upload", Upload);
    }

    private static async Task<IResult> PostAsync(
        string conversationId,
        HttpContext http,
        IConversations conversations,
        StreamEchoes echoes,
        TimeProvider time
    )
    {
        var (conversation, refusal) = await ConversationAccess
            .FindAsync(http, conversations, conversationId)
            .ConfigureAwait(false);
        if (conversation is null)
        {
            return refusal!; // one of the two is set
        }

        var (body, unreadable) = await DirectLineBody.ReadAsync(http.Request).ConfigureAwait(false);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var (activity, problem) = PostedActivity.Read(body);
        if (activity is null)
        {
            return DirectLineError.BadArgument(problem!); // one of the two is set
        }

        if (activity.Type == "message")
        {
            return await PostMessageAsync(conversationId, activity, http, conversations).ConfigureAwait(false);
        }

        if (conversation.Owner == ConversationOwner.Closed)
        {
            return DirectLineError.Ended();
        }

        // Nothing answers these, so they get no number; the open streams still hear them, as clients wait for that.
        var id = $"{conversationId}|x{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        if (activity.Type == "endOfConversation")
        {
            await conversations.EndAsync(conversationId, http.RequestAborted).ConfigureAwait(false);
        }
        else if (activity.Type != "typing")
        {
            echoes.Send(
                conversationId,
                ActivityJson.Echo(activity, DirectLineCaller.Of(http), conversationId, id, time.GetUtcNow())
            );
        }

        return Results.Json(new { id });
    }

    private static async Task<IResult> PostMessageAsync(
        string conversationId,
        PostedActivity activity,
        HttpContext http,
        IConversations conversations
    )
    {
        var message = activity.ToMessage(DirectLineCaller.Of(http), conversationId);
        if (message.Input.Text.Length > LongestText)
        {
            return DirectLineError.TooLarge($"'text' has more than {LongestText} characters.");
        }

        if (message.Activity.GetRawText().Length > DirectLineBody.Limit)
        {
            return DirectLineError.TooLarge($"The activity is larger than {DirectLineBody.Limit / 1024} kB.");
        }

        var result = await conversations.PostAsync(conversationId, message, http.RequestAborted).ConfigureAwait(false);
        return result.Status switch
        {
            PostStatus.Accepted or PostStatus.Repeated => Results.Json(
                new { id = ActivityJson.IdOf(conversationId, result.Sequence) }
            ),
            PostStatus.Closed => DirectLineError.Ended(),
            PostStatus.Missing => DirectLineError.Gone(),
            _ => throw new InvalidOperationException($"Unknown outcome of posting: {result.Status}."),
        };
    }

    private static async Task<IResult> GetAsync(string conversationId, HttpContext http, IConversations conversations)
    {
        var (conversation, refusal) = await ConversationAccess
            .FindAsync(http, conversations, conversationId)
            .ConfigureAwait(false);
        if (conversation is null)
        {
            return refusal!; // one of the two is set
        }

        if (!Watermark.TryRead(http.Request.Query["watermark"], out var after))
        {
            return DirectLineError.BadArgument("'watermark' must be one that we gave.");
        }

        after = Math.Min(after, conversation.LastSequence);
        var messages = await conversations
            .ReadAsync(conversationId, after, PageSize, http.RequestAborted)
            .ConfigureAwait(false);
        var activities = messages.Where(ActivityJson.IsForClients).Select(m => ActivityJson.Of(conversationId, conversation.BotId, m));
        return Results.Json(
            new ActivitySet([.. activities], Watermark.Write(messages.Count > 0 ? messages[^1].Sequence : after))
        );
    }

    private static IResult Upload(string conversationId) =>
        DirectLineError.NotSupported("Files are not accepted. Send the message without its attachments.");
}
