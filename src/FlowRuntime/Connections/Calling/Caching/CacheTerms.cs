using System.Net;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Calling.Caching;

/// <summary>How long an answer may be used: what the operation declares, shortened by what the answer itself says (RFC 9111).</summary>
/// <param name="MayStore">False when it must not be kept at all.</param>
/// <param name="FreshUntil">Until when it is used as it is.</param>
/// <param name="StaleUntil">Until when it is used while it is renewed.</param>
internal readonly record struct CacheTerms(bool MayStore, DateTimeOffset FreshUntil, DateTimeOffset StaleUntil)
{
    /// <summary>Reads the terms.</summary>
    /// <param name="response">The answer; a 304 speaks for the answer that it confirms.</param>
    /// <param name="policy">What the operation declares.</param>
    /// <param name="at">When it came.</param>
    /// <returns>The terms.</returns>
    public static CacheTerms Of(HttpResponseMessage response, CachePolicy policy, DateTimeOffset at)
    {
        var isFull = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified;
        if (!isFull || response.Headers.Vary.Contains("*"))
        {
            return default;
        }

        // "private" does not hinder: what is kept belongs to the one credential that the answer was made for.
        var control = policy.DespiteCacheControl ? null : response.Headers.CacheControl;
        if (control is { NoStore: true })
        {
            return default;
        }

        var fresh = control is { NoCache: true } ? TimeSpan.Zero : policy.TimeToLive;
        if (control?.MaxAge is { } most && most < fresh)
        {
            fresh = most;
        }

        // "must-revalidate" and "no-cache" forbid what is stale, also for a moment.
        var stale = control is { MustRevalidate: true } or { NoCache: true } ? TimeSpan.Zero : policy.StaleFor;
        return new CacheTerms(true, at + fresh, at + fresh + stale);
    }
}
