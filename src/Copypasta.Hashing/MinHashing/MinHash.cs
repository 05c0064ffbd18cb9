using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>
/// What signatures say of the sets they were made from, over plain spans: the fast way, which trusts the caller that both sides were made with the same options,
/// profile and seed. <see cref="MinHashSignature"/> carries those and checks them.
/// </summary>
public static class MinHash
{
    /// <summary>Id of the algorithm: its signatures are the same bits on every machine, for ever.</summary>
    public const string Algorithm = "minhash32/1";

    /// <summary>
    /// The share of equal lanes: an unbiased estimate of the Jaccard similarity J with standard error sqrt(J (1 - J) / lanes) (Broder 1997).
    /// </summary>
    /// <param name="a">A signature.</param>
    /// <param name="b">Another of the same length, made with the same options.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static double EstimateJaccard(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b) => Estimate(a, b).Value;

    /// <summary><see cref="EstimateJaccard"/> with its standard error and interval.</summary>
    /// <param name="a">A signature.</param>
    /// <param name="b">Another of the same length, made with the same options.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static JaccardEstimate Estimate(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        CheckLanes(a, b);
        return new JaccardEstimate(EqualLanes(a, b), a.Length, valueBits: 32);
    }

    /// <summary>Merges signatures: the lane-wise minimum is the signature of the union of both sets.</summary>
    /// <param name="a">A signature.</param>
    /// <param name="b">Another of the same length, made with the same options.</param>
    /// <param name="union">At least as long; may be <paramref name="a"/> or <paramref name="b"/> itself, but may not overlap them otherwise.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are 0, or <paramref name="union"/> is too short.</exception>
    public static void Merge(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> union)
    {
        CheckLanes(a, b);
        if (union.Length < a.Length)
        {
            throw new ArgumentException($"A signature takes {a.Length} values; the span holds {union.Length}.", nameof(union));
        }

        for (var lane = 0; lane < a.Length; lane++)
        {
            union[lane] = Math.Min(a[lane], b[lane]);
        }
    }

    /// <summary>
    /// A well-mixed 32-bit hash of an element that is a number (an id, a token, another hash): the upper half of SplitMix64's finaliser (Steele, Lea and Flood,
    /// OOPSLA 2014). The lanes are linear in the hash, so raw counters, or numbers with few bits set, must go through here first; without, the estimate is biased.
    /// </summary>
    /// <param name="element">Any number; two numbers share a hash once in 2^32.</param>
    public static uint Hash(ulong element) => (uint)(Mix.Finalize64(element) >> 32);

    private static int EqualLanes(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var (lane, equal) = (0, 0);
        if (Vector128.IsHardwareAccelerated && KernelChoice.Width > 0)
        {
            // An equal lane compares to all bits set, which is -1.
            var sum = Vector128<uint>.Zero;
            for (; lane + Vector128<uint>.Count <= a.Length; lane += Vector128<uint>.Count)
            {
                sum -= Vector128.Equals(Vector128.LoadUnsafe(ref x, (nuint)lane), Vector128.LoadUnsafe(ref y, (nuint)lane));
            }

            equal = (int)Vector128.Sum(sum);
        }

        for (; lane < a.Length; lane++)
        {
            equal += a[lane] == b[lane] ? 1 : 0;
        }

        return equal;
    }

    private static void CheckLanes(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        if (a.Length != b.Length || a.IsEmpty)
        {
            throw new ArgumentException($"Signatures of {a.Length} and {b.Length} lanes cannot be compared.", nameof(b));
        }
    }
}
