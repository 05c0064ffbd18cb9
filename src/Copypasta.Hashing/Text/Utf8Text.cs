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
        // No more than bytes; counted only where there are more of those than a text may have code points, as each ill-formed byte has become three.
        target.Reserve((utf8.Length > TextNormalizer.MaxTextLength ? Utf8CodePoints.Count(utf8) : utf8.Length) + Utf8CodePoints.Slack);
        target.Length = Utf8CodePoints.Decode(utf8, target.AllPoints);
        return CommonCharacters.OfAll(target.Points, target.Classes);
    }

    /// <summary>
    /// Steps 1 and 2 at once for a list that keeps places in the raw text: what <see cref="Repair"/>, <see cref="HtmlEntities.Decode"/> (if
    /// <paramref name="references"/>) and <see cref="Decode"/> give one after the other. No ill-formed sequence is part of a reference.
    /// </summary>
    /// <returns>The union of all property words.</returns>
    internal static uint DecodeTracked(ReadOnlySpan<byte> raw, bool references, CodePointBuffer target, out int illFormed)
    {
        illFormed = 0;
        target.Clear();
        for (var i = 0; i < raw.Length;)
        {
            if (!references || raw[i] != '&' || !HtmlEntities.TryRead(raw[i..], out var point, out var length))
            {
                illFormed += Rune.DecodeFromUtf8(raw[i..], out var rune, out length) == OperationStatus.Done ? 0 : 1;
                point = rune.Value;
            }

            target.Append(point, CharacterClass.Of(point), new SourceRange(i, i + length));
            i += length;
        }

        return target.AnyClass();
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
