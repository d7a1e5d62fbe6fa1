using System.Net;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Connections.Imported;

/// <summary>
/// Fetches a document by the same guard as all calls that leave: only public addresses, checked at each redirect, https,
/// bounded in time and size.
/// </summary>
internal sealed class DocumentFetcher(GuardedDialer dialer, TimeProvider time)
{
    /// <summary>Largest document. Unit: bytes.</summary>
    internal const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxRedirects = 5;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    /// <summary>Fetches a document.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="allowLoopback">True when this machine itself may be reached, over plain http too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document and where it was found in the end, or what is wrong.</returns>
    public async Task<(ReadOnlyMemory<byte> Document, Uri From, string? Problem)> FetchAsync(
        Uri url,
        bool allowLoopback,
        CancellationToken cancellationToken
    )
    {
        var allowed = new AllowedAddresses(allowLoopback, []);
        using var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = GuardedDialer.ConnectTimeout,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (context, token) => dialer.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, allowed, token),
        };
        using var client = new HttpClient(sockets) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(MaxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(client, url, allowLoopback, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (default, url, $"{url.Host} did not answer completely within {MaxTime.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException e)
        {
            return (default, url, e.InnerException is ConnectionRefusedException refused ? refused.Message : $"{url.Host} cannot be reached. Check the address.");
        }
        catch (IOException)
        {
            return (default, url, $"The line to {url.Host} broke before the answer was complete.");
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Document, Uri From, string? Problem)> FollowAsync(
        HttpClient client,
        Uri url,
        bool allowHttp,
        CancellationToken cancellationToken
    )
    {
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            if (url is not { IsAbsoluteUri: true, UserInfo: "" } || !(url.Scheme == Uri.UriSchemeHttps || (allowHttp && url.Scheme == Uri.UriSchemeHttp)))
            {
                return (default, url, "Give an absolute address with https:// and without a user name.");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("Accept", "application/json, application/yaml, text/yaml, */*;q=0.5");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next)
            {
                url = new Uri(url, next);
                continue;
            }

            if (!response.IsSuccessStatusCode)
            {
                return (default, url, $"{url.Host} answers with status {(int)response.StatusCode}. Give the address of the document itself.");
            }

            var document = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return document is null
                ? (default, url, $"The document is larger than {MaxBytes / 1024 / 1024} MB.")
                : (document, url, null);
        }

        return (default, url, $"The address leads elsewhere more than {MaxRedirects} times.");
    }

    /// <summary>Reads within the bound, which counts what is unpacked.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return await BoundedRead.ReadAsync(stream, MaxBytes, cancellationToken).ConfigureAwait(false);
        }
    }
}
