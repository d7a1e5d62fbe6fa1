using System.Diagnostics.CodeAnalysis;
using System.Net;
using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Credentials;

/// <summary>What a system beside the connection's own answered, such as an OAuth provider or a vault.</summary>
/// <param name="Status">HTTP status; 0 for no answer.</param>
/// <param name="Body">The body; null for no answer.</param>
/// <param name="Problem">Sentence on why there is none; holds no secret.</param>
internal sealed record GuardedAnswer(int Status, ReadOnlyMemory<byte>? Body, string? Problem = null);

/// <summary>
/// Small calls to systems beside the connection's own, through the same guard: addresses are checked when they are
/// connected to, redirects are not followed, http only where it is allowed, time and size bounded. Thread-safe.
/// </summary>
internal sealed class GuardedHttp(GuardedDialer dialer, TimeProvider time)
{
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Largest answer. Unit: bytes.</summary>
    private const int Largest = 512 * 1024;

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="target">Whose allowances count.</param>
    /// <param name="request">The request, its address absolute.</param>
    /// <param name="cancellationToken">Gives up; passes through as an exception.</param>
    /// <returns>The answer, or why there is none.</returns>
    public async Task<GuardedAnswer> SendAsync(ConnectionTarget target, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!; // callers give one
        if (address.Scheme == Uri.UriSchemeHttp && !target.AllowHttp)
        {
            return None($"{address.Host} would be called by plain http, on which others can read the secret. Use https, or allow http for this connection.");
        }

        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var client = Client(target.Allowed);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(Largest, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return new GuardedAnswer((int)response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return None($"{address.Host} did not answer within {Longest.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException e)
        {
            return None(e.InnerException is ConnectionRefusedException refused ? refused.Message : Explain(e, address.Host));
        }
        catch (IOException)
        {
            return None($"The line to {address.Host} broke before the answer was complete.");
        }
    }

    private static string Explain(HttpRequestException e, string host) =>
        e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"The name {host} is not known. Check its spelling.",
            HttpRequestError.SecureConnectionError => $"No secure line to {host}: its certificate is not valid for this name, has expired, or it does not speak TLS.",
            HttpRequestError.ConfigurationLimitExceeded => $"{host} answered with more than {Largest / 1024} kB.",
            _ => $"{host} cannot be reached.",
        };

    private static GuardedAnswer None(string problem) => new(0, null, problem);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client owns its handler.")]
    private HttpClient Client(AllowedAddresses allowed) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = GuardedDialer.ConnectTimeout,
                MaxResponseHeadersLength = 64,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = (context, token) =>
                    dialer.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, allowed, token),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
