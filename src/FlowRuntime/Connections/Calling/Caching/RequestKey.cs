using System.Security.Cryptography;
using System.Text;

namespace FlowRuntime.Connections.Calling.Caching;

/// <summary>What an answer depends on: the address, and everything else that the connector put into the request.</summary>
/// <param name="Address">Absolute address.</param>
/// <param name="Variant">Method, headers and a hash of the body; empty for a GET without any.</param>
internal readonly record struct RequestKey(string Address, string Variant)
{
    /// <summary>Headers that differ from call to call and change no answer.</summary>
    private static readonly HashSet<string> Ignored = new(
        ["Idempotency-Key", "traceparent", "tracestate", "Request-Id", "Correlation-Context", "User-Agent", "Accept-Encoding"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Headers with which a connector asks for its own kind of caching, or for a part.</summary>
    private static readonly HashSet<string> Own = new(
        ["If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Makes the key of a request.</summary>
    /// <param name="request">The request, without its credential and without a body.</param>
    /// <returns>The key; null when the answer cannot be cached.</returns>
    public static RequestKey? Of(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head ? Of(request, "") : null;

    /// <summary>Makes the key of a search by POST: a read where the operation says so, as nothing else with a body is.</summary>
    /// <param name="request">The request, without its credential.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key; null when the answer cannot be cached.</returns>
    public static async ValueTask<RequestKey?> OfBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return Of(request, $"{request.Content?.Headers.ContentType} {Convert.ToHexString(SHA256.HashData(body))}");
    }

    private static RequestKey? Of(HttpRequestMessage request, string body)
    {
        StringBuilder? variant = null;
        foreach (var header in request.Headers.NonValidated)
        {
            if (Own.Contains(header.Key))
            {
                return null;
            }

            if (!Ignored.Contains(header.Key))
            {
                (variant ??= new StringBuilder()).Append(header.Key).Append(": ").Append(header.Value.ToString()).Append('\n');
            }
        }

        var address = request.RequestUri!.AbsoluteUri; // HttpClient makes it absolute
        if (request.Method == HttpMethod.Get)
        {
            return new RequestKey(address, variant?.ToString() ?? "");
        }

        return new RequestKey(address, (variant ?? new StringBuilder()).Append(request.Method.Method).Append(' ').Append(body).ToString());
    }
}
