using System.Net;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowRuntime.Connections.Calling.Caching;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// The way of every request of a connection: only to its own addresses, spared by the cache, stopped by the breaker, in its
/// turn, with a limit of time. Repeats nothing by itself, and follows redirects only of reads and within the origin
/// that was asked. The handler below adds the credential to a copy, so that nothing here ever sees it.
/// </summary>
internal sealed class CallingHandler(
    RequestBounds bounds,
    ConnectionCalling calling,
    AnswerCache cache,
    ConnectionUse use,
    TimeProvider time,
    CallingLog log,
    HttpMessageHandler inner
) : DelegatingHandler(inner)
{
    private const int MostRedirects = 5;

    private readonly CachedCalls _cached = new(cache, calling.Statistics, time);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bounds.Check(request.RequestUri!); // HttpClient resolves it against the base address before it comes here
        // What a flow wrote there must not stand for the credential, nor beside it.
        request.Headers.Authorization = null;
        use.Mark(calling.Name);
        return request.Options.TryGetValue(CallOptions.Cache, out var policy) && policy is not null
            ? _cached.SendAsync(request, policy, CallAsync, cancellationToken).AsTask()
            : WriteThroughAsync(request, cancellationToken);
    }

    /// <summary>Makes a call that is not cached; after a write the cache forgets what it wrote to (RFC 9111 §4.4).</summary>
    private Task<HttpResponseMessage> WriteThroughAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        return request.Method == HttpMethod.Get || request.Method == HttpMethod.Head ? CallAsync(request, cancellationToken) : ForgettingAsync();

        async Task<HttpResponseMessage> ForgettingAsync()
        {
            var address = request.RequestUri!.AbsoluteUri; // absolute by now
            var response = await CallAsync(request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is >= 200 and < 400)
            {
                cache.Forget(address);
            }

            return response;
        }
    }

    private async Task<HttpResponseMessage> CallAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isTrial = calling.Breaker.Enter();
        try
        {
            await calling.Gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (IsOver(request))
        {
            // The call's own time ended before its turn came: unlike a time-out of the other side, surely nothing was sent.
            calling.Breaker.Abandon(isTrial);
            throw calling.Gate.Refusal();
        }
        catch
        {
            calling.Breaker.Abandon(isTrial);
            throw;
        }

        try
        {
            return await MakeAsync(request, isTrial, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            calling.Gate.Leave();
        }
    }

    private async Task<HttpResponseMessage> MakeAsync(HttpRequestMessage request, bool isTrial, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(calling.Limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var response = await AskAsync(request, either.Token).ConfigureAwait(false);
            var isOutage = response.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
            var error = isOutage || response.StatusCode is HttpStatusCode.TooManyRequests ? CallFailures.Of(response.StatusCode) : default;
            Settle(request, isTrial, started, error, isOutage);
            Heed(response);
            return response;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested || IsOver(request))
        {
            Settle(request, isTrial, started, CallFailures.TimedOut, isOutage: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TaskCanceledException($"No complete answer within {calling.Limits.Timeout.TotalSeconds:0} seconds.", new TimeoutException());
        }
        catch (HttpRequestException e) when (e.InnerException is ConnectionRefusedException refused)
        {
            // The socket handler wraps what its connect callback throws; the caller wants the code.
            calling.Breaker.Abandon(isTrial);
            throw new ConnectionRefusedException(refused.Code, refused.Message, e);
        }
        catch (HttpRequestException e)
        {
            Settle(request, isTrial, started, CallFailures.Of(e), e.HttpRequestError is not HttpRequestError.ConfigurationLimitExceeded);
            throw;
        }
        catch
        {
            // The run was stopped, or the credential cannot be used: this tells nothing of the other side.
            calling.Breaker.Abandon(isTrial);
            throw;
        }
    }

    private async ValueTask<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is < 300 or >= 400 || NextOf(request, response) is not { } next)
            {
                return response;
            }

            response.Dispose();
            if (hop == MostRedirects)
            {
                throw new ConnectionRefusedException(
                    "connection.redirects",
                    $"The system sends the call on and on ({MostRedirects} times). Check the address of connection {calling.Name}."
                );
            }

            request.RequestUri = next;
        }
    }

    /// <summary>Where a redirect of a read leads; null when it is given to the caller instead.</summary>
    private Uri? NextOf(HttpRequestMessage request, HttpResponseMessage response) =>
        (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        && response.StatusCode
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect
            ? bounds.Follow(request.RequestUri!, response.Headers.Location) // absolute by now
            : null;

    private void Settle(HttpRequestMessage request, bool isTrial, long started, CallFailure error, bool isOutage)
    {
        CallError? noted = null;
        if (error.Code is not null)
        {
            request.Options.TryGetValue(CallOptions.Operation, out var operation);
            noted = new CallError(time.GetUtcNow(), error.Code, error.Message, operation);
        }

        calling.Statistics.Record(time.GetElapsedTime(started), noted);
        switch (calling.Breaker.Record(isTrial, isOutage))
        {
            case BreakerState.Open:
                calling.Gate.TurnAway(calling.Breaker.Refusal);
                log.Opened(calling.Name, error.Code ?? "");
                break;
            case BreakerState.Closed:
                log.Closed(calling.Name);
                break;
        }
    }

    private void Heed(HttpResponseMessage response)
    {
        var report = RateHeaders.Read(response, time);
        if (report.IsEmpty)
        {
            return;
        }

        calling.Gate.Heed(report);
        if (report.Wait is { } wait)
        {
            log.Throttled(calling.Name, wait.TotalSeconds);
        }
    }

    private static bool IsOver(HttpRequestMessage request) =>
        request.Options.TryGetValue(CallOptions.TimeLimit, out var limit) && limit.IsCancellationRequested;
}
