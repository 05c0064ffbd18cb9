using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>Step 7: code points to UTF-8, each run of separators as one space, none at the ends.</summary>
/// <remarks>
/// Where a word ends is chance, and often how many bytes the next letter takes: nothing branches on either. Four code points at a time are encoded as four
/// bytes each, and the bytes that do not count are left out.
/// </remarks>
internal static class SpacedUtf8
{
    /// <summary>Bytes that may be overwritten behind the longest result.</summary>
    internal const int Slack = 8;

    // For each set of bytes to keep, of eight, the indices that bring them to the front.
    private static readonly ulong[] s_compaction = [.. Enumerable.Range(0, 256).Select(Compaction)];

    /// <summary>Encodes a text.</summary>
    /// <param name="points">The code points.</param>
    /// <param name="classes">Their property words.</param>
    /// <param name="separators">The property bits that make a code point a separator.</param>
    /// <param name="output">At least four bytes for each code point and <see cref="Slack"/> more.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Encode(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, uint separators, Span<byte> output)
    {
        var written = 0;
        var afterSpace = true;
        var i = 0;
        if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian && points.Length >= Vector128<int>.Count)
        {
            i = points.Length & -Vector128<int>.Count;
            written = EncodeVector128(points[..i], classes[..i], separators, ref MemoryMarshal.GetReference(output), out afterSpace);
        }

        return EncodeScalar(points[i..], classes[i..], separators, output, written, afterSpace);
    }

    /// <summary>The oracle, and the end of a text: goes on behind what is written.</summary>
    internal static int EncodeScalar(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, uint separators, Span<byte> output, int written = 0, bool afterSpace = true)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & separators) == 0)
            {
                written += Utf8Text.Encode(points[i], ref output[written]);
                afterSpace = false;
            }
            else if (!afterSpace)
            {
                output[written++] = (byte)' ';
                afterSpace = true;
            }
        }

        return written > 0 && afterSpace ? written - 1 : written;
    }

    private static int EncodeVector128(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, uint separators, ref byte output, out bool afterSpace)
    {
        ref var point = ref MemoryMarshal.GetReference(points);
        ref var word = ref MemoryMarshal.GetReference(classes);
        ref var compaction = ref MemoryMarshal.GetArrayDataReference(s_compaction);
        var written = 0;
        var previous = Vector128<int>.AllBitsSet;
        for (var i = 0; i < points.Length; i += Vector128<int>.Count)
        {
            var spaces = ~Vector128.Equals(Vector128.LoadUnsafe(ref word, (nuint)i) & Vector128.Create(separators), Vector128<uint>.Zero).AsInt32();
            var p = Vector128.ConditionalSelect(spaces, Vector128.Create((int)' '), Vector128.LoadUnsafe(ref point, (nuint)i));

            // In each lane the last byte of a code point stands last, whatever their number.
            var two = Vector128.GreaterThan(p, Vector128.Create(0x7F));
            var three = Vector128.GreaterThan(p, Vector128.Create(0x7FF));
            var four = Vector128.GreaterThan(p, Vector128.Create(0xFFFF));
            var bytes = (Byte(p, two, 0x00) << 24) | (Byte(p >> 6, three, 0xC0) << 16) | (Byte(p >> 12, four, 0xE0) << 8) | (p >> 18) | Vector128.Create(0xF0);
            var counts = Vector128.Create(unchecked((int)0xFF000000)) | (two & Vector128.Create(0xFF0000)) | (three & Vector128.Create(0xFF00)) | (four & Vector128.Create(0xFF));

            // A space after a space does not count.
            var before = Vector128.ConditionalSelect(Vector128.Create(-1, 0, 0, 0), Vector128.Shuffle(previous, Vector128.Create(3)), Vector128.Shuffle(spaces, Vector128.Create(0, 0, 1, 2)));
            var kept = Vector128.AndNot(counts, spaces & before).AsByte().ExtractMostSignificantBits();
            previous = spaces;
            written += Keep(bytes.AsUInt64().GetElement(0), kept & 0xFF, ref compaction, ref Unsafe.Add(ref output, written));
            written += Keep(bytes.AsUInt64().GetElement(1), kept >> 8, ref compaction, ref Unsafe.Add(ref output, written));
        }

        afterSpace = previous[3] != 0;
        return written;
    }

    // A continuation byte, or a first byte with its mark.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Byte(Vector128<int> bits, Vector128<int> isContinuation, int mark) =>
        Vector128.ConditionalSelect(isContinuation, (bits & Vector128.Create(0x3F)) | Vector128.Create(0x80), bits | Vector128.Create(mark)) & Vector128.Create(0xFF);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep(ulong bytes, uint kept, ref ulong compaction, ref byte place)
    {
        var indices = Vector128.CreateScalarUnsafe(Unsafe.Add(ref compaction, kept)).AsByte();
        Unsafe.WriteUnaligned(ref place, Vector128.ShuffleNative(Vector128.CreateScalarUnsafe(bytes).AsByte(), indices).AsUInt64().ToScalar());
        return BitOperations.PopCount(kept);
    }

    private static ulong Compaction(int kept)
    {
        var indices = 0UL;
        for (var lane = 7; lane >= 0; lane--)
        {
            indices = (kept >> lane & 1) != 0 ? (indices << 8) | (uint)lane : indices;
        }

        return indices;
    }
}
