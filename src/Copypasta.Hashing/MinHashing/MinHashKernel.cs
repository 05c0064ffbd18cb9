namespace Copypasta.Hashing;

/// <summary>
/// k independent minima: lane j of a set is the least <c>a_j x + b_j mod 2^32</c> over its well-mixed 32-bit hashes x, a_j odd, so
/// each lane is a permutation of 32-bit values (Broder 1997; linear permutations: Bohman, Cooper and Frieze 2000). The family is not
/// min-wise independent in theory; on finalised hashes its error was measured equal to theory's, and a test holds it there.
/// </summary>
internal static partial class MinHashKernel
{
    /// <summary>Writes the minima with the chosen kernel. All 32 bits set stand for the minimum of no hashes.</summary>
    /// <param name="hashes">Hashes of the shingles; repeats change nothing.</param>
    /// <param name="multipliers">Odd, one per lane.</param>
    /// <param name="increments">One per lane.</param>
    /// <param name="minima">Its length is the number of lanes.</param>
    public static void Minima(ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> multipliers, ReadOnlySpan<uint> increments, Span<uint> minima)
    {
        switch (KernelChoice.Width)
        {
            case 512:
                MinimaVector512(hashes, multipliers, increments, minima);
                break;
            case 256:
                MinimaVector256(hashes, multipliers, increments, minima);
                break;
            case 128:
                MinimaVector128(hashes, multipliers, increments, minima);
                break;
            default:
                MinimaScalar(hashes, multipliers, increments, minima);
                break;
        }
    }

    /// <summary>The oracle.</summary>
    public static void MinimaScalar(ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> multipliers, ReadOnlySpan<uint> increments, Span<uint> minima)
    {
        for (var lane = 0; lane < minima.Length; lane++)
        {
            var (a, b) = (multipliers[lane], increments[lane]);
            var least = uint.MaxValue;
            foreach (var hash in hashes)
            {
                least = Math.Min(least, (hash * a) + b);
            }

            minima[lane] = least;
        }
    }
}
