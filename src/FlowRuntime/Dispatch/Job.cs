using FlowEngine.Running;

namespace FlowRuntime.Dispatch;

/// <summary>A call that outlived its turn.</summary>
/// <param name="Call">What runs.</param>
/// <param name="ConversationId">The conversation that waits for it.</param>
/// <param name="BotId">Its bot.</param>
/// <param name="Attempt">Number of the attempt, from 1.</param>
/// <param name="StartedAt">When it outlived its turn, UTC.</param>
/// <param name="Connection">Connection it uses; null when unknown.</param>
/// <param name="InterimSent">True once the visitor was told that it takes longer.</param>
internal sealed record Job(
    DetachedCall Call,
    string ConversationId,
    string BotId,
    int Attempt,
    DateTimeOffset StartedAt,
    string? Connection,
    bool InterimSent
);

/// <summary>Stops one call: with the process, or at the call's own deadline.</summary>
internal sealed class JobCancellation(TimeSpan deadline, TimeProvider time, CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _deadline = new(deadline, time);
    private CancellationTokenSource? _either;

    public CancellationToken Token =>
        (_either ??= CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, stopping)).Token;

    /// <summary>Stops the call now.</summary>
    public void Cancel() => _deadline.Cancel();

    public void Dispose()
    {
        _either?.Dispose();
        _deadline.Dispose();
    }
}
