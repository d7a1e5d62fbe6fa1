using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Calling;

/// <summary>The limits that hold for one connection.</summary>
/// <param name="Rate">Calls in a second; null for no limit.</param>
/// <param name="Burst">Most calls in a row after a rest; at least 1.</param>
/// <param name="Concurrency">Most calls at once.</param>
/// <param name="QueueLength">Most calls that wait.</param>
/// <param name="QueueWait">Longest wait.</param>
/// <param name="Timeout">Longest call.</param>
internal sealed record CallingLimits(
    double? Rate,
    double Burst,
    int Concurrency,
    int QueueLength,
    TimeSpan QueueWait,
    TimeSpan Timeout
)
{
    /// <summary>Makes the limits: what the admin set, else what the connector says, else the product's.</summary>
    /// <param name="connector">The connector's limit; null for none.</param>
    /// <param name="settings">What the admin set.</param>
    /// <param name="options">The product's.</param>
    /// <returns>The limits.</returns>
    public static CallingLimits Of(RateLimit? connector, CallingSettings settings, CallingOptions options)
    {
        var permits = settings.Permits ?? connector?.Permits;
        var per =
            settings.Permits is not null ? settings.PerSeconds ?? 1
            : connector is { Per.TotalSeconds: > 0 and var seconds } ? seconds
            : 1;
        return new CallingLimits(
            permits is > 0 ? permits / per : null,
            Math.Max(1, permits ?? 1),
            settings.Concurrency ?? (connector is { Concurrency: > 0 and var most } ? most : options.Concurrency),
            settings.QueueLength ?? options.QueueLength,
            TimeSpan.FromSeconds(settings.QueueSeconds ?? options.QueueSeconds),
            TimeSpan.FromSeconds(settings.TimeoutSeconds ?? options.TimeoutSeconds)
        );
    }
}
