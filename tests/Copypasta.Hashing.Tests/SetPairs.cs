namespace Copypasta.Hashing.Tests;

/// <summary>Pairs of sets whose exact Jaccard similarity is known by construction.</summary>
internal static class SetPairs
{
    /// <summary>Two sets of random 32-bit hashes that share <paramref name="shared"/> of <paramref name="union"/> distinct values; the unshared are dealt alternately.</summary>
    public static (uint[] A, uint[] B) Random(Random random, int shared, int union)
    {
        var distinct = new HashSet<uint>(union);
        while (distinct.Count < union)
        {
            distinct.Add((uint)random.NextInt64(1L << 32));
        }

        return Deal([.. distinct], shared);
    }

    /// <summary>Deals distinct values to two sets: the first <paramref name="shared"/> to both, the others alternately.</summary>
    public static (uint[] A, uint[] B) Deal(uint[] distinct, int shared)
    {
        var both = distinct[..shared];
        var rest = distinct[shared..];
        return ([.. both, .. rest.Where((_, i) => i % 2 == 0)], [.. both, .. rest.Where((_, i) => i % 2 == 1)]);
    }
}
