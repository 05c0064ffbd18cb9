using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>
/// What stands between the values of a line: in most files that is the same in line after line, names, order, white space and all, so that it need not be parsed again but only
/// compared. It holds lines without objects and arrays in them. A line that it reads is one that <see cref="JsonScan"/> accepts, with the same outcome; of others it says nothing.
/// </summary>
internal sealed class JsonPattern(JsonPathNode root, JsonCells cells)
{
    private const int Fault = -1;
    private const int MaxValues = 64;
    private const int MaxBytes = 2048;

    // Behind what is compared are as many bytes as are compared at a time.
    private readonly byte[] _between = new byte[MaxBytes + Vector256<byte>.Count];
    private readonly Value[] _values = new Value[MaxValues];
    private readonly bool[] _isFilled = new bool[cells.Count];
    private int _count;

    // Cells that a line does not set, but adds to; and when all cells were cleared for the first line.
    private readonly List<int> _added = [];
    private int _cleared;

    // Bytes from the last value to the end of the line, which it includes.
    private int _behind;

    /// <summary>By cell, whether a value of the line goes there.</summary>
    public ReadOnlySpan<bool> IsFilled => _isFilled;

    /// <summary>Whether there is a line that others are compared with.</summary>
    public bool HasLearned => _count > 0;

    /// <summary>Reads a line that is like the one learned.</summary>
    /// <param name="data">It begins with the line.</param>
    /// <returns>Bytes of the line with its end; 0 if it is not like it, or too near to the end of the data to tell.</returns>
    [MethodImpl(Jit.AtOnce)]
    public int Read(ReadOnlySpan<byte> data)
    {
        var count = _count;
        if (count == 0)
        {
            return 0;
        }

        cells.Clear(ref _cleared, CollectionsMarshal.AsSpan(_added));
        ref var first = ref MemoryMarshal.GetReference(data);
        ref var between = ref MemoryMarshal.GetArrayDataReference(_between);
        ref var value = ref MemoryMarshal.GetArrayDataReference(_values);
        var last = data.Length - JsonBlock.Bytes;
        var at = 0;
        for (; count > 0; count--)
        {
            if (at + value.BytesBefore > last || !AreEqual(ref Unsafe.Add(ref first, at), ref between, value.BytesBefore))
            {
                return 0;
            }

            at += value.BytesBefore;
            between = ref Unsafe.Add(ref between, value.BytesBefore);
            if (Unsafe.Add(ref first, at) == (byte)'"')
            {
                at++;
                if (at > last)
                {
                    return 0;
                }

                // Many values are as long as in the line before; where that is guessed right, what follows need not wait until the end is found.
                var special = JsonBlock.Read(ref Unsafe.Add(ref first, at)).Special;
                if (special << (JsonBlock.Bytes - 1 - value.LastLength) == 1UL << (JsonBlock.Bytes - 1) && Unsafe.Add(ref first, at + value.LastLength) == (byte)'"')
                {
                    Capture(value, new JsonValue(JsonKind.Plain, at, value.LastLength));
                    at += value.LastLength + 1;
                }
                else
                {
                    var end = StringEnd(data, at, special, last);
                    if (end == Fault)
                    {
                        return 0;
                    }

                    var length = (end & ~JsonIndex.IsEscaped) - at;
                    value.LastLength = length < JsonBlock.Bytes ? length : 0;
                    Capture(value, new JsonValue(end < 0 ? JsonKind.Escaped : JsonKind.Plain, at, length));
                    at += length + 1;
                }
            }
            else
            {
                (var kind, var end) = ScalarEnd(data, at);
                if (end == Fault)
                {
                    return 0;
                }

                Capture(value, new JsonValue(kind, at, end - at));
                at = end;
            }

            value = ref Unsafe.Add(ref value, 1);
        }

        return at + _behind <= last && AreEqual(ref Unsafe.Add(ref first, at), ref between, _behind) ? at + _behind : 0;
    }

    /// <summary>Learns a line that the index has and the walk over it has accepted.</summary>
    /// <param name="data">The piece that was indexed.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="token">The number of the line's brace.</param>
    public void Learn(ReadOnlySpan<byte> data, ReadOnlySpan<int> tokens, int token)
    {
        _count = 0;
        _cleared = 0;
        _added.Clear();
        _isFilled.AsSpan().Clear();
        if (root.Stage is not null)
        {
            return;
        }

        ref var first = ref MemoryMarshal.GetReference(tokens);
        var count = 0;
        var bytes = 0;
        var from = JsonIndexWalk.Place(ref first, token);
        byte next;
        do
        {
            var name = token + 1;
            var value = token + 3;
            token += 4;
            var start = JsonIndexWalk.Place(ref first, value);
            // An object without properties has no values either.
            if (data[JsonIndexWalk.Place(ref first, name)] != (byte)'"' || data[start] is (byte)'{' or (byte)'[' || count == MaxValues || !Take(data[from..start], ref bytes))
            {
                return;
            }

            var node = JsonIndexWalk.Find(data, ref first, root, name, JsonIndexWalk.Place(ref first, name + 1));
            _values[count++] = new Value(start - from, CellOf(node), node);
            from = data[start] == (byte)'"' ? JsonIndexWalk.StringEnd(data, JsonIndexWalk.Place(ref first, token)) + 1 : start + JsonIndexWalk.ScalarLength(data, ref first, value);
            next = data[JsonIndexWalk.Place(ref first, token)];
        }
        while (next == (byte)',');

        var end = JsonIndexWalk.Place(ref first, token + 1) + 1;
        if (Take(data[from..end], ref bytes))
        {
            _behind = end - from;
            _count = count;
        }
    }

    /// <summary>The cell of a node that has one, not yet another value's.</summary>
    private int CellOf(JsonPathNode? node)
    {
        if (node is null)
        {
            return -1;
        }

        var isAlone = node.Targets is [var only] && !_isFilled[only.Cell];
        foreach (var target in node.Targets)
        {
            _isFilled[target.Cell] = true;
            if (!isAlone)
            {
                _added.Add(target.Cell);
            }
        }

        return isAlone ? node.Targets[0].Cell : -1;
    }

    private bool Take(ReadOnlySpan<byte> between, ref int bytes)
    {
        if (between.Length > MaxBytes - bytes)
        {
            return false;
        }

        between.CopyTo(_between.AsSpan(bytes));
        bytes += between.Length;
        return true;
    }

    /// <summary>Whether so many bytes are the same; more can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEqual(ref byte a, ref byte b, int length)
    {
        nuint at = 0;
        for (; length > Vector256<byte>.Count; length -= Vector256<byte>.Count)
        {
            if (Vector256.LoadUnsafe(ref a, at) != Vector256.LoadUnsafe(ref b, at))
            {
                return false;
            }

            at += (nuint)Vector256<byte>.Count;
        }

        var same = Vector256.Equals(Vector256.LoadUnsafe(ref a, at), Vector256.LoadUnsafe(ref b, at)).ExtractMostSignificantBits();
        return BitOperations.TrailingZeroCount(~(ulong)same) >= length;
    }

    /// <summary>Where the quote is that ends a string, with <see cref="JsonIndex.IsEscaped"/>; <see cref="Fault"/> if it has one, or is too near to the end of the data to tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StringEnd(ReadOnlySpan<byte> data, int at, ulong special, int last)
    {
        ref var first = ref MemoryMarshal.GetReference(data);
        if (special != 0)
        {
            at += BitOperations.TrailingZeroCount(special);
        }
        else
        {
            at = NextSpecial(ref first, at + JsonBlock.Bytes, last);
            if (at > last)
            {
                return Fault;
            }
        }

        return Unsafe.Add(ref first, at) == (byte)'"' ? at : EscapedEnd(data, at);
    }

    /// <summary>
    /// The next byte that a string may not hold as it is, or beyond the last. Where that is cheap, several blocks are looked at before one is chosen, without a jump: how many there are differs from text to
    /// text, and a wrong guess takes longer than they do.
    /// </summary>
    [MethodImpl(Jit.AtOnce)]
    private static int NextSpecial(ref byte first, int at, int last)
    {
        for (; Vector512.IsHardwareAccelerated && at <= last - (3 * JsonBlock.Bytes); at += 4 * JsonBlock.Bytes)
        {
            ref var from = ref Unsafe.Add(ref first, at);
            // In a block without any it is the block's length, whose bits that are shifted leave one.
            var a = BitOperations.TrailingZeroCount(JsonBlock.Read(ref from).Special);
            var b = BitOperations.TrailingZeroCount(JsonBlock.Read(ref Unsafe.Add(ref from, JsonBlock.Bytes)).Special);
            var c = BitOperations.TrailingZeroCount(JsonBlock.Read(ref Unsafe.Add(ref from, 2 * JsonBlock.Bytes)).Special);
            var d = BitOperations.TrailingZeroCount(JsonBlock.Read(ref Unsafe.Add(ref from, 3 * JsonBlock.Bytes)).Special);
            var clean = a + (-(a >> 6) & (b + (-(b >> 6) & (c + (-(c >> 6) & d)))));
            if (clean < 4 * JsonBlock.Bytes)
            {
                return at + clean;
            }
        }

        for (; at <= last; at += JsonBlock.Bytes)
        {
            var special = JsonBlock.Read(ref Unsafe.Add(ref first, at)).Special;
            if (special != 0)
            {
                return at + BitOperations.TrailingZeroCount(special);
            }
        }

        return int.MaxValue;
    }

    /// <summary>The same from the first escape or fault on.</summary>
    [MethodImpl(Jit.AtOnce)]
    private static int EscapedEnd(ReadOnlySpan<byte> data, int at)
        => data[at] == (byte)'\\' && JsonScalars.SkipString(data, at, out var end) ? (end - 1) | JsonIndex.IsEscaped : Fault;

    /// <summary>What scalar begins here, and where it ends; <see cref="Fault"/> if it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (JsonKind Kind, int End) ScalarEnd(ReadOnlySpan<byte> data, int at)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at);
        return Unsafe.ReadUnaligned<uint>(ref first) switch
        {
            JsonIndexWalk.Null => (JsonKind.Null, at + 4),
            JsonIndexWalk.True => (JsonKind.True, at + 4),
            JsonIndexWalk.Fals when Unsafe.Add(ref first, 4) == (byte)'e' => (JsonKind.False, at + 5),
            _ => (JsonKind.Number, NumberEnd(data, at)),
        };
    }

    private static int NumberEnd(ReadOnlySpan<byte> data, int at)
        => JsonScalars.SkipInteger(data, ref at) || JsonScalars.SkipNumber(data, ref at) ? at : Fault;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Capture(in Value value, in JsonValue found)
    {
        if (value.Cell >= 0)
        {
            cells.Set(value.Cell, found);
        }
        else if (value.Node is { } node)
        {
            cells.Capture(node, found);
        }
    }

    /// <summary>A value of the line.</summary>
    /// <param name="bytesBefore">Bytes between the value before, or the beginning of the line, and it.</param>
    /// <param name="cell">The cell that it alone goes to; -1 if there is no such.</param>
    /// <param name="node">Where it goes otherwise; null if nobody wants it.</param>
    private struct Value(int bytesBefore, int cell, JsonPathNode? node)
    {
        public readonly int BytesBefore = bytesBefore;
        public readonly int Cell = cell;
        public readonly JsonPathNode? Node = node;

        /// <summary>Bytes of the last string, if they are fewer than a block has; 0 otherwise.</summary>
        public int LastLength;
    }
}
