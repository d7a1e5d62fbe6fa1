using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>
/// Issues and recognises secrets such as <c>order-support.mZ3k…</c>. The bot's id in front finds the record to compare
/// with; ids are slugs without dots, so a secret has one dot and a token (a JWT) has two.
/// </summary>
internal sealed class DirectLineSecrets(IChannelSecretStore store) : IDirectLineSecrets
{
    private const int RandomBytes = 32;

    public Task<string> GetOrCreateAsync(string botId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(botId);
        var random = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return store.GetOrAddAsync(NameOf(botId), $"{botId}.{random}", cancellationToken);
    }

    /// <summary>Finds the bot that a secret belongs to; null when the secret is wrong.</summary>
    public async Task<string?> FindBotAsync(string secret, CancellationToken cancellationToken)
    {
        var dot = secret.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
        {
            return null;
        }

        var botId = secret[..dot];
        var stored = await store.FindAsync(NameOf(botId), cancellationToken).ConfigureAwait(false);
        var same =
            stored is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(secret));
        return same ? botId : null;
    }

    private static string NameOf(string botId) => $"directline/{botId}";
}
