using System.Globalization;
using System.Net;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// Reads what answers say about limits: <c>Retry-After</c> (RFC 9110 §10.2.3, as seconds or date), <c>RateLimit</c> with
/// <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers), its earlier forms, and the headers that vendors use:
/// <c>X-RateLimit-*</c>, <c>X-Rate-Limit-*</c>, HubSpot's and Shopify's. Slack says <c>Retry-After</c>.
/// </summary>
internal static class RateHeaders
{
    /// <summary>Longest wait that is believed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Wait after a 429 that does not say how long.</summary>
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

    /// <summary>Shopify's bucket loses two calls a second, so that a full one has room again after half of one.</summary>
    private static readonly TimeSpan ShopifyLeak = TimeSpan.FromSeconds(0.5);

    /// <summary>Reads an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="time">Clock, for dates and epochs.</param>
    /// <returns>What it says.</returns>
    public static RateReport Read(HttpResponseMessage response, TimeProvider time)
    {
        var said = new Said();
        foreach (var header in response.Headers.NonValidated)
        {
            // Hardly any header of an answer begins like this: the others cost two comparisons.
            if (header.Key.Length > 8 && (header.Key[0] is 'R' or 'r' or 'X' or 'x'))
            {
                Note(ref said, header.Key, header.Value.ToString(), time);
            }
        }

        var asked = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Forbidden;
        var wait = asked ? said.RetryAfter : null;
        if (wait is null && response.StatusCode is HttpStatusCode.TooManyRequests)
        {
            // Some say only when the window ends.
            wait = said.Reset ?? Unsaid;
        }

        var reset = said.Reset ?? said.Window;
        return new RateReport(Bound(wait), reset is null ? null : said.Remaining, Bound(reset));
    }

    private static void Note(ref Said said, string name, string value, TimeProvider time)
    {
        if (Is(name, "Retry-After"))
        {
            said.RetryAfter ??= DurationOf(value, time);
        }
        else if (Is(name, "retry-after-ms"))
        {
            said.RetryAfter = Number(value) is { } milliseconds ? Seconds(milliseconds / 1_000) : said.RetryAfter;
        }
        else if (Is(name, "RateLimit"))
        {
            NoteFields(ref said, value);
        }
        else if (Is(name, "RateLimit-Policy"))
        {
            said.Window ??= Parameter(value, "w") is { } window ? Seconds(window) : null;
        }
        else if (Is(name, "RateLimit-Remaining") || Is(name, "X-RateLimit-Remaining") || Is(name, "X-Rate-Limit-Remaining") || Is(name, "X-HubSpot-RateLimit-Remaining"))
        {
            said.Note(Number(value), null);
        }
        else if (Is(name, "RateLimit-Reset") || Is(name, "X-RateLimit-Reset") || Is(name, "X-Rate-Limit-Reset") || Is(name, "X-RateLimit-Reset-After"))
        {
            said.Reset ??= DurationOf(value, time);
        }
        else if (Is(name, "X-HubSpot-RateLimit-Interval-Milliseconds"))
        {
            said.Window = Number(value) is { } milliseconds ? Seconds(milliseconds / 1_000) : null;
        }
        else if (Is(name, "X-Shopify-Shop-Api-Call-Limit"))
        {
            // 32/40: used and size.
            var slash = value.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && Number(value.AsSpan(0, slash)) is { } used && Number(value.AsSpan(slash + 1)) is { } size)
            {
                said.Note(size - used, ShopifyLeak);
            }
        }
    }

    /// <summary>
    /// <c>"burst";r=50;t=30, "day";r=900;t=3600</c>, and as it was before: <c>limit=100, remaining=50, reset=30</c>. Of
    /// several policies the one counts that has the least left.
    /// </summary>
    private static void NoteFields(ref Said said, string value)
    {
        if (Parameter(value, "remaining") is { } left)
        {
            said.Note(left, Parameter(value, "reset") is { } reset ? Seconds(reset) : null);
            return;
        }

        foreach (var policy in value.Split(','))
        {
            if (Parameter(policy, "r") is { } remaining)
            {
                said.Note(remaining, Parameter(policy, "t") is { } reset ? Seconds(reset) : null);
            }
        }
    }

    /// <summary>A number after <c>name=</c>, at the start or after a separator.</summary>
    private static double? Parameter(string value, string name)
    {
        foreach (var range in value.AsSpan().SplitAny(';', ','))
        {
            var part = value.AsSpan(range).Trim();
            var equals = part.IndexOf('=');
            if (equals > 0 && part[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Number(part[(equals + 1)..].Trim());
            }
        }

        return null;
    }

    /// <summary>Seconds, seconds since 1970, milliseconds since 1970, or a date.</summary>
    private static TimeSpan? DurationOf(string value, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return Number(value) switch
        {
            > 1e14 => null,
            > 1e11 and { } milliseconds => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) - now,
            > 1e9 and { } seconds => DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1_000)) - now,
            { } seconds => Seconds(seconds),
            null => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - now : null,
        };
    }

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));

    private static TimeSpan? Bound(TimeSpan? wait) =>
        wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, Longest.Ticks)) : null;

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private struct Said
    {
        public TimeSpan? RetryAfter { get; set; }

        public TimeSpan? Reset { get; set; }

        public TimeSpan? Window { get; set; }

        public int? Remaining { get; private set; }

        public void Note(double? remaining, TimeSpan? reset)
        {
            if (remaining is not { } left || left >= Remaining)
            {
                return;
            }

            Remaining = (int)Math.Clamp(left, 0, int.MaxValue);
            Reset = reset ?? Reset;
        }
    }
}
