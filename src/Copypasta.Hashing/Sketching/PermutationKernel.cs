using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>
/// One keyed permutation of 32-bit values over many values: MurmurHash3's finaliser of <c>a x + b mod 2^32</c>, a odd. Being a permutation, it never makes two
/// distinct hashes equal. Sixteen, eight or four values at a time; the scalar loop is the oracle.
/// </summary>
internal static class PermutationKernel
{
    /// <summary>Permutes with the chosen kernel.</summary>
    /// <param name="values">What to permute.</param>
    /// <param name="multiplier">Odd.</param>
    /// <param name="increment">Any.</param>
    /// <param name="permuted">At least as long as <paramref name="values"/>.</param>
    public static void Permute(ReadOnlySpan<uint> values, uint multiplier, uint increment, Span<uint> permuted)
    {
        var done = KernelChoice.Width switch
        {
            512 => PermuteVector512(values, multiplier, increment, permuted),
            256 => PermuteVector256(values, multiplier, increment, permuted),
            128 => PermuteVector128(values, multiplier, increment, permuted),
            _ => 0,
        };
        PermuteScalar(values[done..], multiplier, increment, permuted[done..]);
    }

    /// <summary>The oracle.</summary>
    public static void PermuteScalar(ReadOnlySpan<uint> values, uint multiplier, uint increment, Span<uint> permuted)
    {
        for (var i = 0; i < values.Length; i++)
        {
            permuted[i] = Permute(values[i], multiplier, increment);
        }
    }

    /// <summary>One value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Permute(uint value, uint multiplier, uint increment) => Mix.Finalize32((value * multiplier) + increment);

    /// <summary>Permutes whole vectors of 16; returns how many values that were.</summary>
    public static int PermuteVector512(ReadOnlySpan<uint> values, uint multiplier, uint increment, Span<uint> permuted)
    {
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(permuted[..values.Length]);
        var (a, b) = (Vector512.Create(multiplier), Vector512.Create(increment));
        var i = 0;
        for (; i + Vector512<uint>.Count <= values.Length; i += Vector512<uint>.Count)
        {
            var h = (Vector512.LoadUnsafe(ref source, (nuint)i) * a) + b;
            h ^= h >>> 16;
            h *= Vector512.Create(0x85EBCA6Bu);
            h ^= h >>> 13;
            h *= Vector512.Create(0xC2B2AE35u);
            (h ^ (h >>> 16)).StoreUnsafe(ref target, (nuint)i);
        }

        return i;
    }

    /// <summary>Permutes whole vectors of 8; returns how many values that were.</summary>
    public static int PermuteVector256(ReadOnlySpan<uint> values, uint multiplier, uint increment, Span<uint> permuted)
    {
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(permuted[..values.Length]);
        var (a, b) = (Vector256.Create(multiplier), Vector256.Create(increment));
        var i = 0;
        for (; i + Vector256<uint>.Count <= values.Length; i += Vector256<uint>.Count)
        {
            var h = (Vector256.LoadUnsafe(ref source, (nuint)i) * a) + b;
            h ^= h >>> 16;
            h *= Vector256.Create(0x85EBCA6Bu);
            h ^= h >>> 13;
            h *= Vector256.Create(0xC2B2AE35u);
            (h ^ (h >>> 16)).StoreUnsafe(ref target, (nuint)i);
        }

        return i;
    }

    /// <summary>Permutes whole vectors of 4; returns how many values that were.</summary>
    public static int PermuteVector128(ReadOnlySpan<uint> values, uint multiplier, uint increment, Span<uint> permuted)
    {
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(permuted[..values.Length]);
        var (a, b) = (Vector128.Create(multiplier), Vector128.Create(increment));
        var i = 0;
        for (; i + Vector128<uint>.Count <= values.Length; i += Vector128<uint>.Count)
        {
            var h = (Vector128.LoadUnsafe(ref source, (nuint)i) * a) + b;
            h ^= h >>> 16;
            h *= Vector128.Create(0x85EBCA6Bu);
            h ^= h >>> 13;
            h *= Vector128.Create(0xC2B2AE35u);
            (h ^ (h >>> 16)).StoreUnsafe(ref target, (nuint)i);
        }

        return i;
    }
}
