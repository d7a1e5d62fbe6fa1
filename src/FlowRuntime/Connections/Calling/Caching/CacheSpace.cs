namespace FlowRuntime.Connections.Calling.Caching;

/// <summary>The room that the answers of all connections share. Thread-safe.</summary>
internal sealed class CacheSpace(CallingOptions options)
{
    /// <summary>Share of the room that is kept when it is full: making room one answer at a time would be dear.</summary>
    private const double Kept = 0.9;

    private readonly Lock _lock = new();
    private readonly List<AnswerCache> _caches = [];
    private long _bytes;

    /// <summary>Bytes in use.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Makes the cache of one revision of a connection.</summary>
    /// <returns>It.</returns>
    public AnswerCache NewCache()
    {
        var cache = new AnswerCache(this);
        lock (_lock)
        {
            _caches.Add(cache);
        }

        return cache;
    }

    /// <summary>Leaves out a cache that is empty and stays so.</summary>
    /// <param name="cache">The cache.</param>
    public void Remove(AnswerCache cache)
    {
        lock (_lock)
        {
            _caches.Remove(cache);
        }
    }

    /// <summary>Whether an answer is small enough to be kept.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>False when it is only given on.</returns>
    public bool Fits(CachedAnswer answer) => answer.Size <= Math.Min(options.CachedAnswerBytes, options.CacheBytes);

    /// <summary>Counts what was added or removed.</summary>
    /// <param name="bytes">How much.</param>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Forgets what was not used for longest, when the room is full.</summary>
    public void Shrink()
    {
        if (Bytes <= options.CacheBytes)
        {
            return;
        }

        lock (_lock)
        {
            var left = Bytes - (long)(options.CacheBytes * Kept);
            var before = long.MinValue;
            foreach (var answer in _caches.SelectMany(c => c.Answers).OrderBy(a => a.UsedAt))
            {
                if (left <= 0)
                {
                    break;
                }

                left -= answer.Size;
                before = answer.UsedAt + 1;
            }

            _caches.ForEach(c => c.Evict(before));
        }
    }
}
