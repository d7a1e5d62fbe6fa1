using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Who calls: the holder of a bot's secret, or of a token for one conversation.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="ConversationId">The token's conversation; null for a secret, which opens all of its bot.</param>
/// <param name="UserId">Verified id of the visitor, starting with <c>dl_</c>; null when the token names none.</param>
/// <param name="UserName">Name beside the verified id; null when there is none.</param>
/// <param name="Origins">Origins of pages that may use the token; empty for all.</param>
internal sealed record DirectLineCaller(
    string BotId,
    string? ConversationId,
    string? UserId,
    string? UserName,
    IReadOnlyList<string> Origins
)
{
    /// <summary>What an id must start with to be taken as proven by the token.</summary>
    public const string UserIdPrefix = "dl_";

    /// <summary>The caller of a request that passed <see cref="DirectLineDoor"/>.</summary>
    public static DirectLineCaller Of(HttpContext http) => http.Features.GetRequiredFeature<DirectLineCaller>();

    /// <summary>The same caller with a token for one conversation.</summary>
    public DirectLineCaller In(string conversationId) => this with { ConversationId = conversationId };

    /// <summary>Whether a request from this page may use the token; requests that are not from a page always may.</summary>
    public bool Trusts(string? origin) =>
        string.IsNullOrEmpty(origin) || Origins.Count == 0 || Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Id of the contact: the verified one, else one of ours. Never a bare <c>from.id</c>.</summary>
    public string ContactIn(string conversationId) => UserId ?? $"visitor-{conversationId}";
}
