using System.Collections.Concurrent;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library;

/// <summary>
/// Which version of each bot is live, without asking the database for every new run, and news of what became live.
/// Thread-safe.
/// </summary>
internal sealed class LiveVersions(IDbContextFactory<StudioDbContext> contexts)
{
    private readonly ConcurrentDictionary<string, int> _live = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private Action<string>[] _listeners = [];
    private long _changes;

    /// <summary>Finds the live version of a bot.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It; null when the bot is not there or not published.</returns>
    public async ValueTask<int?> FindAsync(string botId, CancellationToken cancellationToken)
    {
        if (_live.TryGetValue(botId, out var known))
        {
            return known;
        }

        var changes = Volatile.Read(ref _changes);
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var live = await db.Set<BotRow>()
                .Where(b => b.Id == botId)
                .Select(b => b.LiveVersion)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            lock (_lock)
            {
                // What was read while somebody published may be old.
                if (changes == _changes && live is { } version)
                {
                    _live[botId] = version;
                }
            }

            return live;
        }
    }

    /// <summary>Lists the bots with a live version.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids with the versions.</returns>
    public async Task<IReadOnlyList<(string BotId, int Version)>> ListAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var rows = await db.Set<BotRow>()
                .Where(b => b.LiveVersion != null)
                .Select(b => new { b.Id, b.LiveVersion })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(r => (r.Id, r.LiveVersion!.Value))]; // the query asked for those with one
        }
    }

    /// <summary>Says, after the commit, that another version of a bot may be live.</summary>
    /// <param name="botId">The bot.</param>
    public void Changed(string botId)
    {
        Action<string>[] listeners;
        lock (_lock)
        {
            _changes++;
            _live.TryRemove(botId, out _);
            listeners = _listeners;
        }

        foreach (var listener in listeners)
        {
            listener(botId);
        }
    }

    /// <summary>Hears of every change from now on.</summary>
    /// <param name="listener">Called with the bot; must return at once and not throw.</param>
    public void Listen(Action<string> listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }
    }
}
