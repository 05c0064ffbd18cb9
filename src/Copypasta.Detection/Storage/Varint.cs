using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Copypasta.Detection;

/// <summary>Unsigned integers in as few bytes as they need: seven bits a byte, the least significant first, the high bit of all but the last set (LEB128).</summary>
internal static class Varint
{
    /// <summary>Most bytes of one.</summary>
    public const int MaxBytes = 10;

    /// <summary>Writes a value; returns its bytes.</summary>
    public static int Write(Span<byte> bytes, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        return length;
    }

    /// <summary>Writes a value and moves past it.</summary>
    public static void Write(ref Span<byte> bytes, ulong value) => bytes = bytes[Write(bytes, value)..];

    /// <summary>Reads a value and moves past it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(scoped ref ReadOnlySpan<byte> bytes)
    {
        // Most are of one byte, which is less than a call takes.
        var first = bytes[0];
        if (first >= 0x80)
        {
            return ReadLonger(ref bytes);
        }

        bytes = bytes[1..];
        return first;
    }

    private static ulong ReadLonger(scoped ref ReadOnlySpan<byte> bytes)
    {
        // Lengths of neighbours differ: a branch on each byte would often be mispredicted.
        if (Bmi2.X64.IsSupported && bytes.Length >= sizeof(ulong))
        {
            var word = MemoryMarshal.Read<ulong>(bytes);
            var ends = ~word & 0x8080808080808080;
            if (ends != 0)
            {
                bytes = bytes[((BitOperations.TrailingZeroCount(ends) + 1) / 8)..];
                return Bmi2.X64.ParallelBitExtract(word, (ends ^ (ends - 1)) & 0x7F7F7F7F7F7F7F7F);
            }
        }

        var value = 0UL;
        for (var i = 0; ; i++)
        {
            var b = bytes[i];
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }
    }
}
