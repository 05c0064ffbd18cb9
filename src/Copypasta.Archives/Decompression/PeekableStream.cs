namespace Copypasta.Archives;

/// <summary>A stream whose first bytes can be looked at before they are read.</summary>
internal sealed class PeekableStream(Stream inner, int peekBytes) : ReadOnlyStream
{
    private readonly byte[] _head = new byte[peekBytes];
    private int _start;
    private int _end;

    /// <summary>The first bytes, fewer than asked for only if the stream is shorter.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancellationToken)
    {
        _end = await inner.ReadAtLeastAsync(_head, _head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return _head.AsMemory(0, _end);
    }

    /// <summary>Leaves out the next bytes of what was peeked at.</summary>
    public void Skip(int count) => _start += count;

    public override int Read(Span<byte> buffer) => _start < _end ? Take(buffer) : inner.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _start < _end ? new ValueTask<int>(Take(buffer.Span)) : inner.ReadAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(Span<byte> destination)
    {
        var n = Math.Min(destination.Length, _end - _start);
        _head.AsSpan(_start, n).CopyTo(destination);
        _start += n;
        return n;
    }
}
