namespace Copypasta.Archives;

/// <summary>
/// Walks a structure in Thrift's compact encoding without reading anything of it, to know that it ends: the Parquet library takes the end of a file's description for zeros without
/// end, and follows any nesting and any count. Source: "Thrift compact protocol encoding", github.com/apache/thrift, doc/specs/thrift-compact-protocol.md.
/// </summary>
internal ref struct ThriftStructure(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 64;
    private const int MaxVarintBytes = 10;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Whether the bytes begin with a whole structure.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes) => new ThriftStructure(bytes).SkipStructure(0);

    private bool SkipStructure(int depth)
    {
        while (depth < MaxDepth && TakeByte(out var head))
        {
            if (head == 0)
            {
                return true;
            }

            // Four bits of distance from the last field's number, which follows as a number if they are zero.
            if ((head >> 4 == 0 && !TakeVarint(out _)) || !SkipValue(head & 15, depth, isElement: false))
            {
                return false;
            }
        }

        return false;
    }

    private bool SkipValue(int type, int depth, bool isElement) => type switch
    {
        // A field's truth value is its type.
        1 or 2 => !isElement || Advance(1),
        3 => Advance(1),
        4 or 5 or 6 => TakeVarint(out _),
        7 => Advance(8),
        8 => TakeVarint(out var length) && Advance(length),
        9 or 10 => SkipList(depth + 1),
        11 => SkipMap(depth + 1),
        12 => SkipStructure(depth + 1),
        _ => false,
    };

    private bool SkipList(int depth)
    {
        if (depth >= MaxDepth || !TakeByte(out var head))
        {
            return false;
        }

        var count = (ulong)(head >> 4);
        if (count == 15 && !TakeVarint(out count))
        {
            return false;
        }

        // Every element takes a byte at least.
        for (; count > 0; count--)
        {
            if (!SkipValue(head & 15, depth, isElement: true))
            {
                return false;
            }
        }

        return true;
    }

    private bool SkipMap(int depth)
    {
        if (depth >= MaxDepth || !TakeVarint(out var count))
        {
            return false;
        }

        if (count == 0)
        {
            return true;
        }

        if (!TakeByte(out var types))
        {
            return false;
        }

        for (; count > 0; count--)
        {
            if (!SkipValue(types >> 4, depth, isElement: true) || !SkipValue(types & 15, depth, isElement: true))
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < MaxVarintBytes && TakeByte(out var part); i++)
        {
            value |= (ulong)(part & 127) << (7 * i);
            if (part < 128)
            {
                return true;
            }
        }

        return false;
    }

    private bool TakeByte(out byte value)
    {
        value = _position < _bytes.Length ? _bytes[_position] : (byte)0;
        return Advance(1);
    }

    private bool Advance(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _position))
        {
            return false;
        }

        _position += (int)count;
        return true;
    }
}
