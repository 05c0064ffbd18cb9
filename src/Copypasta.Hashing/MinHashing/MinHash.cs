namespace Copypasta.Hashing;

/// <summary>What signatures say of the sets they were made from.</summary>
public static class MinHash
{
    /// <summary>
    /// The share of equal lanes: an unbiased estimate of the Jaccard similarity J with standard error sqrt(J (1 - J) / lanes) (Broder 1997).
    /// </summary>
    /// <param name="a">A signature.</param>
    /// <param name="b">Another of the same length, made with the same options.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static double EstimateJaccard(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        if (a.Length != b.Length || a.IsEmpty)
        {
            throw new ArgumentException($"Signatures of {a.Length} and {b.Length} lanes cannot be compared.", nameof(b));
        }

        var equal = 0;
        for (var i = 0; i < a.Length; i++)
        {
            equal += a[i] == b[i] ? 1 : 0;
        }

        return (double)equal / a.Length;
    }
}
