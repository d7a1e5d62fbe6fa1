using System.Threading.RateLimiting;
using FlowRuntime.Gateway.Chat;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Holds each network address to so many calls of a webhook in a minute. Thread-safe.</summary>
internal sealed class HookLimit(IOptions<HookOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetTokenBucketLimiter(
            $"{ChatLimit.NetworkOf(http.Connection.RemoteIpAddress)} {http.Request.Path}",
            _ => BucketOf(options.Value)
        )
    );

    /// <summary>Takes one call; says how long to wait where there is none left.</summary>
    public bool Allows(HttpContext http, out TimeSpan wait)
    {
        using var lease = _limiter.AttemptAcquire(http);
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static TokenBucketRateLimiterOptions BucketOf(HookOptions options) =>
        new()
        {
            TokenLimit = options.CallsPerMinute,
            TokensPerPeriod = options.CallsPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        };
}
