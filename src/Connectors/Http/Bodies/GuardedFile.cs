using System.Net;
using FlowEngine.Connecting;

namespace Connectors.Http.Bodies;

/// <summary>
/// A file that a part names by its address, such as a visitor's attachment. It is fetched through the connection's guarded
/// dialer, so that no address inside of the network is reached; over https only, without any credential, without redirects.
/// </summary>
/// <param name="Bytes">What is in it.</param>
/// <param name="ContentType">Its type, as its server says.</param>
/// <param name="Name">Its name, the last part of the address.</param>
internal sealed record GuardedFile(byte[] Bytes, string ContentType, string Name)
{
    private const string UnknownType = "application/octet-stream";

    /// <summary>Fetches a file.</summary>
    /// <param name="connection">Its dialer is used, its credential is not.</param>
    /// <param name="address">Absolute https address.</param>
    /// <param name="maxBytes">Largest file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file.</returns>
    /// <exception cref="HttpBodyException">It cannot be fetched.</exception>
    /// <exception cref="ConnectionRefusedException">The guard refuses the address.</exception>
    public static async Task<GuardedFile> FetchAsync(
        IConnection connection,
        string address,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri is not { Scheme: "https", UserInfo: "" })
        {
            throw new HttpBodyException("A file is named by an absolute https address.");
        }

        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (context, token) => connection.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, token),
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var response = await client
                .GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new HttpBodyException($"{uri.Host} does not give the file (status {(int)response.StatusCode}).");
            }

            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return new GuardedFile(
                    await ReadAsync(stream, maxBytes, cancellationToken).ConfigureAwait(false),
                    response.Content.Headers.ContentType?.ToString() ?? UnknownType,
                    Uri.UnescapeDataString(uri.Segments[^1]) is { Length: > 0 } name and not "/" ? name : "file"
                );
            }
        }
        catch (HttpRequestException e) when (e.InnerException is ConnectionRefusedException refused)
        {
            throw new ConnectionRefusedException(refused.Code, refused.Message, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new HttpBodyException($"{uri.Host} does not give the file: it cannot be reached or broke off.", retryable: true);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + count > maxBytes)
            {
                throw new HttpBodyException($"The file is larger than the {maxBytes:N0} bytes that are left for it.");
            }

            await bytes.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        return bytes.ToArray();
    }
}
