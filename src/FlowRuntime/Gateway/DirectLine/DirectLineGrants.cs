using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Makes what clients get in hand: a token for a conversation and the address of its stream.</summary>
internal sealed class DirectLineGrants(DirectLineTokens tokens)
{
    /// <summary>How long a token is good; clients refresh at half of it.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(30);

    /// <summary>How long a client has to open the stream whose address it got.</summary>
    public static readonly TimeSpan StreamOpensWithin = TimeSpan.FromSeconds(60);

    /// <summary>An id that nobody guesses: 26 characters, lower case and digits, safe in paths.</summary>
    public static string NewConversationId() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 26);

    /// <summary>A token without a stream: the conversation need not have started.</summary>
    public async Task<TokenGrant> TokenAsync(DirectLineCaller caller, CancellationToken cancellationToken) =>
        new(
            caller.ConversationId!, // every caller here was given a conversation
            await tokens
                .IssueAsync(caller, DirectLineTokens.ForConversation, TokenLifetime, cancellationToken)
                .ConfigureAwait(false),
            (int)TokenLifetime.TotalSeconds
        );

    /// <summary>A token and a stream that goes on after a message.</summary>
    public async Task<StreamGrant> StreamAsync(HttpContext http, DirectLineCaller caller, long afterSequence)
    {
        var token = await TokenAsync(caller, http.RequestAborted).ConfigureAwait(false);
        var key = await tokens
            .IssueAsync(caller, DirectLineTokens.ForStream, StreamOpensWithin, http.RequestAborted)
            .ConfigureAwait(false);
        var query = new QueryBuilder { { "watermark", Watermark.Write(afterSequence) }, { "t", key } };
        var address =
            $"{PublicAddress.Of(http.Request, "ws")}{DirectLineRegistration.Path}/conversations/{token.ConversationId}/stream{query}";
        return new StreamGrant(token.ConversationId, token.Token, token.ExpiresIn, address);
    }
}

/// <summary>Answer to <c>tokens/generate</c> and <c>tokens/refresh</c>.</summary>
internal sealed record TokenGrant(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn
);

/// <summary>Answer to starting and to coming back to a conversation.</summary>
internal sealed record StreamGrant(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string StreamUrl
);
