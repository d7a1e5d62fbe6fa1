using FlowRuntime.Connections.Calling;

namespace FlowDesigner.Web.Connections;

/// <summary>Limits of a connection's calls while they are typed; what is empty is the connector's or the product's own.</summary>
public sealed class CallingDraft
{
    /// <summary>Where the limits stand in a change.</summary>
    public static IReadOnlyList<string> Pointers { get; } =
        ["/calling/permits", "/calling/perSeconds", "/calling/concurrency", "/calling/queueLength", "/calling/queueSeconds", "/calling/timeoutSeconds"];

    /// <summary>Calls in a time.</summary>
    public double? Permits { get; set; }

    /// <summary>That time. Unit: seconds.</summary>
    public double? PerSeconds { get; set; }

    /// <summary>Most calls at once.</summary>
    public int? Concurrency { get; set; }

    /// <summary>Most calls that wait.</summary>
    public int? QueueLength { get; set; }

    /// <summary>Longest wait for a turn. Unit: seconds.</summary>
    public double? QueueSeconds { get; set; }

    /// <summary>Longest call. Unit: seconds.</summary>
    public double? TimeoutSeconds { get; set; }

    /// <summary>Begins with what is set.</summary>
    /// <param name="settings">What is set.</param>
    public static CallingDraft Of(CallingSettings settings) =>
        new()
        {
            Permits = settings.Permits,
            PerSeconds = settings.PerSeconds,
            Concurrency = settings.Concurrency,
            QueueLength = settings.QueueLength,
            QueueSeconds = settings.QueueSeconds,
            TimeoutSeconds = settings.TimeoutSeconds,
        };

    /// <summary>What to save.</summary>
    public CallingSettings ToSettings() => new(Permits, PerSeconds, Concurrency, QueueLength, QueueSeconds, TimeoutSeconds);
}
