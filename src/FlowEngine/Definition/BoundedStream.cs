namespace FlowEngine.Definition;

/// <summary>Reads untrusted streams without trusting their length.</summary>
internal static class BoundedStream
{
    /// <summary>Reads at most one byte more than the limit, which is enough to see that a document is too large.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int maximumBytes, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        await using var _ = content.ConfigureAwait(false);
        var buffer = new byte[81920];
        while (content.Length <= maximumBytes)
        {
            var wanted = (int)Math.Min(buffer.Length, maximumBytes + 1 - content.Length);
            var read = await stream.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            await content.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
