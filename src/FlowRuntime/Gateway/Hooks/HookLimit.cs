using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Holds each network address to so many calls of a webhook in a minute. Thread-safe.</summary>
internal sealed class HookLimit(IOptions<HookOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> _limiter = PartitionedRateLimiter.Create<Caller, Caller>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => BucketOf(options.Value))
    );

    /// <summary>Takes one call; says how long to wait where there is none left.</summary>
    public bool Allows(HttpContext http, string bot, string hook, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        using var lease = _limiter.AttemptAcquire(new Caller(NetworkOf(http.Connection.RemoteIpAddress), bot, hook));
        if (!lease.IsAcquired)
        {
            wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        }

        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>One household has a whole /64 of IPv6 addresses to try, so it counts as one.</summary>
    private static ulong NetworkOf(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out var length))
        {
            return 0;
        }

        return length == 4 ? BitConverter.ToUInt32(bytes)
            : address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true } ? BitConverter.ToUInt32(bytes[12..])
            : BitConverter.ToUInt64(bytes);
    }

    private static TokenBucketRateLimiterOptions BucketOf(HookOptions options) =>
        new()
        {
            TokenLimit = options.CallsPerMinute,
            TokensPerPeriod = options.CallsPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        };

    private readonly record struct Caller(ulong Network, string Bot, string Hook);
}
