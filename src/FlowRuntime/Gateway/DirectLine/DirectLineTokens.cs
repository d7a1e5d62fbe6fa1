using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>
/// Signs and reads tokens. They are JWTs because clients read the claim <c>user</c>; HS256 because nobody but us
/// verifies them. The key is made once and kept with the secrets, so tokens survive a restart.
/// </summary>
internal sealed class DirectLineTokens(IChannelSecretStore store, TimeProvider time)
{
    /// <summary>Use of a token that clients send as bearer.</summary>
    public const string ForConversation = "directline";

    /// <summary>Use of a token that opens a stream; it stands in a URL, so it lives for a minute only.</summary>
    public const string ForStream = "directline/stream";

    /// <summary>Use of a token that resumes a chat from its cookie.</summary>
    public const string ForResuming = "chat/resume";

    private const string Issuer = "flowstudio";
    private const string KeyName = "directline/signing-key";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private SymmetricSecurityKey? _key;

    /// <summary>Signs a token that holds what the caller may do.</summary>
    public async Task<string> IssueAsync(
        DirectLineCaller caller,
        string use,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            ["bot"] = caller.BotId,
            ["conv"] = caller.ConversationId ?? throw new ArgumentException("A token needs a conversation.", nameof(caller)),
            // A refreshed token differs from the one it replaces even within the same second.
            ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
        };
        AddIfGiven(claims, "user", caller.UserId);
        AddIfGiven(claims, "name", caller.UserName);
        if (caller.Origins.Count > 0)
        {
            claims["origins"] = caller.Origins.ToArray();
        }

        return _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = use,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + lifetime,
                Claims = claims,
                SigningCredentials = new SigningCredentials(
                    await KeyAsync(cancellationToken).ConfigureAwait(false),
                    SecurityAlgorithms.HmacSha256
                ),
            }
        );
    }

    /// <summary>Reads a token; the caller is null when it is not ours, not for this use, or expired.</summary>
    public async Task<(DirectLineCaller? Caller, bool Expired)> ReadAsync(
        string token,
        string use,
        CancellationToken cancellationToken
    )
    {
        var expired = false;
        var result = await _handler
            .ValidateTokenAsync(
                token,
                new TokenValidationParameters
                {
                    ValidIssuer = Issuer,
                    ValidAudience = use,
                    ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                    IssuerSigningKey = await KeyAsync(cancellationToken).ConfigureAwait(false),
                    // Noted too: an expired token gets another answer than a forged one.
                    LifetimeValidator = (_, expires, _, _) =>
                    {
                        expired = expires is null || expires <= time.GetUtcNow().UtcDateTime;
                        return !expired;
                    },
                }
            )
            .ConfigureAwait(false);
        // The signature is checked before the lifetime, so only a token of ours counts as expired.
        return result is { IsValid: true, SecurityToken: JsonWebToken jwt } && TryReadCaller(jwt, out var caller)
            ? (caller, false)
            : (null, expired);
    }

    private static bool TryReadCaller(JsonWebToken jwt, [NotNullWhen(true)] out DirectLineCaller? caller)
    {
        caller = null;
        if (!jwt.TryGetPayloadValue<string>("bot", out var bot) || !jwt.TryGetPayloadValue<string>("conv", out var conversation))
        {
            return false;
        }

        caller = new DirectLineCaller(
            bot,
            conversation,
            jwt.TryGetPayloadValue<string>("user", out var user) ? user : null,
            jwt.TryGetPayloadValue<string>("name", out var name) ? name : null,
            jwt.TryGetPayloadValue<string[]>("origins", out var origins) ? origins : []
        );
        return true;
    }

    private static void AddIfGiven(Dictionary<string, object> claims, string name, string? value)
    {
        if (value is not null)
        {
            claims[name] = value;
        }
    }

    private async Task<SymmetricSecurityKey> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known)
        {
            return known;
        }

        var candidate = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var stored = await store.GetOrAddAsync(KeyName, candidate, cancellationToken).ConfigureAwait(false);
        return _key = new SymmetricSecurityKey(Convert.FromBase64String(stored));
    }
}
