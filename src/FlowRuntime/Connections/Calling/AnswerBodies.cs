using System.Buffers;
using System.IO.Compression;
using System.Net;

namespace FlowRuntime.Connections.Calling;

/// <summary>
/// Takes the whole body of an answer before anybody sees it: bounded on the wire, and once more when it is unpacked, so that
/// a small answer cannot fill the memory (a decompression bomb).
/// </summary>
internal static class AnswerBodies
{
    /// <summary>What we can unpack, for <c>Accept-Encoding</c>.</summary>
    public const string Accepted = "gzip, deflate, br";

    /// <summary>Up to this size any ratio is harmless. Unit: bytes.</summary>
    private const int Harmless = 1024 * 1024;

    /// <summary>Takes the body.</summary>
    /// <param name="response">The answer; its content is buffered and unpacked afterwards.</param>
    /// <param name="maxBytes">Largest body, packed and unpacked.</param>
    /// <param name="maxRatio">How many times larger than packed a body beyond a megabyte may become.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the line is free again.</returns>
    /// <exception cref="HttpRequestException">The body is too large, broken, or packed in an unknown way.</exception>
    public static async ValueTask TakeAsync(HttpResponseMessage response, int maxBytes, int maxRatio, CancellationToken cancellationToken)
    {
        var content = response.Content;
        if (response.RequestMessage?.Method == HttpMethod.Head || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
        {
            return;
        }

        await content.LoadIntoBufferAsync(maxBytes, cancellationToken).ConfigureAwait(false);
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var packed))
        {
            return;
        }

        var bytes = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var encoding = packed.ToString();
        if (bytes.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var most = (int)Math.Min(maxBytes, Math.Max(Harmless, (long)bytes.Length * maxRatio));
        var plain = new ByteArrayContent(Unpack(bytes, encoding, most));
        foreach (var header in content.Headers.NonValidated)
        {
            if (!header.Key.StartsWith("Content-Encoding", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                plain.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
            }
        }

        response.Content = plain;
        content.Dispose();
    }

    private static byte[] Unpack(byte[] packed, string encoding, int most)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(most, packed.Length * 4) + 1);
        try
        {
            using var source = new MemoryStream(packed);
            using var unpacking = Unpacking(source, packed[0], encoding);
            var length = 0;
            while (true)
            {
                var count = unpacking.Read(buffer, length, Math.Min(buffer.Length, most + 1) - length);
                length += count;
                if (length > most)
                {
                    throw new HttpRequestException(
                        HttpRequestError.ConfigurationLimitExceeded,
                        $"The answer unpacks to more than {most:N0} bytes."
                    );
                }

                if (count == 0)
                {
                    return buffer.AsSpan(0, length).ToArray();
                }

                if (length == buffer.Length)
                {
                    Grow(ref buffer);
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The answer is packed, but broken.", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static Stream Unpacking(MemoryStream packed, byte first, string encoding) =>
        encoding.Trim().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(packed, CompressionMode.Decompress),
            // By the standard zlib's format; some servers send the bare one, which cannot begin with zlib's method 8.
            "DEFLATE" when (first & 0x0F) == 8 => new ZLibStream(packed, CompressionMode.Decompress),
            "DEFLATE" => new DeflateStream(packed, CompressionMode.Decompress),
            "BR" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => throw new HttpRequestException(HttpRequestError.InvalidResponse, "The answer is packed in a way that was not asked for."),
        };
}
