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
    // The usual window has its polynomial written out, two steps at a time: the same value from a shorter chain of multiplications.
    private const int Usual = 5;
    private const uint Squared = unchecked(Mix.Golden32 * Mix.Golden32);

    /// <summary>Hashes the windows; <paramref name="hashes"/> gets <c>tokens.Length - size + 1</c> values, bit for bit the same on every path.</summary>
    public static void Hash(ReadOnlySpan<int> tokens, int size, Span<uint> hashes)
    {
        var windows = tokens.Length - size + 1;
        ref var source = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(tokens));
        ref var target = ref MemoryMarshal.GetReference(hashes[..windows]);

        // The last vector overlaps the one before: the same windows are hashed twice, to the same values, and none is left to a loop.
        if (Vector512.IsHardwareAccelerated && KernelChoice.Width >= 512 && windows >= Vector512<uint>.Count)
        {
            var last = windows - Vector512<uint>.Count;
            for (var i = 0; i < last; i += Vector512<uint>.Count)
            {
                Window512(ref Unsafe.Add(ref source, i), size).StoreUnsafe(ref target, (nuint)i);
            }

            Window512(ref Unsafe.Add(ref source, last), size).StoreUnsafe(ref target, (nuint)last);
        }
        else if (Vector256.IsHardwareAccelerated && KernelChoice.Width >= 256 && windows >= Vector256<uint>.Count)
        {
            var last = windows - Vector256<uint>.Count;
            for (var i = 0; i < last; i += Vector256<uint>.Count)
            {
                Window256(ref Unsafe.Add(ref source, i), size).StoreUnsafe(ref target, (nuint)i);
            }

            Window256(ref Unsafe.Add(ref source, last), size).StoreUnsafe(ref target, (nuint)last);
        }
        else if (Vector128.IsHardwareAccelerated && KernelChoice.Width >= 128 && windows >= Vector128<uint>.Count)
        {
            var last = windows - Vector128<uint>.Count;
            for (var i = 0; i < last; i += Vector128<uint>.Count)
            {
                Window128(ref Unsafe.Add(ref source, i), size).StoreUnsafe(ref target, (nuint)i);
            }

            Window128(ref Unsafe.Add(ref source, last), size).StoreUnsafe(ref target, (nuint)last);
        }
        else
        {
            for (var i = 0; i < windows; i++)
            {
                Unsafe.Add(ref target, i) = Whole(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<uint, int>(ref Unsafe.Add(ref source, i)), size));
            }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<uint> Window512(ref uint tokens, int size)
    {
        var k = Vector512.Create(Mix.Golden32);
        var h = Vector512.LoadUnsafe(ref tokens);
        if (size == Usual)
        {
            h = (h * k) + Vector512.LoadUnsafe(ref tokens, 1);
            h = (h * Vector512.Create(Squared)) + (Vector512.LoadUnsafe(ref tokens, 2) * k) + Vector512.LoadUnsafe(ref tokens, 3);
            h = (h * k) + Vector512.LoadUnsafe(ref tokens, 4);
        }
        else
        {
            for (var j = 1; j < size; j++)
            {
                h = (h * k) + Vector512.LoadUnsafe(ref tokens, (nuint)j);
            }
        }

        h ^= h >>> 16;
        h *= Vector512.Create(0x85EBCA6Bu);
        h ^= h >>> 13;
        h *= Vector512.Create(0xC2B2AE35u);
        return h ^ (h >>> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<uint> Window256(ref uint tokens, int size)
    {
        var k = Vector256.Create(Mix.Golden32);
        var h = Vector256.LoadUnsafe(ref tokens);
        if (size == Usual)
        {
            h = (h * k) + Vector256.LoadUnsafe(ref tokens, 1);
            h = (h * Vector256.Create(Squared)) + (Vector256.LoadUnsafe(ref tokens, 2) * k) + Vector256.LoadUnsafe(ref tokens, 3);
            h = (h * k) + Vector256.LoadUnsafe(ref tokens, 4);
        }
        else
        {
            for (var j = 1; j < size; j++)
            {
                h = (h * k) + Vector256.LoadUnsafe(ref tokens, (nuint)j);
            }
        }

        h ^= h >>> 16;
        h *= Vector256.Create(0x85EBCA6Bu);
        h ^= h >>> 13;
        h *= Vector256.Create(0xC2B2AE35u);
        return h ^ (h >>> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<uint> Window128(ref uint tokens, int size)
    {
        var k = Vector128.Create(Mix.Golden32);
        var h = Vector128.LoadUnsafe(ref tokens);
        if (size == Usual)
        {
            h = (h * k) + Vector128.LoadUnsafe(ref tokens, 1);
            h = (h * Vector128.Create(Squared)) + (Vector128.LoadUnsafe(ref tokens, 2) * k) + Vector128.LoadUnsafe(ref tokens, 3);
            h = (h * k) + Vector128.LoadUnsafe(ref tokens, 4);
        }
        else
        {
            for (var j = 1; j < size; j++)
            {
                h = (h * k) + Vector128.LoadUnsafe(ref tokens, (nuint)j);
            }
        }

        h ^= h >>> 16;
        h *= Vector128.Create(0x85EBCA6Bu);
        h ^= h >>> 13;
        h *= Vector128.Create(0xC2B2AE35u);
        return h ^ (h >>> 16);
    }
}
