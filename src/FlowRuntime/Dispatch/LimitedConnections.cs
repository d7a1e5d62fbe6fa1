using FlowEngine.Connecting;

namespace FlowRuntime.Dispatch;

/// <summary>Refuses a connection while too many calls over it go on alone, so that one slow system cannot pile up calls without end.</summary>
internal sealed class LimitedConnections(IConnectionSource inner, JobRunner jobs) : IConnectionSource
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Name of the connection opened last; null before the first.</summary>
    public string? LastOpened { get; private set; }

    public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken)
    {
        LastOpened = name;
        return jobs.IsFull(name)
            ? throw new ConnectionRefusedException(
                "connection.busy",
                $"Too many calls to {name} are waiting for an answer. Try again when the other system is well."
            )
            {
                Retryable = true,
                RetryAfter = RetryAfter,
            }
            : inner.OpenAsync(name, connector, cancellationToken);
    }
}
