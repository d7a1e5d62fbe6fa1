using System.Net.Http.Headers;

namespace FlowEngine.Connecting.Calling;

/// <summary>One HTTP request over a connection: time limit, size limit and every failure as a value. Retries nothing.</summary>
public static class ConnectionCall
{
    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="connection">Connection to send over.</param>
    /// <param name="request">The request, its address relative to the connection's.</param>
    /// <param name="limits">Longest time and largest body.</param>
    /// <param name="time">Clock of the time limit.</param>
    /// <param name="cancellationToken">Cancels the run; passes through as an exception.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ConnectionRefusedException">
    /// The call was not made and may be tried again later; pass it through, the engine makes it the node's error.
    /// </exception>
    public static async Task<Exchange> SendAsync(
        IConnection connection,
        HttpRequestMessage request,
        CallLimits limits,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        request.Options.Set(CallOptions.MaxBytes, limits.MaxBytes);
        request.Options.Set(CallOptions.TimeLimit, timeout.Token);
        var host = connection.Http.BaseAddress?.Host ?? connection.Name;
        try
        {
            using var response = await connection
                .Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            var body = await ReadAsync(response.Content, limits.MaxBytes, either.Token).ConfigureAwait(false);
            return body is null ? TooLarge(host, limits) : new Exchange.Answered(new Answer(response, body));
        }
        catch (ConnectionRefusedException e) when (!e.Retryable)
        {
            // One that may be tried again passes through: the engine's policy knows when.
            return new Exchange.Unanswered(NoAnswer.Refused, e.Message, e.Code);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Exchange.Unanswered(
                NoAnswer.TimedOut,
                $"{host} did not answer completely within {limits.Timeout.TotalSeconds:0} seconds."
            );
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return TooLarge(host, limits);
        }
        catch (HttpRequestException e)
        {
            return Diagnose(e, host);
        }
        catch (IOException)
        {
            return Broken(host);
        }
    }

    /// <summary>Adds the key by which the other side recognises a repeated write (Idempotency-Key, a quoted string).</summary>
    /// <param name="request">The request.</param>
    /// <param name="effectKey">Key of the effect, the same on every attempt.</param>
    public static void AddIdempotencyKey(HttpRequestHeaders request, string effectKey) =>
        request.TryAddWithoutValidation("Idempotency-Key", $"\"{effectKey}\"");

    private static Exchange.Unanswered Diagnose(HttpRequestException e, string host) =>
        e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new Exchange.Unanswered(
                NoAnswer.NameUnknown,
                $"The name {host} is not known. Check the address of the connection."
            ),
            HttpRequestError.ConnectionError => new Exchange.Unanswered(
                NoAnswer.NotReachable,
                $"Nothing answers at {host}. Check the address and the port, and whether the system is running."
            ),
            HttpRequestError.SecureConnectionError => new Exchange.Unanswered(
                NoAnswer.NotSecure,
                $"No secure line to {host}: its certificate is not valid for this name, has expired, or it does not speak TLS."
            ),
            _ => Broken(host),
        };

    private static Exchange.Unanswered TooLarge(string host, CallLimits limits) =>
        new(
            NoAnswer.TooLarge,
            $"{host} answered with more than {limits.MaxBytes:N0} bytes. Ask for less, for example with a filter or a smaller page."
        );

    private static Exchange.Unanswered Broken(string host) =>
        new(NoAnswer.Interrupted, $"The line to {host} broke before the answer was complete.");

    private static async Task<byte[]?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return null;
        }

        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (stream is MemoryStream held)
        {
            // The pipeline of a connection took the whole answer already.
            return held.Length > maxBytes ? null : held.ToArray();
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + count > maxBytes)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        return body.ToArray();
    }
}

/// <summary>Limits of one call.</summary>
/// <param name="Timeout">Longest wait for the whole exchange.</param>
/// <param name="MaxBytes">Largest body of the answer. Unit: bytes.</param>
public readonly record struct CallLimits(TimeSpan Timeout, int MaxBytes);
