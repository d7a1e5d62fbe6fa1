namespace FlowRuntime.Connections.Calling;

/// <summary>How calls over connections go in this process. Thread-safe.</summary>
public interface ICallingState
{
    /// <summary>Reads one connection.</summary>
    /// <param name="connection">Its name in <c>live</c>, <c>name@environment</c> elsewhere.</param>
    /// <returns>The state; that of a connection at rest when it was not used since the process started.</returns>
    CallingStatus Read(string connection);

    /// <summary>Reads the connections that were used since the process started, by name.</summary>
    /// <returns>Their states.</returns>
    IReadOnlyList<CallingStatus> List();
}

/// <summary>How calls over one connection go, at one moment.</summary>
/// <param name="Connection">Name of the connection.</param>
/// <param name="PermitsLeft">Calls that may be made at once before the rate limit; null for no limit.</param>
/// <param name="PermitsPerSecond">Calls in a second in the long run; null for no limit.</param>
/// <param name="Running">Calls under way.</param>
/// <param name="Concurrency">Most calls at once.</param>
/// <param name="Queued">Calls that wait for their turn.</param>
/// <param name="QueueLength">Most calls that wait.</param>
/// <param name="ThrottledUntil">Until when the other side asked to wait, UTC; null when it does not.</param>
/// <param name="Breaker">State of the circuit breaker.</param>
/// <param name="BreakerOpenUntil">When the breaker lets the next call try, UTC; null when it is not open.</param>
/// <param name="Calls">Calls that ended.</param>
/// <param name="Failures">Calls that failed.</param>
/// <param name="LatencyP50">Median of the last 256 calls; null before the first. Unit: milliseconds.</param>
/// <param name="LatencyP95">95th percentile of them. Unit: milliseconds.</param>
/// <param name="CacheHits">Answers taken from the cache.</param>
/// <param name="CachedAnswers">Answers in the cache.</param>
/// <param name="LastError">The last failure; null for none.</param>
public sealed record CallingStatus(
    string Connection,
    double? PermitsLeft,
    double? PermitsPerSecond,
    int Running,
    int Concurrency,
    int Queued,
    int QueueLength,
    DateTimeOffset? ThrottledUntil,
    BreakerState Breaker,
    DateTimeOffset? BreakerOpenUntil,
    long Calls,
    long Failures,
    double? LatencyP50,
    double? LatencyP95,
    long CacheHits,
    int CachedAnswers,
    CallError? LastError
);
