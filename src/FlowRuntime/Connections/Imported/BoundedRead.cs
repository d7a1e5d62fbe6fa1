namespace FlowRuntime.Connections.Imported;

/// <summary>Reads a stream that may be endless.</summary>
internal static class BoundedRead
{
    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="maxBytes">Most bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes; null when there are more.</returns>
    public static async Task<byte[]?> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(part, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (whole.Length + count > maxBytes)
            {
                return null;
            }

            await whole.WriteAsync(part.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        return whole.ToArray();
    }
}
