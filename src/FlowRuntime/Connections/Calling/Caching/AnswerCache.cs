using System.Collections.Concurrent;

namespace FlowRuntime.Connections.Calling.Caching;

/// <summary>
/// Answers of one connection, by address and by what else of the request they depend on. Lives as long as the connection's
/// revision, so that another credential or address never meets old answers. Thread-safe; looking up takes no lock.
/// </summary>
internal sealed class AnswerCache(CacheSpace space)
{
    /// <summary>Most answers of one address.</summary>
    private const int MostVariants = 32;

    private readonly ConcurrentDictionary<string, CachedAnswer[]> _byAddress = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Address, string Variant), Task<CachedAnswer>> _flights = new();
    private readonly Lock _lock = new();
    private int _epoch;
    private bool _isClosed;

    /// <summary>Answers kept.</summary>
    public int Count => _byAddress.Sum(v => v.Value.Length);

    /// <summary>Looks an answer up.</summary>
    /// <param name="address">Absolute address.</param>
    /// <param name="variant">What else it depends on.</param>
    /// <returns>The answer, fresh or not; null for none.</returns>
    public CachedAnswer? Find(string address, string variant)
    {
        if (_byAddress.TryGetValue(address, out var variants))
        {
            foreach (var answer in variants)
            {
                if (answer.Variant == variant)
                {
                    return answer;
                }
            }
        }

        return null;
    }

    /// <summary>Lets one ask for all who want the same at once.</summary>
    /// <param name="address">Absolute address.</param>
    /// <param name="variant">What else it depends on.</param>
    /// <param name="fetch">Asks; the number tells <see cref="Store"/> whether there was a purge meanwhile.</param>
    /// <returns>The answer that all share.</returns>
    public Task<CachedAnswer> Join(string address, string variant, Func<int, Task<CachedAnswer>> fetch)
    {
        var key = (address, variant);
        if (_flights.TryGetValue(key, out var flight))
        {
            return flight;
        }

        var mine = new TaskCompletionSource<CachedAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _flights.GetOrAdd(key, mine.Task);
        if (first == mine.Task)
        {
            _ = FlyAsync(key, mine, fetch);
        }

        return first;
    }

    /// <summary>Number of the purges so far.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>Keeps an answer, unless there was a purge since it was asked for.</summary>
    /// <param name="address">Absolute address.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="epoch"><see cref="Epoch"/> from before it was asked for.</param>
    public void Store(string address, CachedAnswer answer, int epoch)
    {
        if (!space.Fits(answer))
        {
            return;
        }

        lock (_lock)
        {
            if (epoch != _epoch || _isClosed)
            {
                return;
            }

            var old = _byAddress.GetValueOrDefault(address) ?? [];
            var others = old.Where(a => a.Variant != answer.Variant).OrderByDescending(a => a.UsedAt).Take(MostVariants - 1);
            CachedAnswer[] next = [answer, .. others];
            _byAddress[address] = next;
            space.Add(next.Sum(a => a.Size) - old.Sum(a => a.Size));
        }

        space.Shrink();
    }

    /// <summary>Forgets the answers of one address, because it was written to.</summary>
    /// <param name="address">Absolute address.</param>
    public void Forget(string address)
    {
        if (_byAddress.IsEmpty && _flights.IsEmpty)
        {
            return;
        }

        lock (_lock)
        {
            BeginEpoch();
            if (_byAddress.TryRemove(address, out var variants))
            {
                space.Add(-variants.Sum(a => a.Size));
            }
        }
    }

    /// <summary>Forgets answers.</summary>
    /// <param name="tag">Those with this tag; null for all.</param>
    /// <returns>How many.</returns>
    public int Purge(string? tag) => Remove(a => tag is null || a.Tags.Contains(tag, StringComparer.Ordinal), isPurge: true);

    /// <summary>Forgets everything and keeps nothing more: the connection was changed.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        Purge(null);
        space.Remove(this);
    }

    /// <summary>Answers with what they take and when they were last given out.</summary>
    public IEnumerable<CachedAnswer> Answers => _byAddress.SelectMany(v => v.Value);

    /// <summary>Makes room.</summary>
    /// <param name="usedBefore">Forgets what was not given out since. Unit: UTC ticks.</param>
    public void Evict(long usedBefore) => Remove(a => a.UsedAt < usedBefore, isPurge: false);

    private int Remove(Predicate<CachedAnswer> goes, bool isPurge)
    {
        lock (_lock)
        {
            if (isPurge)
            {
                BeginEpoch();
            }

            var (count, bytes) = (0, 0L);
            foreach (var (address, variants) in _byAddress)
            {
                var left = Array.FindAll(variants, a => !goes(a));
                if (left.Length == variants.Length)
                {
                    continue;
                }

                count += variants.Length - left.Length;
                bytes += variants.Sum(a => a.Size) - left.Sum(a => a.Size);
                if (left.Length == 0)
                {
                    _byAddress.TryRemove(address, out _);
                }
                else
                {
                    _byAddress[address] = left;
                }
            }

            space.Add(-bytes);
            return count;
        }
    }

    /// <summary>Answers under way were asked for before: who asks from now on must not get them.</summary>
    private void BeginEpoch()
    {
        _epoch++;
        _flights.Clear();
    }

    private async Task FlyAsync((string, string) key, TaskCompletionSource<CachedAnswer> flight, Func<int, Task<CachedAnswer>> fetch)
    {
        var fetching = fetch(Epoch);
        await ((Task)fetching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _flights.TryRemove(KeyValuePair.Create(key, flight.Task));
        flight.SetFromTask(fetching);
        // Those who waited may all be gone; the failure is in the statistics.
        _ = flight.Task.Exception;
    }
}
