using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Calling.Caching;

/// <summary>An answer apart from its line: can be given out many times. Only the marks of its use change. Thread-safe.</summary>
internal sealed class CachedAnswer
{
    /// <summary>What an entry costs beside its body and headers. Unit: bytes.</summary>
    private const int Overhead = 512;

    private readonly HttpStatusCode _status;
    private readonly string? _reason;
    private readonly Version _version;
    private readonly KeyValuePair<string, string>[] _headers;
    private readonly KeyValuePair<string, string>[] _contentHeaders;
    private readonly byte[] _body;
    private readonly DateTimeOffset _at;
    private long _usedAt;
    private int _isRenewing;

    private CachedAnswer(HttpResponseMessage response, byte[] body, CacheTerms terms, IReadOnlyList<string> tags, string variant, DateTimeOffset at)
    {
        (_status, _reason, _version) = (response.StatusCode, response.ReasonPhrase, response.Version);
        _headers = Flatten(response.Headers, skipAge: true);
        _contentHeaders = Flatten(response.Content.Headers, skipAge: false);
        (_body, _at, _usedAt) = (body, at, at.UtcTicks);
        (Terms, Tags, Variant) = (terms, tags, variant);
        Etag = First(_headers, "ETag");
        LastModified = First(_contentHeaders, "Last-Modified");
        Size = Overhead + body.Length + (2 * _headers.Concat(_contentHeaders).Sum(h => h.Key.Length + h.Value.Length));
    }

    private CachedAnswer(CachedAnswer old, CacheTerms terms, DateTimeOffset at)
    {
        (_status, _reason, _version, _headers, _contentHeaders, _body) = (old._status, old._reason, old._version, old._headers, old._contentHeaders, old._body);
        (_at, _usedAt) = (at, at.UtcTicks);
        (Terms, Tags, Variant, Etag, LastModified, Size) = (terms, old.Tags, old.Variant, old.Etag, old.LastModified, old.Size);
    }

    /// <summary>How long it may be used.</summary>
    public CacheTerms Terms { get; }

    /// <summary>Words by which it is purged.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>What of the request, beside its address, the answer depends on.</summary>
    public string Variant { get; }

    /// <summary>Validator (RFC 9110 §8.8.3); null for none.</summary>
    public string? Etag { get; }

    /// <summary>Weaker validator; null for none.</summary>
    public string? LastModified { get; }

    /// <summary>What it takes of the cache. Unit: bytes.</summary>
    public long Size { get; }

    /// <summary>When it was last given out. Unit: UTC ticks.</summary>
    public long UsedAt => Volatile.Read(ref _usedAt);

    /// <summary>Takes an answer apart.</summary>
    /// <param name="response">The answer, its body buffered.</param>
    /// <param name="policy">What the operation declares.</param>
    /// <param name="variant">See <see cref="Variant"/>.</param>
    /// <param name="at">When it came.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; <see cref="CacheTerms.MayStore"/> says whether it may be kept.</returns>
    public static async Task<CachedAnswer> TakeAsync(
        HttpResponseMessage response,
        CachePolicy policy,
        string variant,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new CachedAnswer(response, body, CacheTerms.Of(response, policy, at), policy.Tags, variant, at);
    }

    /// <summary>The same answer after the other side confirmed it (304).</summary>
    /// <param name="response">The confirmation.</param>
    /// <param name="policy">What the operation declares.</param>
    /// <param name="at">When it came.</param>
    /// <returns>The answer with new terms.</returns>
    public CachedAnswer Confirmed(HttpResponseMessage response, CachePolicy policy, DateTimeOffset at) =>
        new(this, CacheTerms.Of(response, policy, at), at);

    /// <summary>Gives the answer out.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="now">The time.</param>
    /// <returns>A response of its own.</returns>
    public HttpResponseMessage ToResponse(HttpRequestMessage request, DateTimeOffset now)
    {
        Volatile.Write(ref _usedAt, now.UtcTicks);
        var response = new HttpResponseMessage(_status)
        {
            RequestMessage = request,
            ReasonPhrase = _reason,
            Version = _version,
            Content = new ByteArrayContent(_body),
        };
        Restore(response.Headers, _headers);
        Restore(response.Content.Headers, _contentHeaders);
        var age = (long)Math.Max(0, (now - _at).TotalSeconds);
        response.Headers.TryAddWithoutValidation("Age", age.ToString(CultureInfo.InvariantCulture)); // RFC 9111 §5.1
        return response;
    }

    /// <summary>Asks to be the one who renews it.</summary>
    /// <returns>True for the first; the others go on with what is there.</returns>
    public bool TryBeginRenewing() => Interlocked.Exchange(ref _isRenewing, 1) == 0;

    /// <summary>Lets the next one try, after a renewal that failed.</summary>
    public void EndRenewing() => Volatile.Write(ref _isRenewing, 0);

    private static KeyValuePair<string, string>[] Flatten(HttpHeaders headers, bool skipAge) =>
        [
            .. headers
                .NonValidated.Where(h => !(skipAge && h.Key.Equals("Age", StringComparison.OrdinalIgnoreCase)))
                .SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v))),
        ];

    private static string? First(KeyValuePair<string, string>[] headers, string name) =>
        Array.Find(headers, h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static void Restore(HttpHeaders headers, KeyValuePair<string, string>[] values)
    {
        foreach (var (name, value) in values)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
