using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// Lets calls of one connection out: a token bucket, a limit of calls at once, and what the other side asks for. Who has to
/// wait is served in the order of arrival; a wait that cannot end in time is refused at once. Thread-safe.
/// </summary>
internal sealed class CallGate(string connection, TimeProvider time) : IDisposable
{
    /// <summary>Code of a call that found no turn.</summary>
    internal const string Code = "connection.busy";

    private readonly Lock _lock = new();
    private readonly long _origin = time.GetTimestamp();
    private readonly LinkedList<Waiter> _waiting = [];
    private CallingLimits? _limits;
    private ITimer? _timer;
    private double _tokens;
    private TimeSpan _filledAt;
    private int _running;
    private TimeSpan _throttledUntil;
    private int _allowance;
    private TimeSpan _allowanceUntil;

    /// <summary>Sets the limits; a bucket that is new is full.</summary>
    /// <param name="limits">The limits.</param>
    public void Set(CallingLimits limits)
    {
        lock (_lock)
        {
            if (_limits == limits)
            {
                return;
            }

            Fill(Now);
            _tokens = _limits?.Rate is null ? limits.Burst : Math.Min(_tokens, limits.Burst);
            _limits = limits;
            Serve(Now);
        }
    }

    /// <summary>Waits for a turn. Each turn ends with <see cref="Leave"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the call may be made.</returns>
    /// <exception cref="ConnectionRefusedException">The queue is full, or the turn does not come in time.</exception>
    public ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            var now = Now;
            if (_waiting.Count == 0 && TryTake(now))
            {
                return ValueTask.CompletedTask;
            }

            var limits = _limits!; // set before the first call
            var wait = EarliestTurn(now, _waiting.Count + 1) - now;
            if (_waiting.Count >= limits.QueueLength || wait > limits.QueueWait)
            {
                return ValueTask.FromException(Busy(wait));
            }

            waiter = new Waiter(now + limits.QueueWait);
            waiter.Place = _waiting.AddLast(waiter);
            Schedule(now);
        }

        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Makes the error of a call that got no turn.</summary>
    /// <returns>The error.</returns>
    public ConnectionRefusedException Refusal()
    {
        lock (_lock)
        {
            var now = Now;
            return Busy(EarliestTurn(now, _waiting.Count + 1) - now);
        }
    }

    /// <summary>Ends a turn.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _running--;
            if (_waiting.Count > 0)
            {
                Serve(Now);
            }
        }
    }

    /// <summary>Heeds what the other side said about its limits.</summary>
    /// <param name="report">What it said.</param>
    public void Heed(RateReport report)
    {
        lock (_lock)
        {
            var now = Now;
            if (report.Wait is { } wait && now + wait > _throttledUntil)
            {
                _throttledUntil = now + wait;
            }

            if (report is { Remaining: { } remaining, Reset: { } reset })
            {
                // Calls under way may not be counted there yet. Within one window only fewer are believed: answers overtake each other.
                var left = Math.Max(0, remaining - Math.Max(0, _running - 1));
                _allowance = now < _allowanceUntil ? Math.Min(_allowance, left) : left;
                _allowanceUntil = now + reset;
            }

            Serve(now);
        }
    }

    /// <summary>Refuses all who wait.</summary>
    /// <param name="reason">Makes the refusal of one.</param>
    public void TurnAway(Func<ConnectionRefusedException> reason)
    {
        lock (_lock)
        {
            foreach (var waiter in _waiting)
            {
                waiter.Place = null;
                waiter.Turn.TrySetException(reason());
            }

            _waiting.Clear();
        }
    }

    /// <summary>What the gate is like now.</summary>
    /// <returns>A snapshot.</returns>
    public GateState Read()
    {
        lock (_lock)
        {
            var now = Now;
            Fill(now);
            var until = now < _allowanceUntil && _allowance == 0 ? Max(_throttledUntil, _allowanceUntil) : _throttledUntil;
            var permits = _limits?.Rate is null ? (double?)null : Math.Floor(_tokens);
            return new GateState(
                now < _allowanceUntil ? Math.Min(permits ?? double.MaxValue, _allowance) : permits,
                _running,
                _waiting.Count,
                until > now ? time.GetUtcNow() + (until - now) : null
            );
        }
    }

    public void Dispose() => _timer?.Dispose();

    private TimeSpan Now => time.GetElapsedTime(_origin);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private async ValueTask WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        using var giveUp = cancellationToken.UnsafeRegister(
            static (state, token) => ((Action<CancellationToken>)state!)(token), // the state is the delegate below
            (Action<CancellationToken>)(token => GiveUp(waiter, token))
        );
        await waiter.Turn.Task.ConfigureAwait(false);
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.Place is { } place)
            {
                _waiting.Remove(place);
                waiter.Place = null;
                waiter.Turn.TrySetCanceled(cancellationToken);
                Serve(Now);
            }
        }
    }

    /// <summary>Serves who can be served, in order; the timer comes back for the rest.</summary>
    private void Serve(TimeSpan now)
    {
        while (_waiting.First is { } first)
        {
            if (first.Value.Until <= now)
            {
                first.Value.Turn.TrySetException(Busy(EarliestTurn(now, 1) - now));
            }
            else if (TryTake(now))
            {
                first.Value.Turn.TrySetResult();
            }
            else
            {
                Schedule(now);
                return;
            }

            first.Value.Place = null;
            _waiting.RemoveFirst();
        }
    }

    private bool TryTake(TimeSpan now)
    {
        var limits = _limits!; // set before the first call
        var isCounted = now < _allowanceUntil;
        if (_running >= limits.Concurrency || now < _throttledUntil || (isCounted && _allowance == 0))
        {
            return false;
        }

        if (limits.Rate is not null)
        {
            Fill(now);
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
        }

        _allowance -= isCounted ? 1 : 0;
        _running++;
        return true;
    }

    private void Fill(TimeSpan now)
    {
        if (_limits is { Rate: { } rate, Burst: var burst })
        {
            // A thousandth of a token is forgiven: a timer that fires on time must find a whole one.
            _tokens = Math.Min(burst, _tokens + ((now - _filledAt).TotalSeconds * rate));
            _tokens = Math.Ceiling(_tokens) - _tokens < 0.001 ? Math.Ceiling(_tokens) : _tokens;
        }

        _filledAt = now;
    }

    /// <summary>When, at the earliest, the one at a place in the queue gets its turn; how long calls under way take is not known.</summary>
    private TimeSpan EarliestTurn(TimeSpan now, int place)
    {
        var at = Max(now, _throttledUntil);
        if (now < _allowanceUntil && place > _allowance)
        {
            at = Max(at, _allowanceUntil);
        }

        if (_limits?.Rate is { } rate)
        {
            Fill(now);
            at = Max(at, now + TimeSpan.FromSeconds(Math.Max(0, Math.Min((place - _tokens) / rate, 1e6))));
        }

        return at;
    }

    private void Schedule(TimeSpan now)
    {
        if (_waiting.First is not { } first)
        {
            return;
        }

        var isFull = _running >= _limits!.Concurrency; // set before the first call
        var turn = isFull ? first.Value.Until : EarliestTurn(now, 1);
        var due = (turn < first.Value.Until ? turn : first.Value.Until) - now;
        // Rounded up: a timer that comes too early would come again and again.
        due = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, due.TotalMilliseconds)));
        _timer ??= time.CreateTimer(static state => ((CallGate)state!).OnTime(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); // the state is this
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnTime()
    {
        lock (_lock)
        {
            Serve(Now);
        }
    }

    private ConnectionRefusedException Busy(TimeSpan wait) =>
        new(
            Code,
            $"Too many calls over connection {connection} wait for their turn. Try again later, or let an admin look at the connection's limits."
        )
        {
            Retryable = true,
            RetryAfter = Max(wait, TimeSpan.FromSeconds(1)),
        };

    private sealed class Waiter(TimeSpan until)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan Until { get; } = until;

        public LinkedListNode<Waiter>? Place { get; set; }
    }
}

/// <summary>A gate at one moment.</summary>
/// <param name="PermitsLeft">Calls that may be made at once; null for no limit.</param>
/// <param name="Running">Calls under way.</param>
/// <param name="Queued">Calls that wait.</param>
/// <param name="ThrottledUntil">Until when the other side asked to wait; null when it does not.</param>
internal readonly record struct GateState(double? PermitsLeft, int Running, int Queued, DateTimeOffset? ThrottledUntil);
