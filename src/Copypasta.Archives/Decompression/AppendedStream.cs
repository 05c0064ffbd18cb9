namespace Copypasta.Archives;

/// <summary>A stream followed by some bytes.</summary>
/// <param name="inner">The stream.</param>
/// <param name="tail">The bytes.</param>
/// <param name="stub">Three bytes that the stream must not end with, since together with the tail they would pass for its end.</param>
internal sealed class AppendedStream(Stream inner, byte[] tail, uint stub) : ReadOnlyStream
{
    private uint _last;
    private bool _isInTail;
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        var read = _isInTail ? 0 : inner.Read(buffer);
        if (read > 0 || buffer.IsEmpty)
        {
            foreach (var b in buffer[Math.Max(0, read - 3)..read])
            {
                _last = ((_last << 8) | b) & 0xFFFFFF;
            }

            return read;
        }

        if (!_isInTail && _last == stub)
        {
            throw new InvalidDataException("cut off within the head of a stream");
        }

        _isInTail = true;
        read = Math.Min(buffer.Length, tail.Length - _position);
        tail.AsSpan(_position, read).CopyTo(buffer);
        _position += read;
        return read;
    }
}
