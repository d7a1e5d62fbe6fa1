namespace FlowEngine.Testing.Mocking;

/// <summary>
/// The clock of one test: it stands still until somebody moves it, and then everything that falls due happens in order, on
/// the thread that moves it. Thread-safe.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private long _made;
    private int _parked;
    private TaskCompletionSource _parking = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires, in order, everything that falls due.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        while (true)
        {
            VirtualTimer? due;
            lock (_lock)
            {
                due = FirstDue();
                due = due?.DueAt <= target ? due : null;
                var next = due?.DueAt ?? target;
                _now = next > _now ? next : _now;
                due?.Passed();
            }

            if (due is null)
            {
                return;
            }

            due.Fire();
        }
    }

    /// <summary>A delay that <see cref="RunUntilAsync"/> knows to be waited for in this clock's time.</summary>
    public async Task ParkAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        Park();
        var parked = true;

        // Counted out before anybody goes on, so that the clock does not move while the one who waited works again.
        using var timer = CreateTimer(_ => Leave(() => over.TrySetResult()), null, delay, Timeout.InfiniteTimeSpan);
        using var given = cancellationToken.Register(() => Leave(() => over.TrySetCanceled(cancellationToken)));
        await over.Task.ConfigureAwait(false);

        void Leave(Action goOn)
        {
            lock (_lock)
            {
                if (!parked)
                {
                    return;
                }

                parked = false;
                if (--_parked == 0)
                {
                    _parking = new TaskCompletionSource();
                }
            }

            goOn();
        }
    }

    /// <summary>
    /// Lets time pass until a task has ended. While it does real work, the clock stands; it moves only when the task waits
    /// for this clock.
    /// </summary>
    /// <param name="task">The task; only its end is looked at.</param>
    /// <param name="atMost">Longest time to pass; <see cref="Timeout.InfiniteTimeSpan"/> for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when the task has ended; false when the time has passed before.</returns>
    public async ValueTask<bool> RunUntilAsync(Task task, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var start = GetUtcNow();
        var until = atMost == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : start + atMost;
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Parking()).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (task.IsCompleted)
            {
                break;
            }

            if (NextDue() is not { } due || due > until)
            {
                AdvanceTo(until);
                return task.IsCompleted;
            }

            AdvanceTo(due);
        }

        return true;
    }

    private void Park()
    {
        lock (_lock)
        {
            _parked++;
            _parking.TrySetResult();
        }
    }

    private Task Parking()
    {
        lock (_lock)
        {
            return _parking.Task;
        }
    }

    private DateTimeOffset? NextDue()
    {
        lock (_lock)
        {
            return FirstDue()?.DueAt;
        }
    }

    private VirtualTimer? FirstDue() => _timers.Count == 0 ? null : _timers.MinBy(t => (t.DueAt, t.Number));

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset DueAt { get; private set; }

        /// <summary>Order of two timers that are due at the same time.</summary>
        public long Number { get; private set; }

        public void Fire() => callback(state);

        /// <summary>Takes the timer off, or sets it for its next time. Called under the clock's lock.</summary>
        public void Passed()
        {
            if (_period > TimeSpan.Zero)
            {
                DueAt += _period;
            }
            else
            {
                clock._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock._now + dueTime;
                    Number = clock._made++;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
