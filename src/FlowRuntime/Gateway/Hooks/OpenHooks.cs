using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>
/// The webhooks that take calls without a signature. A flow alone cannot open one: an administrator must allow it.
/// They are few, so all are kept in memory. Thread-safe.
/// </summary>
internal sealed class OpenHooks(IWriteGate gate, TimeProvider time)
{
    private volatile Dictionary<(string BotId, string Hook), HookOpening>? _known;

    /// <summary>Who opened a webhook; null when it is not open.</summary>
    public async ValueTask<HookOpening?> FindAsync(string botId, string hook, CancellationToken cancellationToken)
    {
        var known = _known ?? await ReadAsync(cancellationToken).ConfigureAwait(false);
        return known.GetValueOrDefault((botId, hook));
    }

    /// <summary>Opens a webhook.</summary>
    /// <returns>False when it was open.</returns>
    public Task<bool> OpenAsync(string botId, string hook, string actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            async (db, token) =>
            {
                if (await db.Set<OpenHookRow>().FindAsync([botId, hook], token).ConfigureAwait(false) is not null)
                {
                    return false;
                }

                db.Add(
                    new OpenHookRow
                    {
                        BotId = botId,
                        Hook = hook,
                        OpenedBy = actor,
                        OpenedAt = time.GetUtcNow(),
                    }
                );
                await db.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Closes a webhook again.</summary>
    /// <returns>False when it was not open.</returns>
    public Task<bool> CloseAsync(string botId, string hook, CancellationToken cancellationToken) =>
        ChangeAsync(
            async (db, token) =>
                await db.Set<OpenHookRow>().Where(h => h.BotId == botId && h.Hook == hook).ExecuteDeleteAsync(token).ConfigureAwait(false) > 0,
            cancellationToken
        );

    private async Task<bool> ChangeAsync(
        Func<StudioDbContext, CancellationToken, Task<bool>> change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await gate.WriteAsync(change, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Reads them behind the same gate as they are written, so that the latest reading is the newest.</summary>
    private Task<Dictionary<(string BotId, string Hook), HookOpening>> ReadAsync(CancellationToken cancellationToken) =>
        gate.WriteAsync(
            async (db, token) =>
                _known = await db.Set<OpenHookRow>()
                    .AsNoTracking()
                    .ToDictionaryAsync(h => (h.BotId, h.Hook), h => new HookOpening(h.OpenedBy, h.OpenedAt), token)
                    .ConfigureAwait(false),
            cancellationToken
        );
}
