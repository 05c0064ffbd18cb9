namespace Copypasta.Cli;

/// <summary>The lines of standard input, as bytes; those beyond a length are passed over without being held.</summary>
/// <param name="input">Read to its end.</param>
/// <param name="longest">Bytes of the longest line, without its end.</param>
internal sealed class QueryLines(Stream input, int longest)
{
    // What was read and not yet taken stands from start to end.
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isFirst = true;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its end, empty where it is too long; good until the next is read.</param>
    /// <param name="isTooLong">Whether it is.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        line = default;
        isTooLong = false;
        var searched = 0;
        int length;
        while ((length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n')) < 0)
        {
            searched = _end - _start;
            if (searched > longest + 1)
            {
                // Of what is too long only the end is looked for.
                isTooLong = true;
                (_start, searched) = (_end, 0);
            }

            if (!Fill())
            {
                if (_start == _end && !isTooLong)
                {
                    return false;
                }

                length = 0;
                break;
            }
        }

        length += searched;
        var bytes = _buffer.AsSpan(_start, length);
        _start = Math.Min(_end, _start + length + 1);
        bytes = _isFirst && bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        bytes = bytes.Length > 0 && bytes[^1] == '\r' ? bytes[..^1] : bytes;
        _isFirst = false;
        isTooLong |= bytes.Length > longest;
        line = isTooLong ? default : bytes;
        return true;
    }

    /// <summary>Reads on behind what there is; false at the end.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
