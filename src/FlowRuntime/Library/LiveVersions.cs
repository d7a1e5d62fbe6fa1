using System.Collections.Concurrent;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Library;

/// <summary>
/// Which version of each bot runs in each environment, without asking the database for every new run, and news of what
/// changed. Thread-safe.
/// </summary>
internal sealed class LiveVersions(IDbContextFactory<StudioDbContext> contexts)
{
    private readonly ConcurrentDictionary<string, int> _live = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private Action<string>[] _listeners = [];
    private long _changes;

    /// <summary>Finds the version that runs at an address.</summary>
    /// <param name="address">A <see cref="BotAddress"/> as text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It; null when the bot is not there or not published.</returns>
    public async ValueTask<int?> FindAsync(string address, CancellationToken cancellationToken)
    {
        if (_live.TryGetValue(address, out var known))
        {
            return known;
        }

        var changes = Volatile.Read(ref _changes);
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            var (botId, environment) = BotAddress.Parse(address);
            var live = await db.Set<DeploymentRow>()
                .Where(d => d.BotId == botId && d.Environment == environment)
                .Select(d => d.Version)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false);
            lock (_lock)
            {
                // What was read while somebody published may be old.
                if (changes == _changes && live is { } version)
                {
                    _live[address] = version;
                }
            }

            return live;
        }
    }

    /// <summary>Lists where versions run.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The addresses.</returns>
    public async Task<IReadOnlyList<BotAddress>> ListAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            return await db.Set<DeploymentRow>()
                .Where(d => d.Version != null)
                .Select(d => new BotAddress(d.BotId, d.Environment))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Says, after the commit, that another version may run at an address.</summary>
    /// <param name="address">A <see cref="BotAddress"/> as text.</param>
    public void Changed(string address)
    {
        Action<string>[] listeners;
        lock (_lock)
        {
            _changes++;
            _live.TryRemove(address, out _);
            listeners = _listeners;
        }

        foreach (var listener in listeners)
        {
            listener(address);
        }
    }

    /// <summary>Hears of every change from now on.</summary>
    /// <param name="listener">Called with the address; must return at once and not throw.</param>
    public void Listen(Action<string> listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }
    }
}
