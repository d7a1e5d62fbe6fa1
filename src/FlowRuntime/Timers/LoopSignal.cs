using System.Threading.Channels;

namespace FlowRuntime.Timers;

/// <summary>Tells a loop that something it looks for was committed. Thread-safe.</summary>
internal abstract class LoopSignal
{
    /// <summary>Longest wait: what is due later needs no signal.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => _raised.Writer.TryWrite(true);

    public void Reset() => _raised.Reader.TryRead(out _);

    /// <summary>Waits until it is raised, a time has come, or an hour has passed.</summary>
    /// <param name="due">The time; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stoppingToken">Ends the wait with an exception.</param>
    public async Task WaitAsync(DateTimeOffset? due, TimeProvider time, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var wait = due - time.GetUtcNow();
        var delay = Task.Delay(
            wait < TimeSpan.Zero ? TimeSpan.Zero
                : wait < LongestWait ? wait.Value
                : LongestWait,
            time,
            either.Token
        );
        // The clock may have passed the time while the delay was being made.
        if (due is null || time.GetUtcNow() < due)
        {
            await Task.WhenAny(delay, _raised.Reader.WaitToReadAsync(either.Token).AsTask()).ConfigureAwait(false);
        }

        await either.CancelAsync().ConfigureAwait(false);
        stoppingToken.ThrowIfCancellationRequested();
    }
}

/// <summary>Tells the loop of timers.</summary>
internal sealed class TimerSignal : LoopSignal;
