using System.Threading.Channels;

namespace FlowRuntime.Timers;

/// <summary>Tells the loop that a timer was committed, so that it looks at the earliest anew. Thread-safe.</summary>
internal sealed class TimerSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Raise() => _raised.Writer.TryWrite(true);

    public void Reset() => _raised.Reader.TryRead(out _);

    public Task WaitAsync(CancellationToken cancellationToken) =>
        _raised.Reader.WaitToReadAsync(cancellationToken).AsTask();
}
