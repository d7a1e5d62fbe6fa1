namespace FlowEngine.Connecting;

/// <summary>How fast one connection may call, for all flows together. Calls above it wait, they do not fail.</summary>
/// <param name="Permits">Calls in each <paramref name="Per"/>; also the largest burst. Greater than 0.</param>
/// <param name="Per">Time in which so many calls may be made. Greater than 0.</param>
/// <param name="Concurrency">Most calls at once, from 1.</param>
public sealed record RateLimit(double Permits, TimeSpan Per, int Concurrency);
