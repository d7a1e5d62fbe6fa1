using System.Security.Cryptography;
using FlowRuntime.Gateway.DirectLine;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>The secrets of webhooks, such as <c>whsec_MfKQ…</c>, in the vault.</summary>
internal sealed class HookSecrets(IChannelSecretStore store)
{
    private const int RandomBytes = 32;

    /// <summary>Reads a webhook's secret; makes it at the first time.</summary>
    public Task<string> GetOrCreateAsync(string botId, string hook, CancellationToken cancellationToken) =>
        store.GetOrAddAsync(
            NameOf(botId, hook),
            "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes)),
            cancellationToken
        );

    /// <summary>Reads a webhook's secret; null when nobody has ever read it.</summary>
    public Task<string?> FindAsync(string botId, string hook, CancellationToken cancellationToken) =>
        store.FindAsync(NameOf(botId, hook), cancellationToken);

    private static string NameOf(string botId, string hook) => $"webhook/{botId}/{hook}";
}
