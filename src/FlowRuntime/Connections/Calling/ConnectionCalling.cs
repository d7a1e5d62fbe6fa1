using FlowRuntime.Connections.Calling.Caching;

namespace FlowRuntime.Connections.Calling;

/// <summary>What all calls over one connection share, whichever flow makes them and however often it is opened anew. Thread-safe.</summary>
internal sealed class ConnectionCalling : IDisposable
{
    private readonly CacheSpace _space;
    private readonly Lock _lock = new();
    private AnswerCache _cache;
    private long? _revision;

    /// <summary>Makes the state of a connection that was not called yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">The product's limits.</param>
    /// <param name="space">Room for answers.</param>
    /// <param name="time">Clock.</param>
    public ConnectionCalling(string name, CallingOptions options, CacheSpace space, TimeProvider time)
    {
        Name = name;
        Gate = new CallGate(name, time);
        Breaker = new CallBreaker(name, options, time);
        Limits = CallingLimits.Of(null, new CallingSettings(), options);
        Gate.Set(Limits);
        _space = space;
        _cache = space.NewCache();
    }

    /// <summary>Name of the connection.</summary>
    public string Name { get; }

    /// <summary>Limits calls.</summary>
    public CallGate Gate { get; }

    /// <summary>Stops calls to a system that fails.</summary>
    public CallBreaker Breaker { get; }

    /// <summary>Counts calls.</summary>
    public CallStatistics Statistics { get; } = new();

    /// <summary>The limits that hold.</summary>
    public CallingLimits Limits { get; private set; }

    /// <summary>Answers of the newest revision.</summary>
    public AnswerCache Cache => Volatile.Read(ref _cache);

    /// <summary>Takes over what a revision of the connection says.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="limits">Its limits.</param>
    /// <returns>The cache of that revision.</returns>
    public AnswerCache Open(long revision, CallingLimits limits)
    {
        lock (_lock)
        {
            if (_revision is { } known && known != revision)
            {
                _cache.Close();
                Volatile.Write(ref _cache, _space.NewCache());
            }

            (_revision, Limits) = (revision, limits);
            Gate.Set(limits);
            return _cache;
        }
    }

    public void Dispose()
    {
        Cache.Close();
        Gate.Dispose();
    }
}
