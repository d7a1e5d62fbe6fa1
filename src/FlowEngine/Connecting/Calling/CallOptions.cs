namespace FlowEngine.Connecting.Calling;

/// <summary>What a request tells the pipeline of its connection, in <see cref="HttpRequestMessage.Options"/>.</summary>
public static class CallOptions
{
    /// <summary>How long the answer may be used again; without it nothing is cached.</summary>
    public static HttpRequestOptionsKey<CachePolicy> Cache { get; } = new("FlowStudio.Cache");

    /// <summary>True to ask the other side even when the cache has an answer.</summary>
    public static HttpRequestOptionsKey<bool> Fresh { get; } = new("FlowStudio.Fresh");

    /// <summary>Node type of the operation, for statistics.</summary>
    public static HttpRequestOptionsKey<string> Operation { get; } = new("FlowStudio.Operation");

    /// <summary>Largest answer. Unit: bytes.</summary>
    public static HttpRequestOptionsKey<int> MaxBytes { get; } = new("FlowStudio.MaxBytes");

    /// <summary>What ends the call when its own time is over, so that a slow system can be told from a run that was stopped.</summary>
    public static HttpRequestOptionsKey<CancellationToken> TimeLimit { get; } = new("FlowStudio.TimeLimit");
}
