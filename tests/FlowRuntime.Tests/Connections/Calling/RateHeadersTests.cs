using System.Net;
using FlowRuntime.Connections.Calling;
using TestKit;

namespace FlowRuntime.Tests.Connections.Calling;

/// <summary>The clock stands at 2026-03-02 09:00:00 UTC, which is 1772442000.</summary>
public sealed class RateHeadersTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(429, "Retry-After: 30", 30.0)]
    [InlineData(503, "Retry-After: 2.5", 2.5)]
    [InlineData(429, "Retry-After: Mon, 02 Mar 2026 09:02:00 GMT", 120.0)]
    [InlineData(429, "Retry-After: Mon, 02 Mar 2026 08:00:00 GMT", 0.0)]
    [InlineData(429, "retry-after-ms: 1500", 1.5)]
    [InlineData(403, "Retry-After: 60", 60.0)]
    [InlineData(429, "Retry-After: 99999999", 86_400.0)]
    [InlineData(429, "X-RateLimit-Reset: 1772442009", 9.0)]
    [InlineData(429, "Retry-After: soon", 1.0)]
    [InlineData(429, "", 1.0)]
    [InlineData(200, "Retry-After: 30", null)]
    [InlineData(503, "", null)]
    public void Reads_how_long_to_wait(int status, string headers, double? seconds) =>
        Assert.Equal(seconds, Read(status, headers).Wait?.TotalSeconds);

    [Theory]
    [InlineData("RateLimit: \"burst\";r=50;t=30", 50, 30.0)]
    [InlineData("RateLimit: \"burst\";r=50;t=3, \"daily\";r=7;t=3600", 7, 3_600.0)]
    [InlineData("RateLimit: \"burst\";r=0|RateLimit-Policy: \"burst\";q=100;w=60", 0, 60.0)]
    [InlineData("RateLimit: limit=100, remaining=12, reset=9", 12, 9.0)]
    [InlineData("RateLimit-Limit: 100|RateLimit-Remaining: 3|RateLimit-Reset: 20", 3, 20.0)]
    [InlineData("X-RateLimit-Remaining: 4|X-RateLimit-Reset: 15", 4, 15.0)]
    [InlineData("x-ratelimit-remaining: 4|x-ratelimit-reset: 1772442060", 4, 60.0)]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1772442060000", 0, 60.0)]
    [InlineData("X-Rate-Limit-Remaining: 8|X-Rate-Limit-Reset: 2", 8, 2.0)]
    [InlineData("X-HubSpot-RateLimit-Remaining: 95|X-HubSpot-RateLimit-Interval-Milliseconds: 10000|X-HubSpot-RateLimit-Daily-Remaining: 1", 95, 10.0)]
    [InlineData("X-Shopify-Shop-Api-Call-Limit: 39/40", 1, 0.5)]
    [InlineData("X-Shopify-Shop-Api-Call-Limit: 40/40", 0, 0.5)]
    [InlineData("X-RateLimit-Remaining: 4", null, null)]
    [InlineData("X-RateLimit-Remaining: many|X-RateLimit-Reset: later", null, null)]
    [InlineData("RateLimit: ;;;=,,r=;t", null, null)]
    [InlineData("X-Shopify-Shop-Api-Call-Limit: /", null, null)]
    public void Reads_what_is_left_and_until_when(string headers, int? remaining, double? seconds)
    {
        var report = Read(200, headers);

        Assert.Equal(remaining, report.Remaining);
        Assert.Equal(remaining is null ? null : seconds, remaining is null ? null : report.Reset?.TotalSeconds);
    }

    [Fact]
    public void Finds_nothing_in_an_answer_that_says_nothing() =>
        Assert.True(Read(200, "Content-Language: en|X-Powered-By: shop|Referrer-Policy: none").IsEmpty);

    private RateReport Read(int status, string headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            response.Headers.TryAddWithoutValidation(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        }

        return RateHeaders.Read(response, _time);
    }
}
