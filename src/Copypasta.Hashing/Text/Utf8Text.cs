using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Copypasta.Hashing;

/// <summary>Step 1: UTF-8 to code points and back.</summary>
internal static class Utf8Text
{
    /// <summary>Decodes well-formed UTF-8, with the property word of each code point.</summary>
    /// <returns>The union of all property words.</returns>
    internal static uint Decode(ReadOnlySpan<byte> utf8, CodePointBuffer target)
    {
        target.Reserve(utf8.Length);

        // Bounds are not checked: well-formed text has the bytes that its lead bytes announce, and no more code points than bytes.
        ref var source = ref MemoryMarshal.GetReference(utf8);
        ref var points = ref MemoryMarshal.GetReference(target.AllPoints);
        ref var classes = ref MemoryMarshal.GetReference(target.AllClasses);
        uint any = 0;
        var count = 0;
        for (nuint i = 0; i < (nuint)utf8.Length; count++)
        {
            int point = Unsafe.Add(ref source, i);
            if (point < 0x80)
            {
                i++;
            }
            else if (point < 0xE0)
            {
                point = ((point & 0x1F) << 6) | (Unsafe.Add(ref source, i + 1) & 0x3F);
                i += 2;
            }
            else if (point < 0xF0)
            {
                point = ((point & 0x0F) << 12) | ((Unsafe.Add(ref source, i + 1) & 0x3F) << 6) | (Unsafe.Add(ref source, i + 2) & 0x3F);
                i += 3;
            }
            else
            {
                point = ((point & 0x07) << 18) | ((Unsafe.Add(ref source, i + 1) & 0x3F) << 12)
                    | ((Unsafe.Add(ref source, i + 2) & 0x3F) << 6) | (Unsafe.Add(ref source, i + 3) & 0x3F);
                i += 4;
            }

            var word = CharacterClass.Of(point);
            any |= word;
            Unsafe.Add(ref points, count) = point;
            Unsafe.Add(ref classes, count) = word;
        }

        target.Length = count;
        return any;
    }

    /// <summary>Copies <paramref name="source"/> with every ill-formed sequence (maximal subpart, Unicode Standard section 3.9) replaced by U+FFFD.</summary>
    /// <param name="source">Any bytes.</param>
    /// <param name="destination">At least three times as long as <paramref name="source"/>.</param>
    /// <param name="illFormed">The number of sequences replaced.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Repair(ReadOnlySpan<byte> source, Span<byte> destination, out int illFormed)
    {
        illFormed = 0;
        var written = 0;
        while (!source.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(source, out var rune, out var consumed) != OperationStatus.Done)
            {
                illFormed++;
            }

            written += rune.EncodeToUtf8(destination[written..]);
            source = source[consumed..];
        }

        return written;
    }

    /// <summary>Writes one code point to a place with room for four bytes; returns the number of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Encode(int point, ref byte destination)
    {
        if (point < 0x80)
        {
            destination = (byte)point;
            return 1;
        }

        if (point < 0x800)
        {
            destination = (byte)(0xC0 | (point >> 6));
            Unsafe.Add(ref destination, 1) = (byte)(0x80 | (point & 0x3F));
            return 2;
        }

        if (point < 0x10000)
        {
            destination = (byte)(0xE0 | (point >> 12));
            Unsafe.Add(ref destination, 1) = (byte)(0x80 | ((point >> 6) & 0x3F));
            Unsafe.Add(ref destination, 2) = (byte)(0x80 | (point & 0x3F));
            return 3;
        }

        destination = (byte)(0xF0 | (point >> 18));
        Unsafe.Add(ref destination, 1) = (byte)(0x80 | ((point >> 12) & 0x3F));
        Unsafe.Add(ref destination, 2) = (byte)(0x80 | ((point >> 6) & 0x3F));
        Unsafe.Add(ref destination, 3) = (byte)(0x80 | (point & 0x3F));
        return 4;
    }
}
