using System.Collections.Concurrent;
using System.Security.Cryptography;
using FlowRuntime.Gateway.DirectLine;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// The secrets of webhooks, such as <c>whsec_MfKQ…</c>, in the vault: one, and while it is changed the next one beside it.
/// What was read is kept in memory until it changes. Thread-safe.
/// </summary>
internal sealed class HookSecrets(IChannelSecretStore store)
{
    private const int RandomBytes = 32;

    private readonly ConcurrentDictionary<(string BotId, string Hook), HookSecretSet> _known = new();
    private long _changes;

    /// <summary>A new secret, in the form of Standard Webhooks, which every other sender takes as a text.</summary>
    public static string Generate() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Reads a webhook's secret; makes it at the first time.</summary>
    public async Task<string> GetOrCreateAsync(string botId, string hook, CancellationToken cancellationToken)
    {
        var secret = await store.GetOrAddAsync(NameOf(botId, hook), Generate(), cancellationToken).ConfigureAwait(false);
        Forget(botId, hook);
        return secret;
    }

    /// <summary>Reads the secrets that count now.</summary>
    public ValueTask<HookSecretSet> FindAsync(string botId, string hook, CancellationToken cancellationToken) =>
        _known.TryGetValue((botId, hook), out var known) ? new(known) : new(ReadAsync(botId, hook, cancellationToken));

    /// <summary>Puts a secret into the place of the present one at once; calls signed with the old one are refused from now on.</summary>
    public Task ReplaceAsync(string botId, string hook, string secret, CancellationToken cancellationToken) =>
        ChangeAsync(
            botId,
            hook,
            async () =>
            {
                await store.ReplaceAsync(NameOf(botId, hook), secret, cancellationToken).ConfigureAwait(false);
                await store.ReplaceAsync(NextOf(botId, hook), null, cancellationToken).ConfigureAwait(false);
            }
        );

    /// <summary>Puts the next secret beside the present one: calls may be signed with either.</summary>
    public Task BeginRotationAsync(string botId, string hook, string secret, CancellationToken cancellationToken) =>
        ChangeAsync(botId, hook, () => store.ReplaceAsync(NextOf(botId, hook), secret, cancellationToken));

    /// <summary>Ends the overlap: the next secret replaces the present one, or is dropped.</summary>
    /// <returns>False when there is no next one.</returns>
    public async Task<bool> EndRotationAsync(string botId, string hook, bool keepNext, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(NextOf(botId, hook), cancellationToken).ConfigureAwait(false) is not { } next)
        {
            return false;
        }

        await ChangeAsync(
                botId,
                hook,
                async () =>
                {
                    if (keepNext)
                    {
                        // In this order: a crash in between leaves the same secret twice, which counts as one.
                        await store.ReplaceAsync(NameOf(botId, hook), next, cancellationToken).ConfigureAwait(false);
                    }

                    await store.ReplaceAsync(NextOf(botId, hook), null, cancellationToken).ConfigureAwait(false);
                }
            )
            .ConfigureAwait(false);
        return true;
    }

    private async Task<HookSecretSet> ReadAsync(string botId, string hook, CancellationToken cancellationToken)
    {
        var changes = Volatile.Read(ref _changes);
        var set = new HookSecretSet(
            await store.FindAsync(NameOf(botId, hook), cancellationToken).ConfigureAwait(false),
            await store.FindAsync(NextOf(botId, hook), cancellationToken).ConfigureAwait(false)
        );
        _known[(botId, hook)] = set;
        if (changes != Volatile.Read(ref _changes))
        {
            // What was read while somebody changed it may be old.
            _known.TryRemove((botId, hook), out _);
        }

        return set;
    }

    private async Task ChangeAsync(string botId, string hook, Func<Task> change)
    {
        try
        {
            await change().ConfigureAwait(false);
        }
        finally
        {
            Forget(botId, hook);
        }
    }

    private void Forget(string botId, string hook)
    {
        Interlocked.Increment(ref _changes);
        _known.TryRemove((botId, hook), out _);
    }

    private static string NameOf(string botId, string hook) => $"webhook/{botId}/{hook}";

    private static string NextOf(string botId, string hook) => $"webhook/{botId}/{hook}/next";
}
