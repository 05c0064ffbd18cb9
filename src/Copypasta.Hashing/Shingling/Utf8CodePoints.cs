using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>Decodes well-formed UTF-8 (what a profile returns) into code points.</summary>
internal static class Utf8CodePoints
{
    /// <summary>What <see cref="Decode"/> may write behind the last code point.</summary>
    public const int Slack = 16;

    // For each set of lanes to keep, the byte indices that bring those 16-bit lanes to the front.
    private static readonly byte[] s_compaction = BuildCompaction();

    /// <summary>
    /// Decodes <paramref name="utf8"/> into <paramref name="codePoints"/>; returns how many there are. The bytes must be
    /// well-formed; <paramref name="codePoints"/> must hold <see cref="Slack"/> more than there are, since whole vectors are written.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> utf8, Span<int> codePoints)
    {
        Debug.Assert(codePoints.Length >= utf8.Length + Slack || codePoints.Length >= Count(utf8) + Slack, "no room for a whole vector at the end");
        ref var source = ref MemoryMarshal.GetReference(utf8);
        ref var target = ref MemoryMarshal.GetReference(codePoints);
        var length = utf8.Length;
        var i = 0;
        var count = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var compaction = ref MemoryMarshal.GetArrayDataReference(s_compaction);

            // A sequence of three bytes that begins at the last byte of a block ends two bytes behind it.
            while (i + Vector128<byte>.Count + 2 <= length)
            {
                var bytes = Vector128.LoadUnsafe(ref source, (nuint)i);
                if (bytes.ExtractMostSignificantBits() == 0)
                {
                    StoreAscii(bytes, ref target, count);
                    i += Vector128<byte>.Count;
                    count += Vector128<byte>.Count;
                }
                else if (Vector128.LessThanAll(bytes, Vector128.Create((byte)0xF0)))
                {
                    count += Compact(bytes, Vector128.LoadUnsafe(ref source, (nuint)i + 1), Vector128.LoadUnsafe(ref source, (nuint)i + 2), Starts(bytes), ref compaction, ref Unsafe.Add(ref target, count));
                    i += Vector128<byte>.Count;
                }
                else
                {
                    for (var end = i + Vector128<byte>.Count; i < end;)
                    {
                        DecodeNext(ref source, ref i, ref target, ref count);
                    }
                }
            }

            // The rest is at most 17 bytes. A vector of the last sixteen, moved to the front, zeros behind, holds all but one of them.
            if (i + Vector128<byte>.Count < length)
            {
                DecodeNext(ref source, ref i, ref target, ref count);
            }

            if (i < length && length >= Vector128<byte>.Count)
            {
                var last = Vector128.LoadUnsafe(ref source, (nuint)(length - Vector128<byte>.Count));
                ref var shift = ref Unsafe.Add(ref MemoryMarshal.GetReference(Shifts), i - (length - Vector128<byte>.Count));
                var bytes = Vector128.Shuffle(last, Vector128.LoadUnsafe(ref shift));
                if (bytes.ExtractMostSignificantBits() == 0)
                {
                    StoreAscii(bytes, ref target, count);
                    return count + length - i;
                }

                if (Vector128.LessThanAll(bytes, Vector128.Create((byte)0xF0)))
                {
                    var starts = Starts(bytes) & ((1u << (length - i)) - 1);
                    return count + Compact(bytes, Vector128.Shuffle(last, Vector128.LoadUnsafe(ref shift, 1)), Vector128.Shuffle(last, Vector128.LoadUnsafe(ref shift, 2)), starts, ref compaction, ref Unsafe.Add(ref target, count));
                }
            }
        }

        while (i < length)
        {
            DecodeNext(ref source, ref i, ref target, ref count);
        }

        return count;
    }

    /// <summary>The number of code points of well-formed UTF-8; of any other bytes, how many of them are no continuation bytes.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var unit in utf8)
        {
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    // Indices that move the bytes of a vector to the front by their offset, zeros behind.
    private static ReadOnlySpan<byte> Shifts =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    // A continuation byte belongs to a code point that a block has written already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DecodeNext(ref byte source, ref int i, ref int target, ref int count)
    {
        int first = Unsafe.Add(ref source, i);
        int value;
        if (first < 0x80)
        {
            value = first;
            i++;
        }
        else if (first < 0xC0)
        {
            i++;
            return;
        }
        else if (first < 0xE0)
        {
            value = ((first & 0x1F) << 6) | (Unsafe.Add(ref source, i + 1) & 0x3F);
            i += 2;
        }
        else if (first < 0xF0)
        {
            value = ((first & 0x0F) << 12) | ((Unsafe.Add(ref source, i + 1) & 0x3F) << 6) | (Unsafe.Add(ref source, i + 2) & 0x3F);
            i += 3;
        }
        else
        {
            value = ((first & 0x07) << 18) | ((Unsafe.Add(ref source, i + 1) & 0x3F) << 12)
                | ((Unsafe.Add(ref source, i + 2) & 0x3F) << 6) | (Unsafe.Add(ref source, i + 3) & 0x3F);
            i += 4;
        }

        Unsafe.Add(ref target, count++) = value;
    }

    // Each byte that is no continuation byte (0x80 to 0xBF) begins a code point, wherever the rest of it lies.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Starts(Vector128<byte> bytes) => Vector128.GreaterThan(bytes.AsSByte(), Vector128.Create((sbyte)-65)).ExtractMostSignificantBits();

    // Writes the code points that begin in a block, given the bytes one and two places on; returns how many.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Compact(Vector128<byte> bytes, Vector128<byte> second, Vector128<byte> third, uint starts, ref byte compaction, ref int target)
    {
        var (low, high) = Vector128.Widen(bytes);
        var (low1, high1) = Vector128.Widen(second);
        var (low2, high2) = Vector128.Widen(third);
        Store(Compact(Combine(low, low1, low2), starts & 0xFF, ref compaction), ref target, 0);
        var count = BitOperations.PopCount(starts & 0xFF);
        Store(Compact(Combine(high, high1, high2), starts >> 8, ref compaction), ref target, count);
        return count + BitOperations.PopCount(starts >> 8);
    }

    // The code point that begins at each byte, of one to three bytes; lanes of continuation bytes mean nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Combine(Vector128<ushort> first, Vector128<ushort> second, Vector128<ushort> third)
    {
        var six = Vector128.Create((ushort)0x3F);
        second &= six;
        var two = ((first & Vector128.Create((ushort)0x1F)) << 6) | second;
        var three = (first << 12) | (second << 6) | (third & six);
        return Vector128.ConditionalSelect(
            Vector128.LessThan(first, Vector128.Create((ushort)0x80)),
            first,
            Vector128.ConditionalSelect(Vector128.LessThan(first, Vector128.Create((ushort)0xE0)), two, three));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Compact(Vector128<ushort> lanes, uint kept, ref byte compaction) =>
        Vector128.ShuffleNative(lanes.AsByte(), Vector128.LoadUnsafe(ref compaction, kept * 16)).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreAscii(Vector128<byte> bytes, ref int target, int index)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            var (low, high) = Vector256.Widen(Vector256.WidenLower(bytes.ToVector256Unsafe()));
            low.AsInt32().StoreUnsafe(ref target, (nuint)index);
            high.AsInt32().StoreUnsafe(ref target, (nuint)index + 8);
        }
        else
        {
            var (low, high) = Vector128.Widen(bytes);
            Store(low, ref target, index);
            Store(high, ref target, index + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<ushort> lanes, ref int target, int index)
    {
        var (low, high) = Vector128.Widen(lanes);
        low.AsInt32().StoreUnsafe(ref target, (nuint)index);
        high.AsInt32().StoreUnsafe(ref target, (nuint)index + 4);
    }

    private static byte[] BuildCompaction()
    {
        var table = new byte[256 * 16];
        for (var kept = 0; kept < 256; kept++)
        {
            var next = kept * 16;
            for (var lane = 0; lane < 8; lane++)
            {
                if ((kept >> lane & 1) != 0)
                {
                    table[next++] = (byte)(2 * lane);
                    table[next++] = (byte)((2 * lane) + 1);
                }
            }
        }

        return table;
    }
}
