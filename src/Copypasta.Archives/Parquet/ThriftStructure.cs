namespace Copypasta.Archives;

/// <summary>
/// Walks a structure in Thrift's compact encoding and reads nothing of it but some numbers, to know that it ends and that its fields are what they must be: the Parquet library reads a field
/// by its number, whatever type it says it has, takes the end for zeros without end, and follows any nesting and any count. Source: "Thrift compact protocol encoding", github.com/apache/thrift,
/// doc/specs/thrift-compact-protocol.md.
/// </summary>
internal ref struct ThriftStructure(ReadOnlySpan<byte> bytes, Span<long> numbers)
{
    public const int Truth = 1; // and 2, for false
    public const int Int8 = 3;
    public const int Int16 = 4;
    public const int Int32 = 5;
    public const int Int64 = 6;
    public const int Binary = 8;
    public const int List = 9;
    public const int Structure = 12;

    private const int MaxDepth = 64;
    private const int MaxVarintBytes = 10;

    private static readonly ThriftShape s_unknown = new();

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly Span<long> _numbers = numbers;
    private int _position;

    /// <summary>Whether the bytes begin with a whole structure of a shape. Fields it does not know are passed by if they are numbers, bytes, structures or lists of these.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes, ThriftShape shape) => new ThriftStructure(bytes, default).SkipStructure(shape, 0);

    /// <summary>Reads the numbers that a shape has places for, truth values as 0 and 1; those that miss keep what they were.</summary>
    /// <param name="bytes">What the structure stands at the beginning of.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="numbers">The numbers by place.</param>
    /// <param name="length">Bytes of the structure.</param>
    /// <returns>Whether it is whole, as <see cref="IsWhole"/> says.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ThriftShape shape, Span<long> numbers, out int length)
    {
        var structure = new ThriftStructure(bytes, numbers);
        var isWhole = structure.SkipStructure(shape, 0);
        length = structure._position;
        return isWhole;
    }

    private bool SkipStructure(ThriftShape shape, int depth)
    {
        var number = 0;
        while (depth < MaxDepth && TakeByte(out var head))
        {
            if (head == 0)
            {
                return true;
            }

            // Four bits of distance from the last field's number, which follows as a zigzag number if they are zero.
            number += head >> 4;
            if (head >> 4 == 0)
            {
                if (!TakeVarint(out var zigzag) || zigzag > ushort.MaxValue)
                {
                    return false;
                }

                number = (int)(zigzag >> 1) ^ -(int)(zigzag & 1);
            }

            var type = head & 15;
            var isKnown = shape.TryGet(number, out var field);
            var isRight = isKnown ? type == field.Type || (field.Type == Truth && type == Truth + 1) : IsPlain(type) || type is List or Structure;
            var start = _position;
            if (!isRight || !SkipField(type, field.Element, field.Shape ?? s_unknown, isKnown, depth))
            {
                return false;
            }

            if (isKnown && field.Place is { } place)
            {
                _numbers[place] = type is Truth or Truth + 1 ? Truth + 1 - type : NumberAt(start);
            }
        }

        return false;
    }

    private bool SkipField(int type, int element, ThriftShape shape, bool isKnown, int depth) => type switch
    {
        // A field's truth value is its type.
        Truth or Truth + 1 => true,
        List => SkipList(element, shape, isKnown, depth + 1),
        _ => SkipValue(type, shape, depth),
    };

    private static bool IsPlain(int type) => type is Int32 or Int64 or Binary;

    private bool SkipValue(int type, ThriftShape shape, int depth) => type switch
    {
        Int8 => Advance(1),
        Int16 or Int32 or Int64 => TakeVarint(out _),
        Binary => TakeVarint(out var length) && Advance(length),
        Structure => SkipStructure(shape, depth + 1),
        _ => false,
    };

    private bool SkipList(int element, ThriftShape shape, bool isKnown, int depth)
    {
        if (depth >= MaxDepth || !TakeByte(out var head))
        {
            return false;
        }

        var count = (ulong)(head >> 4);
        var type = head & 15;
        if (count == 15 && !TakeVarint(out count))
        {
            return false;
        }

        // What an empty list is a list of, writers do not agree on.
        if (count > 0 && !(isKnown ? type == element : IsPlain(type) || type == Structure))
        {
            return false;
        }

        // Every element takes a byte at least.
        for (; count > 0; count--)
        {
            if (!SkipValue(type, shape, depth))
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

    /// <summary>The zigzag number at a place that has been passed.</summary>
    private long NumberAt(int start)
    {
        (var end, _position) = (_position, start);
        TakeVarint(out var zigzag);
        _position = end;
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
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
