namespace FlowEngine.Connecting;

/// <summary>How long the answer of a read may be used again.</summary>
/// <param name="TimeToLive">How long it is fresh. Zero or more.</param>
/// <param name="StaleFor">How long after that it is still used while it is renewed in the background. Zero for not at all.</param>
/// <param name="Tags">Words by which answers are purged, for example <c>products</c>; empty for none.</param>
public sealed record CachePolicy(TimeSpan TimeToLive, TimeSpan StaleFor, IReadOnlyList<string> Tags)
{
    /// <summary>
    /// True to keep answers whose <c>Cache-Control</c> forbids it, for systems that forbid it for everything, as WordPress
    /// does for whoever has signed in. Without it <c>no-store</c>, <c>no-cache</c> and <c>max-age</c> are heeded.
    /// </summary>
    public bool DespiteCacheControl { get; init; }
}
