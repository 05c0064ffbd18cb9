using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Copypasta.Hashing;

/// <summary>
/// The fast path of the <c>social</c> profile: text that is ASCII but for separators (typographic punctuation, pictographs) needs no normalisation, has
/// no marks and no look-alikes. Its result equals the general path's.
/// </summary>
internal static class AsciiText
{
    // Stands for a non-ASCII separator: like that, it belongs to no URL, no handle and no white space.
    private const byte Separator = (byte)'|';

    /// <summary>Writes well-formed UTF-8 as ASCII, if nothing but separators is lost by it.</summary>
    /// <param name="utf8">Well-formed UTF-8.</param>
    /// <param name="ascii">At least as long as <paramref name="utf8"/>.</param>
    /// <param name="length">The number of bytes written.</param>
    internal static bool TryReduce(ReadOnlySpan<byte> utf8, Span<byte> ascii, out int length)
    {
        length = 0;
        while (true)
        {
            var run = utf8.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (run < 0)
            {
                break;
            }

            utf8[..run].CopyTo(ascii[length..]);
            length += run;
            utf8 = utf8[run..];
            var afterSeparator = false;
            while (!utf8.IsEmpty && utf8[0] >= 0x80)
            {
                Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
                var word = CharacterClass.Of(rune.Value);
                if ((word & CharacterClass.SpaceLike) != 0)
                {
                    ascii[length++] = (word & CharacterClass.WhiteSpace) != 0 ? (byte)' ' : Separator;
                }
                else if (!afterSeparator || rune.Value is not (0xFE0F or 0x200D))
                {
                    return false; // else a part of an emoji sequence
                }

                afterSeparator = true;
                utf8 = utf8[consumed..];
            }
        }

        utf8.CopyTo(ascii[length..]);
        length += utf8.Length;
        return true;
    }

    /// <summary>Steps 6 and 7: letters in lower case, runs of anything but letters and digits as one space, none at the ends.</summary>
    /// <param name="ascii">ASCII text.</param>
    /// <param name="output">At least 32 bytes longer than <paramref name="ascii"/>.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Fold(ReadOnlySpan<byte> ascii, Span<byte> output)
    {
        var written = 0;
        var i = 0;
        uint afterSpace = 1;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i + Vector128<byte>.Count <= ascii.Length; i += Vector128<byte>.Count)
            {
                written = FoldBlock(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(ascii), (nuint)i), output, written, ref afterSpace);
            }
        }

        for (; i < ascii.Length; i++)
        {
            var letter = ascii[i] | 0x20;
            var isLetter = (uint)(letter - 'a') <= 'z' - 'a';
            var isSpace = !isLetter && (uint)(ascii[i] - '0') > 9;
            output[written] = isLetter ? (byte)letter : isSpace ? (byte)' ' : ascii[i];
            written += isSpace && afterSpace != 0 ? 0 : 1;
            afterSpace = isSpace ? 1u : 0u;
        }

        return written > 0 && output[written - 1] == ' ' ? written - 1 : written;
    }

    // A byte is dropped when it and the byte before it become spaces. Most blocks drop none and are stored whole.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FoldBlock(Vector128<byte> block, Span<byte> output, int written, ref uint afterSpace)
    {
        var lower = block | Vector128.Create((byte)0x20);
        Vector128<byte> isLetter = Vector128.LessThanOrEqual(lower - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        Vector128<byte> isDigit = Vector128.LessThanOrEqual(block - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        Vector128<byte> folded = Vector128.ConditionalSelect(isLetter, lower, Vector128.ConditionalSelect(isDigit, block, Vector128.Create((byte)' ')));
        var spaces = ~(isLetter | isDigit).ExtractMostSignificantBits() & 0xFFFF;
        var dropped = spaces & ((spaces << 1) | afterSpace);
        afterSpace = spaces >> 15;

        // From the last dropped byte to the first, what follows moves up by one; the bytes read and written beyond the block mean nothing yet.
        ref var target = ref MemoryMarshal.GetReference(output.Slice(written, 2 * Vector128<byte>.Count));
        folded.StoreUnsafe(ref target);
        var kept = Vector128<byte>.Count - BitOperations.PopCount(dropped);
        while (dropped != 0)
        {
            var lane = BitOperations.Log2(dropped);
            Vector128.LoadUnsafe(ref target, (nuint)lane + 1).StoreUnsafe(ref target, (nuint)lane);
            dropped ^= 1u << lane;
        }

        return written + kept;
    }
}
