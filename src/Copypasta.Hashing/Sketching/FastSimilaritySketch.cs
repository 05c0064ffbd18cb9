namespace Copypasta.Hashing;

/// <summary>What the sketches of <see cref="FastSimilaritySketcher"/> say of the sets they were made from.</summary>
public static class FastSimilaritySketch
{
    /// <summary>Id of the algorithm; sketches of different ids are not comparable, nor is a sketch with a MinHash signature.</summary>
    public const string Algorithm = "fss32/1";

    /// <summary>
    /// The share of equal lanes: an unbiased estimate of the Jaccard similarity J. Its variance is <see cref="Variance"/>, never above the
    /// J (1 - J) / lanes of MinHash (Dahlgaard, Knudsen and Thorup, FOCS 2017, Theorem 1: expectation J, concentrated as a sum of independent trials).
    /// </summary>
    /// <param name="a">A sketch.</param>
    /// <param name="b">Another of the same length, made with the same options.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static double EstimateJaccard(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b) => MinHash.EstimateJaccard(a, b);

    /// <summary>
    /// Variance of <see cref="EstimateJaccard"/>: J (1 - J) / k * (1 - (k - 1) q / (n - 1)) for k lanes and a union of n elements, where
    /// q = (1 - 2 p + s)(1 - s^k) / (1 - s), p = (1 - 1/k)^n, s = (1 - 2/k)^n, is the probability that two lanes are filled in the same round.
    /// </summary>
    /// <remarks>
    /// Each lane holds a uniformly chosen element of the union. Two lanes of one round hold two different elements, drawn without replacement: their covariance is -J (1 - J) / (n - 1);
    /// lanes of different rounds are independent. Below about as many elements as lanes the variance is half of MinHash's; far above, it is MinHash's, and the sketch is merely faster.
    /// </remarks>
    /// <param name="similarity">Jaccard similarity J, 0 to 1.</param>
    /// <param name="lanes">Lanes of the sketches, 1 to <see cref="FastSimilaritySketchOptions.MaxLanes"/>.</param>
    /// <param name="union">Distinct elements of both sets together, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double Variance(double similarity, int lanes, long union)
    {
        if (!(similarity is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(similarity), similarity, "A similarity is 0 to 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, FastSimilaritySketchOptions.MaxLanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(union, 1);
        var independent = similarity * (1 - similarity) / lanes;
        if (lanes == 1 || union == 1)
        {
            return independent;
        }

        var one = Math.Pow(1 - (1.0 / lanes), union);
        var both = Math.Pow(1 - (2.0 / lanes), union);
        var sameRound = (1 - (2 * one) + both) * (1 - Math.Pow(both, lanes)) / (1 - both);
        return independent * (1 - ((lanes - 1) * sameRound / (union - 1)));
    }
}
