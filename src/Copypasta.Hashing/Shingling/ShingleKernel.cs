using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>
/// Hashes every window of N tokens: a polynomial in an odd constant modulo 2^32 (Horner), finished by MurmurHash3's 32-bit
/// finaliser, so that the lanes of MinHash start from well-mixed values. Sixteen, eight or four windows at a time; the scalar loop is the oracle.
/// </summary>
internal static class ShingleKernel
{
    /// <summary>Hashes the windows; <paramref name="hashes"/> gets <c>tokens.Length - size + 1</c> values, bit for bit the same on every path.</summary>
    public static void Hash(ReadOnlySpan<int> tokens, int size, Span<uint> hashes)
    {
        var windows = tokens.Length - size + 1;
        ref var source = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(tokens));
        ref var target = ref MemoryMarshal.GetReference(hashes[..windows]);
        var i = 0;
        if (Vector512.IsHardwareAccelerated && KernelChoice.Width >= 512)
        {
            for (; i + Vector512<uint>.Count <= windows; i += Vector512<uint>.Count)
            {
                Window512(ref Unsafe.Add(ref source, i), size).StoreUnsafe(ref target, (nuint)i);
            }
        }

        if (Vector256.IsHardwareAccelerated && KernelChoice.Width >= 256)
        {
            for (; i + Vector256<uint>.Count <= windows; i += Vector256<uint>.Count)
            {
                Window256(ref Unsafe.Add(ref source, i), size).StoreUnsafe(ref target, (nuint)i);
            }
        }

        if (Vector128.IsHardwareAccelerated && KernelChoice.Width >= 128)
        {
            for (; i + Vector128<uint>.Count <= windows; i += Vector128<uint>.Count)
            {
                Window128(ref Unsafe.Add(ref source, i), size).StoreUnsafe(ref target, (nuint)i);
            }
        }

        for (; i < windows; i++)
        {
            Unsafe.Add(ref target, i) = Whole(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<uint, int>(ref Unsafe.Add(ref source, i)), size));
        }
    }

    /// <summary>The hash of one window: the oracle, and the hash of a text shorter than a window.</summary>
    public static uint Whole(ReadOnlySpan<int> window)
    {
        var h = 0u;
        foreach (var token in window)
        {
            h = (h * Mix.Golden32) + (uint)token;
        }

        return Mix.Finalize32(h);
    }

    internal static Vector512<uint> Window512(ref uint tokens, int size)
    {
        var k = Vector512.Create(Mix.Golden32);
        var h = Vector512.LoadUnsafe(ref tokens);
        for (var j = 1; j < size; j++)
        {
            h = (h * k) + Vector512.LoadUnsafe(ref tokens, (nuint)j);
        }

        h ^= h >>> 16;
        h *= Vector512.Create(0x85EBCA6Bu);
        h ^= h >>> 13;
        h *= Vector512.Create(0xC2B2AE35u);
        return h ^ (h >>> 16);
    }

    internal static Vector256<uint> Window256(ref uint tokens, int size)
    {
        var k = Vector256.Create(Mix.Golden32);
        var h = Vector256.LoadUnsafe(ref tokens);
        for (var j = 1; j < size; j++)
        {
            h = (h * k) + Vector256.LoadUnsafe(ref tokens, (nuint)j);
        }

        h ^= h >>> 16;
        h *= Vector256.Create(0x85EBCA6Bu);
        h ^= h >>> 13;
        h *= Vector256.Create(0xC2B2AE35u);
        return h ^ (h >>> 16);
    }

    internal static Vector128<uint> Window128(ref uint tokens, int size)
    {
        var k = Vector128.Create(Mix.Golden32);
        var h = Vector128.LoadUnsafe(ref tokens);
        for (var j = 1; j < size; j++)
        {
            h = (h * k) + Vector128.LoadUnsafe(ref tokens, (nuint)j);
        }

        h ^= h >>> 16;
        h *= Vector128.Create(0x85EBCA6Bu);
        h ^= h >>> 13;
        h *= Vector128.Create(0xC2B2AE35u);
        return h ^ (h >>> 16);
    }
}
