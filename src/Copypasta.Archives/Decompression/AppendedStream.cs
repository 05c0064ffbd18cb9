namespace Copypasta.Archives;

/// <summary>A stream followed by some bytes.</summary>
internal sealed class AppendedStream(Stream inner, byte[] tail) : ReadOnlyStream
{
    private bool _isInTail;
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        var read = _isInTail ? 0 : inner.Read(buffer);
        if (read > 0 || buffer.IsEmpty)
        {
            return read;
        }

        _isInTail = true;
        read = Math.Min(buffer.Length, tail.Length - _position);
        tail.AsSpan(_position, read).CopyTo(buffer);
        _position += read;
        return read;
    }
}
