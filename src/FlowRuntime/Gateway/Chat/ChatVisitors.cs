using FlowRuntime.Gateway.DirectLine;

namespace FlowRuntime.Gateway.Chat;

/// <summary>Remembers in a signed cookie who a visitor is and which conversation is open.</summary>
internal sealed class ChatVisitors(DirectLineTokens tokens)
{
    /// <summary>A new conversation, for the same visitor where it is a known one.</summary>
    public static DirectLineCaller NewConversation(string botId, DirectLineCaller? known) =>
        new(
            botId,
            DirectLineGrants.NewConversationId(),
            known?.UserId ?? $"{DirectLineCaller.UserIdPrefix}{DirectLineGrants.NewConversationId()}",
            null,
            []
        );

    /// <summary>Reads a cookie; null when there is none, or it is not ours, expired, or of another bot.</summary>
    public async Task<DirectLineCaller?> ReadAsync(string? cookie, string botId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(cookie))
        {
            return null;
        }

        var (visitor, _) = await tokens
            .ReadAsync(cookie, DirectLineTokens.ForResuming, cancellationToken)
            .ConfigureAwait(false);
        return visitor?.BotId == botId ? visitor : null;
    }

    /// <summary>Writes a cookie.</summary>
    public Task<string> WriteAsync(DirectLineCaller visitor, TimeSpan lifetime, CancellationToken cancellationToken) =>
        tokens.IssueAsync(visitor, DirectLineTokens.ForResuming, lifetime, cancellationToken);
}
