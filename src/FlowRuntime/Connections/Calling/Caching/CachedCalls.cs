using System.Diagnostics.CodeAnalysis;
using System.Net;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;

namespace FlowRuntime.Connections.Calling.Caching;

/// <summary>
/// Answers reads from the cache where their operation allows it: fresh answers as they are, stale ones while one call renews
/// them, and one call for all who ask for the same at once.
/// </summary>
internal sealed class CachedCalls(AnswerCache cache, CallStatistics statistics, TimeProvider time)
{
    /// <summary>Makes a call, or spares it.</summary>
    /// <param name="request">The request, without its credential.</param>
    /// <param name="policy">What the operation declares.</param>
    /// <param name="send">Makes the call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    public ValueTask<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CachePolicy policy,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken
    )
    {
        if (request.Method == HttpMethod.Post)
        {
            return SearchAsync(request, policy, send, cancellationToken);
        }

        return RequestKey.Of(request) is { } key
            ? Send(request, key, policy, send, cancellationToken)
            : new ValueTask<HttpResponseMessage>(send(request, cancellationToken));
    }

    private async ValueTask<HttpResponseMessage> SearchAsync(
        HttpRequestMessage request,
        CachePolicy policy,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken
    ) =>
        await RequestKey.OfBodyAsync(request, cancellationToken).ConfigureAwait(false) is { } key
            ? await Send(request, key, policy, send, cancellationToken).ConfigureAwait(false)
            : await send(request, cancellationToken).ConfigureAwait(false);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes the answer.")]
    private ValueTask<HttpResponseMessage> Send(
        HttpRequestMessage request,
        RequestKey key,
        CachePolicy policy,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken
    )
    {
        var isFresh = request.Options.TryGetValue(CallOptions.Fresh, out var fresh) && fresh;
        var known = cache.Find(key.Address, key.Variant);
        var now = time.GetUtcNow();
        if (known is not null && !isFresh && now < known.Terms.StaleUntil)
        {
            if (now >= known.Terms.FreshUntil && known.TryBeginRenewing())
            {
                _ = RenewAsync(request, key, known, policy, send);
            }

            statistics.Hit();
            return new ValueTask<HttpResponseMessage>(known.ToResponse(request, now));
        }

        return AskAsync(request, key, isFresh, known, policy, send, cancellationToken);
    }

    private async ValueTask<HttpResponseMessage> AskAsync(
        HttpRequestMessage request,
        RequestKey key,
        bool isFresh,
        CachedAnswer? known,
        CachePolicy policy,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken
    )
    {
        // Who asks for the newest answer must not get one that was asked for before.
        var asking = isFresh
            ? FetchAsync(request, key, known, policy, send, cache.Epoch)
            : cache.Join(key.Address, key.Variant, epoch => FetchAsync(request, key, known, policy, send, epoch));
        var answer = await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer.ToResponse(request, time.GetUtcNow());
    }

    private async Task RenewAsync(
        HttpRequestMessage request,
        RequestKey key,
        CachedAnswer known,
        CachePolicy policy,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send
    )
    {
        var renewing = cache.Join(key.Address, key.Variant, epoch => FetchAsync(request, key, known, policy, send, epoch));
        // A failure is in the statistics; the stale answer serves on while it may.
        await ((Task)renewing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        known.EndRenewing();
    }

    /// <summary>
    /// Asks on behalf of all who wait, and on when the first of them gives up: the call's own limits end it. Works on a copy
    /// of the request, which its caller disposes when he leaves.
    /// </summary>
    private async Task<CachedAnswer> FetchAsync(
        HttpRequestMessage request,
        RequestKey key,
        CachedAnswer? known,
        CachePolicy policy,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        int epoch
    )
    {
        using var copy = await RequestCopy.OfAsync(request, request.RequestUri!, CancellationToken.None).ConfigureAwait(false); // absolute by now
        ((IDictionary<string, object?>)copy.Options).Remove(CallOptions.TimeLimit.Key);
        Validate(copy, known);
        using var response = await send(copy, CancellationToken.None).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var answer =
            response.StatusCode is HttpStatusCode.NotModified && known is not null
                ? known.Confirmed(response, policy, now)
                : await CachedAnswer.TakeAsync(response, policy, key.Variant, now, CancellationToken.None).ConfigureAwait(false);
        if (answer.Terms.MayStore)
        {
            cache.Store(key.Address, answer, epoch);
        }

        return answer;
    }

    private static void Validate(HttpRequestMessage request, CachedAnswer? known)
    {
        if (known?.Etag is { } etag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }
        else if (known?.LastModified is { } at)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", at);
        }
    }
}
