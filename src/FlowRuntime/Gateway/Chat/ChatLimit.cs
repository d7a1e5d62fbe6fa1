using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Chat;

/// <summary>Holds each network address to so many tokens a minute. Thread-safe.</summary>
internal sealed class ChatLimit(IOptions<ChatOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(
        address => RateLimitPartition.GetTokenBucketLimiter(NetworkOf(address), _ => BucketOf(options.Value))
    );

    /// <summary>Takes one token of the address; says how long to wait where there is none left.</summary>
    public bool Allows(IPAddress? address, out TimeSpan wait)
    {
        using var lease = _limiter.AttemptAcquire(address);
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static TokenBucketRateLimiterOptions BucketOf(ChatOptions options) =>
        new()
        {
            TokenLimit = options.TokensPerMinute,
            TokensPerPeriod = options.TokensPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        };

    /// <summary>One household has a whole /64 of IPv6 addresses to try, so it counts as one.</summary>
    internal static string NetworkOf(IPAddress? address) =>
        address switch
        {
            null => "",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
            _ => address.ToString(),
        };
}
