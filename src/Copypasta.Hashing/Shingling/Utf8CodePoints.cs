using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>Decodes well-formed UTF-8 (what a profile returns) into code points.</summary>
internal static class Utf8CodePoints
{
    /// <summary>
    /// Decodes <paramref name="utf8"/> into <paramref name="codePoints"/>; returns how many there are. The bytes must be
    /// well-formed; <paramref name="codePoints"/> must hold <c>utf8.Length + 16</c>, since ASCII runs are widened sixteen at a time.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> utf8, Span<int> codePoints)
    {
        Debug.Assert(codePoints.Length >= utf8.Length + 16, "no room for a whole vector at the end");
        ref var source = ref MemoryMarshal.GetReference(utf8);
        ref var target = ref MemoryMarshal.GetReference(codePoints);
        var length = utf8.Length;
        var i = 0;
        var count = 0;
        while (i < length)
        {
            if (Vector128.IsHardwareAccelerated && i + 16 <= length)
            {
                var bytes = Vector128.LoadUnsafe(ref source, (nuint)i);
                var nonAscii = bytes.ExtractMostSignificantBits();
                if (nonAscii != 0xFFFF && (nonAscii & 1) == 0)
                {
                    // The code points behind the first non-ASCII byte are overwritten by the next iteration.
                    var (low, high) = Vector128.Widen(bytes);
                    var (a, b) = Vector128.Widen(low);
                    var (c, d) = Vector128.Widen(high);
                    a.AsInt32().StoreUnsafe(ref target, (nuint)count);
                    b.AsInt32().StoreUnsafe(ref target, (nuint)count + 4);
                    c.AsInt32().StoreUnsafe(ref target, (nuint)count + 8);
                    d.AsInt32().StoreUnsafe(ref target, (nuint)count + 12);
                    var run = nonAscii == 0 ? 16 : BitOperations.TrailingZeroCount(nonAscii);
                    i += run;
                    count += run;
                    continue;
                }
            }

            // A run of two-byte letters (Cyrillic, Greek, Arabic, Hebrew) with spaces between, or the tail.
            do
            {
                int first = Unsafe.Add(ref source, i);
                int value;
                if (first < 0x80)
                {
                    value = first;
                    i++;
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
            while (i < length && (Unsafe.Add(ref source, i) >= 0x80 || i + 16 > length));
        }

        return count;
    }
}
