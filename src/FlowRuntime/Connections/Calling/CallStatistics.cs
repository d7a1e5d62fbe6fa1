namespace FlowRuntime.Connections.Calling;

/// <summary>How the last calls of a connection went. Thread-safe without a lock; figures of one moment may be a call apart.</summary>
internal sealed class CallStatistics
{
    private const int Kept = 256;

    private readonly double[] _milliseconds = new double[Kept];
    private long _calls;
    private long _failures;
    private long _hits;
    private CallError? _lastError;

    /// <summary>Calls that ended, answered or not.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Calls that failed.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Answers taken from the cache.</summary>
    public long Hits => Volatile.Read(ref _hits);

    /// <summary>The last failure; null for none.</summary>
    public CallError? LastError => Volatile.Read(ref _lastError);

    /// <summary>Notes a call that ended.</summary>
    /// <param name="duration">How long it took, without its wait for a turn.</param>
    /// <param name="error">Why it failed; null when it did not.</param>
    public void Record(TimeSpan duration, CallError? error)
    {
        var index = (Interlocked.Increment(ref _calls) - 1) % Kept;
        Volatile.Write(ref _milliseconds[index], duration.TotalMilliseconds);
        if (error is not null)
        {
            Interlocked.Increment(ref _failures);
            Volatile.Write(ref _lastError, error);
        }
    }

    /// <summary>Notes an answer from the cache.</summary>
    public void Hit() => Interlocked.Increment(ref _hits);

    /// <summary>Latency of the last calls.</summary>
    /// <returns>Median and 95th percentile; null before the first call. Unit: milliseconds.</returns>
    public (double? P50, double? P95) Latency()
    {
        var count = (int)Math.Min(Calls, Kept);
        if (count == 0)
        {
            return (null, null);
        }

        var sorted = _milliseconds.AsSpan(0, count).ToArray();
        Array.Sort(sorted);
        return (At(0.5), At(0.95));

        double At(double share) => Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * count) - 1)], 3);
    }
}

/// <summary>Why a call failed.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Code">Stable code: <c>timeout</c>, <c>unreachable</c>, <c>interrupted</c>, <c>too-large</c>, or <c>status.503</c>.</param>
/// <param name="Message">Sentence for the admin.</param>
/// <param name="Operation">Node type that called; null when unknown.</param>
public sealed record CallError(DateTimeOffset At, string Code, string Message, string? Operation);
