using FlowRuntime.Conversations;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Opens a conversation for those it belongs to.</summary>
internal static class ConversationAccess
{
    /// <summary>Reads it; exactly one of the two is null.</summary>
    public static async Task<(ConversationSummary? Conversation, IResult? Refusal)> FindAsync(
        HttpContext http,
        IConversations conversations,
        string conversationId
    )
    {
        var caller = DirectLineCaller.Of(http);
        if (caller.ConversationId is not null && caller.ConversationId != conversationId)
        {
            return (null, DirectLineError.OtherConversation());
        }

        var conversation = await conversations.FindAsync(conversationId, http.RequestAborted).ConfigureAwait(false);
        return conversation switch
        {
            null => (null, DirectLineError.Gone()),
            _ when conversation.BotId != caller.BotId => (null, DirectLineError.OtherConversation()),
            _ => (conversation, null),
        };
    }
}
