using System.ComponentModel.DataAnnotations;

namespace FlowRuntime.Connections.Calling;

/// <summary>Limits of calls where neither the connector nor the connection says otherwise, and the size of the answer cache.</summary>
public sealed class CallingOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "FlowStudio:Calling";

    /// <summary>Most calls at once over one connection.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 100;

    /// <summary>Most calls of one connection that wait for their turn.</summary>
    [Range(0, 10_000)]
    public int QueueLength { get; set; } = 1_000;

    /// <summary>Longest wait for a turn. Unit: seconds.</summary>
    [Range(0, 600)]
    public double QueueSeconds { get; set; } = 20;

    /// <summary>Longest call, from its turn to the end of its answer. Unit: seconds.</summary>
    [Range(1, 600)]
    public double TimeoutSeconds { get; set; } = 100;

    /// <summary>Largest answer, unpacked, where the connector sets no limit of its own. Unit: bytes.</summary>
    [Range(1_024, 256 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many times larger than on the wire an answer of more than a megabyte may become when it is unpacked.</summary>
    [Range(2, 1_000)]
    public int MaxUnpackRatio { get; set; } = 100;

    /// <summary>Time over which failures are counted. Unit: seconds.</summary>
    [Range(1, 3_600)]
    public double BreakerWindowSeconds { get; set; } = 30;

    /// <summary>Fewest calls in that time for the breaker to open.</summary>
    [Range(1, 100_000)]
    public int BreakerCalls { get; set; } = 10;

    /// <summary>Share of calls that fail at which the breaker opens, above 0 and up to 1.</summary>
    [Range(0.01, 1)]
    public double BreakerRatio { get; set; } = 0.5;

    /// <summary>How long the breaker stays open before one call tries again. Unit: seconds.</summary>
    [Range(0.1, 3_600)]
    public double BreakerOpenSeconds { get; set; } = 15;

    /// <summary>Size of the answer cache of all connections together. Unit: bytes; 0 for no cache.</summary>
    [Range(0L, 64L * 1024 * 1024 * 1024)]
    public long CacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Largest answer that is kept. Unit: bytes.</summary>
    [Range(0, 256 * 1024 * 1024)]
    public int CachedAnswerBytes { get; set; } = 1024 * 1024;
}
