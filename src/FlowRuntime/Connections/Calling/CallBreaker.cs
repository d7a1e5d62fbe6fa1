using System.Text.Json.Serialization;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// Stops calling a system that fails: opens when too many calls of the last while failed, lets one call through after a rest,
/// and closes when that succeeds. Thread-safe.
/// </summary>
internal sealed class CallBreaker(string connection, CallingOptions options, TimeProvider time)
{
    /// <summary>Code of a call that is not made because the system fails.</summary>
    internal const string Code = "connection.open";

    private readonly Lock _lock = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly TimeSpan _half = TimeSpan.FromSeconds(options.BreakerWindowSeconds / 2);
    private readonly TimeSpan _rest = TimeSpan.FromSeconds(options.BreakerOpenSeconds);
    private BreakerState _state;
    private TimeSpan _openUntil;
    private bool _isTrying;
    private long _period;
    private (int Calls, int Failures) _current;
    private (int Calls, int Failures) _previous;

    /// <summary>The state, and until when it is open; null when it is not.</summary>
    public (BreakerState State, DateTimeOffset? OpenUntil) Read()
    {
        lock (_lock)
        {
            var left = _openUntil - Now;
            return _state switch
            {
                BreakerState.Open when left <= TimeSpan.Zero => (BreakerState.HalfOpen, null),
                BreakerState.Open => (_state, time.GetUtcNow() + left),
                _ => (_state, null),
            };
        }
    }

    /// <summary>Asks whether a call may be made. Each is followed by <see cref="Record"/> or <see cref="Abandon"/>.</summary>
    /// <returns>True when the call is the one that tries whether the system is well again.</returns>
    /// <exception cref="ConnectionRefusedException">The breaker is open.</exception>
    public bool Enter()
    {
        lock (_lock)
        {
            if (_state is BreakerState.Closed)
            {
                return false;
            }

            if (_isTrying || Now < _openUntil)
            {
                throw Refusal();
            }

            (_state, _isTrying) = (BreakerState.HalfOpen, true);
            return true;
        }
    }

    /// <summary>Makes the error of a call that is not made.</summary>
    /// <returns>The error.</returns>
    public ConnectionRefusedException Refusal()
    {
        var left = _openUntil - Now;
        return new ConnectionRefusedException(
            Code,
            $"The system behind connection {connection} fails too often, so that it is left alone for a while. The run may try again after that."
        )
        {
            Retryable = true,
            RetryAfter = left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1),
        };
    }

    /// <summary>Notes how a call ended.</summary>
    /// <param name="isTrial">What <see cref="Enter"/> returned.</param>
    /// <param name="failed">True when the system failed; an answer that refuses the call is none.</param>
    /// <returns>The state, when this call changed it; else null.</returns>
    public BreakerState? Record(bool isTrial, bool failed)
    {
        lock (_lock)
        {
            if (isTrial)
            {
                _isTrying = false;
                return failed ? Open() : Close();
            }

            if (_state is not BreakerState.Closed)
            {
                return null;
            }

            Turn();
            _current.Calls++;
            _current.Failures += failed ? 1 : 0;
            var (calls, failures) = (_current.Calls + _previous.Calls, _current.Failures + _previous.Failures);
            return failed && calls >= options.BreakerCalls && failures >= calls * options.BreakerRatio ? Open() : null;
        }
    }

    /// <summary>Notes that a call was not made or given up, which tells nothing of the system.</summary>
    /// <param name="isTrial">What <see cref="Enter"/> returned.</param>
    public void Abandon(bool isTrial)
    {
        if (isTrial)
        {
            lock (_lock)
            {
                _isTrying = false;
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_origin);

    private BreakerState Open()
    {
        _openUntil = Now + _rest;
        return _state = BreakerState.Open;
    }

    private BreakerState Close()
    {
        (_current, _previous) = (default, default);
        return _state = BreakerState.Closed;
    }

    /// <summary>Counts are kept for two halves of the window, so that old ones drop out.</summary>
    private void Turn()
    {
        var period = Now.Ticks / _half.Ticks;
        if (period != _period)
        {
            _previous = period == _period + 1 ? _current : default;
            (_current, _period) = (default, period);
        }
    }
}

/// <summary>State of a connection's circuit breaker.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BreakerState>))]
public enum BreakerState
{
    /// <summary>Calls are made.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>The system failed too often: no calls are made.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>The next call tries whether the system is well again; others are refused meanwhile.</summary>
    [JsonStringEnumMemberName("halfOpen")]
    HalfOpen,
}
