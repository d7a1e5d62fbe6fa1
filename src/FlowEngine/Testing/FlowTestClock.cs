using FlowEngine.Testing.Mocking;

namespace FlowEngine.Testing;

/// <summary>
/// The clock for an installation that runs flow tests: within a test it is the test's own clock, so that also the time
/// limits of connectors count its time; elsewhere it is the system's. Thread-safe.
/// </summary>
public sealed class FlowTestClock : TimeProvider
{
    private static readonly AsyncLocal<VirtualClock?> OfTest = new();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => Current.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private static TimeProvider Current => OfTest.Value ?? System;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Current.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() =>
        OfTest.Value is { } clock ? clock.GetTimestamp() : System.GetElapsedTime(0, System.GetTimestamp()).Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Current.CreateTimer(callback, state, dueTime, period);

    /// <summary>Makes a clock the one of everything that the calling method does from here on.</summary>
    internal static void Enter(VirtualClock clock) => OfTest.Value = clock;
}
