namespace FlowRuntime.Credentials.Sending;

/// <summary>A stream whose start was read ahead: gives the start once more, then the rest. Reads forwards only.</summary>
/// <param name="start">What was read.</param>
/// <param name="rest">The stream, behind that; disposed with this one.</param>
internal sealed class RejoinedStream(ReadOnlyMemory<byte> start, Stream rest) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Again(buffer.Span) is > 0 and var count ? count : await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        Again(buffer.AsSpan(offset, count)) is > 0 and var again ? again : rest.Read(buffer, offset, count);

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Again(Span<byte> into)
    {
        var count = Math.Min(into.Length, start.Length - _at);
        start.Span.Slice(_at, count).CopyTo(into);
        _at += count;
        return count;
    }
}
